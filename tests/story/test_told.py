"""What an import tells is made of sentences that can be translated, and nothing else passes for one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story import told, wording
from story.importing import read_story
from story.model import Unreadable
from tests.story.test_story_json import JSON, SENTENCES

LONGEST = 50_000  # bytes of a file that is tried here; the large ones have nothing more to tell


@given(SENTENCES)
def test_a_sentence_comes_back(sentences: tuple[str, ...]) -> None:
    for each in sentences:
        assert told.load(told.dump(each)) == each


@given(JSON)
def test_anything_else_is_refused_or_harmless(value: object) -> None:
    for data in (value, [["{x}"], None, {"x": value}], [[wording.GUESSED], None, {"encoding": value}]):
        try:
            loaded = told.load(data)
        except (ValueError, TypeError, LookupError):
            continue
        assert told.load(told.dump(loaded)) == loaded


@pytest.mark.parametrize("template", ["{encoding.__class__}", "{encoding!r}", "{encoding:>9}", "Anything."])
def test_no_template_but_those_of_the_catalogue_is_filled_in(template: str) -> None:
    with pytest.raises(ValueError, match="not a sentence"):
        told.load([[template], None, {"encoding": "utf-8"}])


@given(st.integers(0, 10**7))
def test_what_is_counted_reads_as_english(number: int) -> None:
    one, many = wording.LEFT_OUT["missing"]
    expected = f"1 {one}" if number == 1 else f"{number:,} {many}"
    assert told.tally(number, one, many) == expected


def test_whatever_is_told_of_a_file_can_be_said_in_another_language(nasty: Path) -> None:
    heard = set[str]()
    for path in sorted(nasty.rglob("*")):
        if path.is_file() and path.stat().st_size < LONGEST:
            for sentence in what_is_told_of(path):
                assert told.load(told.dump(sentence)) == sentence
                heard.add(sentence)
    assert len(heard) > 20


def what_is_told_of(path: Path) -> tuple[str, ...]:
    try:
        story = read_story(path.read_bytes(), path.name)
    except Unreadable as refusal:
        return (refusal.sentence,)
    return (*story.dropped, *story.warnings)

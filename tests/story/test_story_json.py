"""A story as JSON comes back exactly, and nothing else comes back as a story."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from story import wording
from story.model import Chapter, Story
from story.story_json import dump, load
from story.told import Told, tally, told
from tests.story.strategies import prose, scenes_with_footnotes, signs

ANY = st.text(max_size=30)
CHAPTERS = st.builds(
    Chapter, ANY, st.lists(scenes_with_footnotes(signs() | prose(40)), min_size=1, max_size=3).map(tuple)
)
COUNTS = st.integers(0, 10**9)
SENTENCES = st.lists(
    st.sampled_from(
        [wording.LIST_OF_CONTENTS, wording.SHORT_PAGE, told(wording.SAVE_AS_ANY, kind=told(wording.PDF))]
    )
    | st.builds(lambda encoding: told(wording.GUESSED, encoding=encoding), ANY)
    | st.builds(lambda number: tally(number, *wording.LEFT_OUT["missing"]), COUNTS)
    | st.builds(lambda number, most: tally(number, *wording.CUT, most=most), COUNTS, COUNTS),
    max_size=4,
).map(tuple)
STORIES = st.builds(
    Story,
    title=ANY, author=ANY, language=ANY, chapters=st.lists(CHAPTERS, max_size=3).map(tuple), rating=ANY,
    content_notes=ANY, licence=ANY, summary=ANY, tags=ANY, series=ANY, source=ANY,
    dropped=SENTENCES, warnings=SENTENCES,
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=30)
@given(STORIES)
def test_a_story_comes_back_exactly(story: Story) -> None:
    line = dump(story)
    assert b"\n" not in line
    assert load(line) == story
    assert [_made_of(each) for each in load(line).warnings] == [_made_of(each) for each in story.warnings]


def _made_of(sentence: str) -> object:
    """What a translation is made of; the English alone would be equal without it."""
    return (sentence.forms, sentence.number, sentence.values) if isinstance(sentence, Told) else sentence


@given(JSON)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the parser's own message, or ours
        load(json.dumps(value).encode())


@settings(max_examples=30)
@given(STORIES, JSON, st.sampled_from(["title", "chapters", "dropped", "summary"]))
def test_a_wrong_part_is_refused_or_harmless(story: Story, value: object, name: str) -> None:
    data = json.loads(dump(story)) | {name: value}
    try:
        loaded = load(json.dumps(data).encode())
    except ValueError:
        return
    assert load(dump(loaded)) == loaded

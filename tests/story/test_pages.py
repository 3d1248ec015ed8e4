"""Pages are the scene, within every limit, balanced, and cut where a reader would pause."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from story.model import Block, Kind, Scene, Span, Style
from story.pages import LONGEST, Page, PageLength, page_at, paginate
from tests.story.discord_client import display, text_of
from tests.story.strategies import prose, scenes, signs

LENGTHS = st.sampled_from(list(PageLength))
LONG_TEXTS = st.one_of(
    prose(400), prose(1500), st.tuples(signs(), st.integers(1, 300)).map(lambda two: two[0] * two[1])
)


def paragraphs(*texts: str) -> Scene:
    return Scene(tuple(Block(text) for text in texts))


def joined(text: str, pages: tuple[Page, ...]) -> str:
    """The pages with what lies between them."""
    parts, at = [], 0
    for page in pages:
        assert text[at : page.start].strip() == ""
        parts.append(text[at : page.end])
        at = page.end
    assert text[at:].strip() == ""
    return "".join(parts) + text[at:]


@given(scenes(LONG_TEXTS), LENGTHS)
def test_pages_joined_are_the_scene(scene: Scene, length: PageLength) -> None:
    pages = paginate(scene, length)
    assert pages
    assert joined(scene.text, pages) == scene.text
    for page in pages:
        assert page.start < page.end
        assert scene.text[page.start : page.end].strip() == scene.text[page.start : page.end]


@given(scenes(LONG_TEXTS), LENGTHS)
def test_every_page_is_within_every_limit(scene: Scene, length: PageLength) -> None:
    for page in paginate(scene, length):
        assert len(page.markdown) <= LONGEST[length] <= 3_600
        assert len(page.markdown.encode()) <= 9_000
        assert page.markdown == page.markdown.strip()


@given(st.lists(prose(200), min_size=1, max_size=6), LENGTHS)
def test_a_page_shows_its_part_of_the_scene(texts: list[str], length: PageLength) -> None:
    scene = Scene(tuple(Block(text, Kind.VERSE) for text in texts))
    for page in paginate(scene, length):
        assert text_of(display(page.markdown)) == scene.text[page.start : page.end]


@given(scenes(LONG_TEXTS), LENGTHS)
def test_a_grapheme_is_cut_only_when_it_is_longer_than_a_page(scene: Scene, length: PageLength) -> None:
    ends = {match.end() for match in regex.finditer(r"\X", scene.text)}
    longest = max(len(grapheme) for grapheme in regex.findall(r"\X", scene.text))
    for page in paginate(scene, length):
        assert page.end in ends or longest > LONGEST[length] / 8


@given(scenes(prose(300)), LENGTHS, st.data())
def test_every_character_is_on_the_page_that_is_said_to_show_it(
    scene: Scene, length: PageLength, data: st.DataObject
) -> None:
    pages = paginate(scene, length)
    at = data.draw(st.integers(0, len(scene.text)))
    page = pages[page_at(pages, at)]
    assert at < page.end or page is pages[-1]
    assert page.start <= at or scene.text[at : page.start].strip() == ""


SENTENCE = "The rain had not stopped since Tuesday, and nobody on the boat said so. "


def sizes(scene: Scene, length: PageLength) -> list[int]:
    return [page.end - page.start for page in paginate(scene, length)]


@given(st.lists(st.integers(1, 12), min_size=4, max_size=60), LENGTHS)
def test_pages_of_prose_are_balanced(sentences: list[int], length: PageLength) -> None:
    scene = paragraphs(*((SENTENCE * count).strip() for count in sentences))
    found = sizes(scene, length)
    mean = sum(found) / len(found)
    assert min(found) >= 0.6 * mean
    assert max(found) <= 1.4 * mean


@given(st.integers(1, 200), LENGTHS)
def test_no_leftover_of_two_lines(sentences: int, length: PageLength) -> None:
    found = sizes(paragraphs((SENTENCE * sentences).strip()), length)
    assert len(found) == 1 or min(found) >= 0.8 * max(found)


def test_lengths_are_what_they_say() -> None:
    scene = paragraphs(*[(SENTENCE * 4).strip()] * 200)
    means = {length: sum(sizes(scene, length)) / len(sizes(scene, length)) for length in PageLength}
    assert 800 < means[PageLength.SHORT] < 1_000
    assert 1_600 < means[PageLength.MEDIUM] < 2_000
    assert 3_000 < means[PageLength.LONG] <= 3_600


def test_a_page_ends_with_a_paragraph_where_it_can() -> None:
    scene = paragraphs(*[(SENTENCE * 4).strip()] * 50)
    text = scene.text
    assert all(text[page.end : page.end + 2] == "\n\n" for page in paginate(scene, PageLength.SHORT)[:-1])


def test_a_long_paragraph_ends_pages_with_sentences() -> None:
    text = (SENTENCE * 80).strip()
    assert all(text[page.end - 1] == "." for page in paginate(paragraphs(text), PageLength.SHORT))


@pytest.mark.parametrize("sentence", ["ማታ ዝናብ ነበር። ", "বৃষ্টি হচ্ছিল। ", "夜里下着雨。", "كان المطر؟ "])
def test_sentences_of_every_script_end_pages(sentence: str) -> None:
    text = (sentence * 400).strip()
    stop = sentence.strip()[-1]
    assert all(text[page.end - 1] == stop for page in paginate(paragraphs(text), PageLength.SHORT))


@pytest.mark.parametrize(
    "signs", ["?", "?!", ".”", "“", "…*", "?\u200b", "。", "* ", "<@", ":", "9.", "\u202e"]
)
def test_signs_without_end_are_paged_in_a_moment(signs: str) -> None:
    text = signs * (100_000 // len(signs))
    assert joined(text, paginate(paragraphs(text), PageLength.LONG)) == text


def test_a_long_sentence_ends_pages_with_words() -> None:
    text = ("rain and " * 900).strip()
    assert all(
        text[page.end : page.end + 1] in {" ", ""} for page in paginate(paragraphs(text), PageLength.SHORT)
    )


def test_speech_stays_with_who_said_it() -> None:
    text = (
        "“I will not go.” Her brother looked up at last. It was late, and it was raining on the roof. " * 40
    ).strip()
    pages = paginate(paragraphs(text), PageLength.SHORT)
    assert len(pages) > 2
    assert all(text[page.end - 1] == "." for page in pages)


def test_a_heading_begins_a_page_and_never_ends_one() -> None:
    parts = [Block("A Letter", Kind.HEADING, 2), Block((SENTENCE * 7).strip()), Block((SENTENCE * 4).strip())]
    scene = Scene(tuple(parts * 12))
    assert not [page for page in paginate(scene, PageLength.SHORT) if page.markdown.endswith("A Letter")]


def test_what_leads_on_begins_a_page_and_never_ends_one() -> None:
    long = "Nothing of note was said that evening. " * 6
    for before in range(1, 12):
        scene = paragraphs(*[long] * before, "Dear ladies of the tipping room,", *[long] * (12 - before))
        for length in PageLength:
            assert not any(page.markdown.endswith(",") for page in paginate(scene, length))


def test_verse_is_cut_between_its_lines() -> None:
    text = "\n".join(f"line {number} of a very long ballad of the sea," for number in range(200))
    pages = paginate(Scene((Block(text, Kind.VERSE),)), PageLength.MEDIUM)
    assert all(text[page.end : page.end + 1] in {"\n", ""} for page in pages)


def test_the_leading_spaces_of_verse_are_kept() -> None:
    text = "Roses are red,\n  Violets are blue"
    (page,) = paginate(Scene((Block(text, Kind.VERSE),)), PageLength.SHORT)
    assert page.markdown == text


def test_signs_at_a_page_start_are_escaped_there() -> None:
    text = ("word " * 400 + "- # > 1. ") * 8
    for page in paginate(paragraphs(text.strip()), PageLength.SHORT):
        assert text_of(display(page.markdown)) == text[page.start : page.end]


def test_a_style_goes_on_over_a_page_end() -> None:
    text = ("rain and " * 400).strip()
    scene = Scene((Block(text, spans=(Span(0, len(text), Style.ITALIC),)),))
    for page in paginate(scene, PageLength.SHORT):
        assert page.markdown == f"*{text[page.start : page.end]}*"


def test_a_scene_of_every_style_on_every_letter_is_within_limits() -> None:
    marked = tuple(Span(at, at + 1, Style(1 + at % 15)) for at in range(3_000))
    for page in paginate(Scene((Block("*" * 3_000, spans=marked),)), PageLength.LONG):
        assert len(page.markdown) <= 3_600

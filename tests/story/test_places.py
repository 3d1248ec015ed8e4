"""A place survives another page length and a corrected edition, and says how it was found."""

from hypothesis import given
from hypothesis import strategies as st

from story.model import Scene
from story.pages import PageLength, page_at, paginate
from story.places import How, Place, quote, relocate
from tests.story.strategies import prose, scenes

WORDS = [
    "lamp", "rain", "river", "Mira", "door", "letter", "seven", "night", "under", "over", "glass", "bell",
    "stone",
    "winter", "the", "a", "of", "and",
]  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """Scenes of words, numbered so that hardly any words come twice."""
    counts = draw(st.lists(st.integers(5, 60), min_size=1, max_size=5))
    return [
        " ".join(f"{WORDS[(n * 7 + at) % 18]}{at * 61 + n}" for n in range(count))
        for at, count in enumerate(counts)
    ]


def move(place: Place, old: list[str], new: list[str]) -> tuple[Place, How]:
    words = quote(old[place.scene], place.at) if place.scene < len(old) else ""
    return relocate(place, words, old, new)


@given(scenes(prose(300)), st.data())
def test_a_place_is_shown_at_every_page_length(scene: Scene, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(paginate(scene, data.draw(st.sampled_from(list(PageLength)))))).start
    for length in PageLength:
        pages = paginate(scene, length)
        page = pages[page_at(pages, start)]
        assert page.start <= start < page.end


@given(texts(), st.data())
def test_an_unchanged_scene_keeps_its_offset_wherever_it_moves(old: list[str], data: st.DataObject) -> None:
    scene = data.draw(st.integers(0, len(old) - 1))
    at = data.draw(st.integers(0, len(old[scene])))
    before = data.draw(st.lists(st.just("A new scene."), max_size=3))
    new = [*before, *(text if number == scene else text + " Edited." for number, text in enumerate(old))]
    assert move(Place(scene, at), old, new) == (Place(scene + len(before), at), How.SCENE)


@given(texts(), st.data())
def test_words_are_found_again_in_an_edited_scene(old: list[str], data: st.DataObject) -> None:
    scene = data.draw(st.integers(0, len(old) - 1))
    at = data.draw(st.integers(0, len(old[scene]) - 30))
    extra = "Much was added here, before it all. " * data.draw(st.integers(1, 5))
    new = [extra + text for text in old]
    assert move(Place(scene, at), old, new) == (Place(scene, at + len(extra)), How.QUOTE)


@given(texts(), st.data())
def test_a_correction_at_the_very_place_is_survived(old: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(45, len(old[0]))) if len(old[0]) > 45 else len(old[0])
    new = [old[0][:at] + "§" + old[0][at + 1 :], *old[1:]]
    place, how = move(Place(0, at), old, new)
    assert place == Place(0, at)
    assert how is How.QUOTE


def test_of_words_that_come_twice_the_nearest_are_taken() -> None:
    again = "and the bell rang, and the bell rang out over the river again. "
    old = ["First. " + again + "x" * 500 + again]
    new = ["First, corrected. " + again + "x" * 500 + again]
    place, how = move(Place(0, 7 + len(again) + 500), old, new)
    assert (place, how) == (Place(0, 18 + len(again) + 500), How.QUOTE)


def test_a_scene_written_anew_keeps_ordinal_and_proportion() -> None:
    assert move(Place(1, 50), ["a", "b" * 100], ["a", "c" * 200]) == (Place(1, 100), How.ORDINAL)
    assert move(Place(3, 0), ["a", "b", "c", "dddd"], ["x"]) == (Place(0, 0), How.ORDINAL)


def test_who_was_at_the_end_goes_on_with_what_was_added() -> None:
    assert move(Place(2, 0), ["One.", "Two."], ["One.", "Two."]) == (Place(2, 0), How.SCENE)
    assert move(Place(2, 0), ["One.", "Two."], ["One.", "Two.", "Three."]) == (Place(2, 0), How.SCENE)


@given(texts(), texts(), st.data())
def test_every_place_has_one_in_any_other_edition(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    scene = data.draw(st.integers(0, len(old)))
    at = data.draw(st.integers(0, len(old[scene]))) if scene < len(old) else 0
    place, _ = move(Place(scene, at), old, new)
    assert place.scene <= len(new)
    assert place.at <= (len(new[place.scene]) if place.scene < len(new) else 0)


@given(st.text(max_size=300), st.data())
def test_a_quote_is_short_and_stands_there(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    words = quote(text, at)
    assert len(words) <= 80
    assert text.startswith(words, at)


def test_a_quote_is_of_whole_words() -> None:
    assert quote("rain " * 40, 5) == ("rain " * 16).rstrip()

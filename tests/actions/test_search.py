"""Words are found as far as the story has been read, and nothing beyond has any influence."""

import sqlite3
from contextlib import closing
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import places, reading, search
from bot.actions.desk import Desk
from bot.actions.reading import Way
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.search import Found, Hit
from bot.actions.turns import Kind
from bot.store import library
from bot.store.library import EVERYWHERE, NewStory
from bot.store.migrations import migrate, read_migrations
from bot.store.opening import teach
from bot.store.reading import Turn, begin
from bot.store.search import scenes
from bot.store.transaction import Engine, SqliteTransaction, Transaction, drive
from story.model import Block, Chapter, Scene, Story
from story.places import Place
from story.search import LONGEST, folded, query_of
from tests.actions.conftest import ANA, ROOM, SERVER, Salon, story

MIGRATIONS = read_migrations(files("migrations"))


async def found(salon: Salon, text: str) -> list[str]:
    """The quotes that are found, the newest first; none where that is refused."""
    try:
        answer = await salon.asks(search.find, text)
    except Refusal:
        return []
    return [hit.quote.text for hit in answer.hits]


async def read_through(salon: Salon, *scenes: str) -> None:
    """A story of which all has been read."""
    salon.brings("tale.txt", story(*scenes))
    await salon.refreshes()
    seen = await salon.sees(await salon.asks(reading.read, None))
    await salon.sees(await salon.asks(places.go_ahead, seen, Place(len(scenes), 0)))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The ferryman lit both lamps.", "lamp"),
        ("The ferryman lit both lamps.", "LAMPS Ferryman"),
        ("Her résumé lay on the table.", "resume"),
        ("Her resume lay on the table.", "résumé"),
        ("Her re\u0301sume\u0301 lay on the table.", "résumé"),
        ("He said “don’t”.", "don't"),
        ("Straße und ΟΔΟΣ.", "οδος"),
        ("他走进了黑暗的房间。", "黑暗"),
        ("彼女は灯台に住んでいた。", "灯台"),
        ("เขาอ่านนิทานให้เมืองฟัง", "นิทาน"),
        ("हिन्दी में एक कहानी", "कहानी"),
        ("친구가 왔다", "친구"),
        ("Was it her? *** Nobody knew.", "***"),
        ("A lamp 🏮 in the window.", "🏮"),
        ("The price was 40 coins.", "40"),
    ],
)
async def test_what_is_found(salon: Salon, text: str, typed: str) -> None:
    await read_through(salon, "It began.\n\n" + text, "It ended.")
    assert len(await found(salon, typed)) == 1


@pytest.mark.parametrize(
    ("text", "typed"),
    [("The lamplighter.", "light"), ("Another day.", "a"), ("The ferry.", "ferry boat"), ("One.", "two")],
)
async def test_what_is_not_found(salon: Salon, text: str, typed: str) -> None:
    await read_through(salon, text, "It ended.")
    assert await found(salon, typed) == []


async def test_quotes_are_short_and_have_the_words(salon: Salon) -> None:
    await read_through(
        salon, "Word after word. " * 200 + "Then the lantern fell. " + "And on it went. " * 200
    )
    (quote,) = await found(salon, "lantern")
    assert "Then the lantern fell." in quote
    assert len(quote) < 240
    assert quote.startswith("… ") and quote.endswith(" …")


async def test_a_paragraph_with_all_the_words_comes_before_one_with_some(salon: Salon) -> None:
    await read_through(salon, "The lamp.\n\nThe boat.\n\nThe lamp in the boat.", "A lamp.\n\nA boat.")
    assert await found(salon, "boat lamp") == ["A lamp.", "The lamp in the boat."]


@pytest.mark.parametrize(
    "hostile",
    [
        *(
            '"',
            "*",
            "NEAR(",
            "a AND",
            "text:x",
            "lamp*",
            "^lamp",
            "-lamp",
            "{a b}: c",
            "' OR 1=1",
            "\x00",
            "%",
            "_",
        ),
        *('""""', "AND", "OR NOT", "(((", "\\", "lamp\ud800", "  ", "\u202e", "a" * 5_000),
    ],
)
async def test_no_query_is_a_query_language(salon: Salon, hostile: str) -> None:
    await read_through(salon, "The lamp.", "The end.")
    await found(salon, hostile)


async def test_the_page_on_show_has_been_read_and_the_next_has_not(salon: Salon) -> None:
    salon.brings("tale.txt", story("Alpha one.", "Beta two.", "Gamma three."))
    await salon.refreshes()
    page = await salon.asks(reading.read, None)
    assert await found(salon, "alpha") == ["Alpha one."]
    assert await found(salon, "beta") == []
    page = await salon.asks(reading.turn, Way.NEXT, await salon.sees(page))
    await salon.sees(page)
    assert await found(salon, "beta") == ["Beta two."]
    salon.desk.on_the_way.clear()
    await salon.asks(reading.turn, Way.NEXT)
    salon.desk.on_the_way.clear()  # the bot died before anybody saw it
    assert await found(salon, "gamma") == []
    assert await found(salon, "beta") == ["Beta two."]


async def test_a_place_that_was_left_again_stays_read(salon: Salon) -> None:
    salon.brings("tale.txt", story("Alpha one.", "Beta two.", "Gamma three."))
    await salon.refreshes()
    page = await salon.asks(reading.turn, Way.NEXT, await salon.sees(await salon.asks(reading.read, None)))
    await salon.sees(await salon.asks(reading.turn, Way.BACK, await salon.sees(page)))
    assert await found(salon, "beta") == ["Beta two."]
    assert await found(salon, "gamma") == []


async def test_leafing_shows_every_hit_once(salon: Salon) -> None:
    texts = [f"Lamp {number} a.\n\nNothing.\n\nLamp {number} b." for number in range(9)]
    await read_through(salon, *texts)
    page = await salon.asks(search.find, "lamp")
    assert not page.later
    told = [hit.quote.text for hit in page.hits]
    while page.earlier:
        page = await _leaf(salon, page, search.Way.EARLIER)
        told += [hit.quote.text for hit in page.hits]
    assert told == [f"Lamp {number} {part}." for number in range(8, -1, -1) for part in "ba"]
    back = [hit.quote.text for hit in page.hits]
    while page.later:
        page = await _leaf(salon, page, search.Way.LATER)
        back = [hit.quote.text for hit in page.hits] + back
    assert back == told


async def _leaf(salon: Salon, page: Found, way: search.Way) -> Found:
    hits = [hit.place for hit in page.hits]
    beside = min(hits) if way is search.Way.EARLIER else max(hits)
    answer = await salon.asks(search.leaf, Seen(page.reading_id, 0), page.query.typed, way, beside)
    assert isinstance(answer, Found)
    return answer


async def test_a_corrected_edition_is_searched_and_the_old_one_is_not(salon: Salon) -> None:
    await read_through(salon, "The lamp.", "The end.")
    salon.brings("tale.txt", story("The lantern.", "The end."))
    await salon.refreshes()
    assert await found(salon, "lamp") == []
    assert await found(salon, "lantern") == ["The lantern."]


async def test_the_index_goes_with_its_edition(salon: Salon) -> None:
    await read_through(salon, "The lamp.", "The end.")
    salon.brings("tale.txt", story("The lantern.", "The end."))
    await salon.refreshes()
    assert await salon.store.read(_indexed) == (0, 1, 1)


def test_what_was_there_before_the_index_is_found() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:2])
        connection.execute("INSERT INTO story VALUES ('s', 0, 'folder', 'tale.txt', '', 'e', 0, NULL)")
        connection.execute("INSERT INTO edition VALUES ('e', 's', 'Tale', '', '', '', '', '', '', 0)")
        connection.execute("INSERT INTO scene VALUES ('e', 0, 0, '', '', '', 2, 9, 'The lamp.', '[]')")
        migrate(connection, MIGRATIONS)
        tx, query = SqliteTransaction(connection), query_of("lamp")
        found = drive(scenes(tx, "e", query, Place(1, 0), range(0, 2), newest=True, most=5))
    assert found == [(0, "The lamp.")]


_WITH_WORD = {
    Engine.SQLITE: "SELECT rowid FROM scene_word WHERE scene_word MATCH ?",
    Engine.POSTGRESQL: "SELECT ordinal FROM scene_word WHERE words @@ CAST(CAST(? AS TEXT) AS tsquery)",
}
_EDITIONS = {
    Engine.SQLITE: "SELECT number FROM searched",
    Engine.POSTGRESQL: "SELECT DISTINCT edition_id FROM scene_word",
}


async def _indexed(tx: Transaction) -> tuple[int, int, int]:
    """Scenes of the old edition, of the new, and editions."""
    old, new = [len(await tx.all(_WITH_WORD[tx.engine], word)) for word in ("lamp", "lantern")]
    return old, new, len(await tx.all(_EDITIONS[tx.engine]))


TEXTS = st.lists(
    st.text("aAéb lLamp灯台\n.*\"'İß\u0301", max_size=60).map(lambda text: f"x{text}"), min_size=1, max_size=5
)
QUERIES = (
    st.text(max_size=60) | st.text("aébl 灯台*\"'", max_size=12) | st.sampled_from(["lamp", "a", "x", "灯"])
)


@given(texts=TEXTS, typed=QUERIES, ordinal=st.integers(0, 5), at=st.integers(0, 61), beyond=st.data())
@settings(max_examples=150, deadline=None)
def test_nothing_beyond_the_horizon_has_any_influence(
    texts: list[str], typed: str, ordinal: int, at: int, beyond: st.DataObject
) -> None:
    """What is found stays the same, whatever else the rest of the story may be."""
    horizon = Place(min(ordinal, len(texts)), 0)
    if ordinal < len(texts):
        horizon = Place(ordinal, min(at, len(texts[ordinal])))
    hits = _found_before(texts, horizon, typed)
    assert all(hit.place < horizon for hit in hits)
    assert all(
        hit.quote.text.strip("… ")[:20] in " ".join(texts[hit.place.scene].split("\n")) for hit in hits
    )
    rest = beyond.draw(TEXTS.map(lambda drawn: [*drawn, f"x {typed} x"]))
    if horizon.scene < len(texts):
        changed = [*texts[: horizon.scene], texts[horizon.scene][: horizon.at] + rest[-1], *rest]
        assert _found_before(changed, horizon, typed) == hits


def _found_before(texts: list[str], horizon: Place, typed: str) -> list[Hit]:
    """Every page of hits in a story that has been read to a place, whose page nobody has seen yet."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS)
        teach(connection)
        return drive(_find_all(SqliteTransaction(connection), texts, horizon, typed))


async def _find_all(tx: Transaction, texts: list[str], horizon: Place, typed: str) -> list[Hit]:
    told = Story("Tale", "", "", (Chapter("", tuple(Scene((Block(text),)) for text in texts)),))
    await library.add(tx, NewStory("s", EVERYWHERE, "folder", "tale.txt", ""), "e", told, 0)
    await begin(tx, Turn("r", 1, Kind.BEGIN, horizon, horizon, ANA, 0, None), SERVER, "s", "e")
    desk, request = Desk(), Request(SERVER, ROOM, ANA, 1, 1)
    try:
        page = await search.find(tx, desk, request, typed)
    except Refusal:
        return []
    hits = [*page.hits]
    while page.earlier:
        beside = min(hit.place for hit in page.hits)
        page = await search.leaf(
            tx, desk, request, Seen("r", 1), page.query.typed, search.Way.EARLIER, beside
        )
        hits += page.hits
    return hits


@given(st.text())
def test_a_query_makes_itself_again(typed: str) -> None:
    """A button carries it as text."""
    query = query_of(typed)
    assert query_of(query.typed) == query
    assert len(query.typed) <= LONGEST
    assert "\n" not in query.typed


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(folded(text)) == len(text)

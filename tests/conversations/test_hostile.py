"""Forged buttons, ids of other servers, everything oversized, everything twice: answered in a sentence each."""

import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.client import PRESSES
from bot.cogs.presses import Press, Submission
from bot.custom_id import LONGEST
from bot.playground.messages import Upload
from bot.playground.people import Person
from bot.playground.state import Json
from bot.playground.typed import BOOLEAN, STRING, USER
from tests.conversations.conftest import Club
from tests.conversations.hostile import SECRET, Siege, besieged, leaves

ID = re.compile(r"(?<=:)[a-z2-7]{13}(?=:|$)")
HUGE = "9" * 18
LONG = "ꙮ" * 4_000  # as much as a form's field holds
VALUES = ("", "0", HUGE, "-1", "general", "medium", "utf-8", "zip", "../../etc", "\0", LONG)
TYPED = (
    "0",
    "-1",
    HUGE * 20,
    "a" * 6_000,
    "ꙮ" * 6_000,
    "\u202e\0\t`*_|~>",
    "100%",
    "@everyone",
    "NEAR(",
    "'; --",
)
FIELDS = ("words", "zone", "title", "author", "rating", "notes", "content_notes")


@pytest.fixture
async def siege(club: Club) -> Siege:
    club.pace = 100
    return await besieged(club)


def forged(press: Press) -> st.SearchStrategy[str]:
    """Ids of that form, the numbers and texts of which are anything."""
    return st.from_regex(press.form, fullmatch=True).filter(lambda made: len(made) <= LONGEST)


presses = st.sampled_from(PRESSES).flatmap(lambda press: st.tuples(st.just(press), forged(press)))
FORGERIES = int(os.environ.get("LAMPLIGHT_FORGERIES", "0"))  # for the long run; else the same few every time
some = settings(
    max_examples=FORGERIES or 40,
    derandomize=not FORGERIES,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


async def _sends(siege: Siege, person: Person, press: Press, custom_id: str, value: str | None) -> None:
    if isinstance(press, Submission):
        await siege.submits(person, custom_id, dict.fromkeys(FIELDS, value or ""))
    else:
        told = await siege.presses(person, custom_id, None if value is None else [value])
        assert told.text, "an answer is a sentence"


def _nothing_broke(caplog: pytest.LogCaptureFixture) -> None:
    broke = [each for each in caplog.records if each.levelname in ("ERROR", "CRITICAL")]
    caplog.clear()
    assert [(each.getMessage(), each.exc_info) for each in broke] == []


@some
@given(data=st.data(), sent=presses, value=st.one_of(st.none(), st.sampled_from(VALUES)))
async def test_a_forged_button_opens_nothing_of_another_server(
    siege: Siege,
    caplog: pytest.LogCaptureFixture,
    data: st.DataObject,
    sent: tuple[Press, str],
    value: str | None,
) -> None:
    press, made = sent
    before = await siege.belongings()
    ids = st.sampled_from(await siege.ids())
    await _sends(siege, siege.eve, press, ID.sub(lambda _: data.draw(ids), made), value)
    await siege.settles()
    assert await siege.belongings() == before
    assert not [each for each in siege.seen if SECRET in each.lower()]
    _nothing_broke(caplog)


@some
@given(data=st.data(), sent=presses, value=st.one_of(st.none(), st.sampled_from(VALUES)))
async def test_a_forged_button_opens_nothing_of_somebody_elses(
    siege: Siege,
    caplog: pytest.LogCaptureFixture,
    data: st.DataObject,
    sent: tuple[Press, str],
    value: str | None,
) -> None:
    """A member without a right changes neither the library nor the group's place, nor anybody's own reading."""

    async def kept() -> list[object]:
        return [
            await siege.club.rows("SELECT * FROM upload"),
            await siege.club.rows("SELECT * FROM draft"),
            await siege.club.rows("SELECT story_id, name, edition_id, removed_at FROM story"),
            await siege.club.rows("SELECT * FROM house_rules"),
            await siege.club.rows("SELECT phase, round, scene, at, host_id, pace FROM readalong"),
            await siege.club.rows("SELECT * FROM reading WHERE reader_id = ?", siege.club.ana.id),
            await siege.club.rows("SELECT words FROM note WHERE author_id = ?", siege.club.ana.id),
        ]

    press, made = sent
    before = await kept()
    ids = st.sampled_from(await siege.ids())
    await _sends(siege, siege.mallory, press, ID.sub(lambda _: data.draw(ids), made), value)
    assert await kept() == before
    _nothing_broke(caplog)


def filled(option: Json, value: str) -> str:
    """Discord itself holds people to choices, numbers and mentions; text is whatever they type."""
    if option.get("choices"):
        return str(option["choices"][0]["name"])
    return {STRING: value, BOOLEAN: "true", USER: "Eve"}.get(option["type"], "3")


async def test_whatever_is_typed_into_an_option_is_answered(
    siege: Siege, caplog: pytest.LogCaptureFixture
) -> None:
    """Every command that there is, with ids of another server and with what no window would let through."""
    before = await siege.belongings()
    values = (*(await siege.ids()), *TYPED)
    for at, (path, options) in enumerate(leaves(siege.club.discord.world.commands[0])):
        for number in range(len(values) if FORGERIES else 5) if options else ():
            value = values[(at * 7 + number) % len(values)]
            told = await siege.types(siege.eve, path, {each["name"]: filled(each, value) for each in options})
            assert told.text, path
    assert await siege.belongings() == before
    assert not [each for each in siege.seen if SECRET in each.lower()]
    _nothing_broke(caplog)


NEVER_OFFERED = (
    (HUGE, "host,0,0,,1,s,0,0"),
    ("1760100000", "never,0,0,,1,s,0,0"),
    ("1760100000", "daily,0,9999,Europe/Berlin,1,s,0,0"),
    ("1760100000", "daily,0,0,No/Zone,1,s,0,0"),
    ("1760100000", "daily,0,0,UTC,0,p,0,0"),
    ("1760100000", "timed,0,0,,1,s,0,0"),
)


async def test_a_plan_that_was_never_offered_is_refused(siege: Siege) -> None:
    ((story_id,),) = await siege.club.rows("SELECT story_id FROM story WHERE origin = 'folder'")
    for seconds, pace in NEVER_OFFERED:
        told = await siege.presses(siege.eve, f"l1:plan:{seconds}:{story_id}:{pace}", None)
        assert told.private and "another version" in told, pace
    assert await siege.club.rows("SELECT 1 FROM readalong WHERE server_id = ?", siege.rivals) == []


async def test_what_was_typed_is_told_back_in_part(siege: Siege) -> None:
    told = await siege.submits(siege.eve, "l1:zone", {"zone": LONG})
    assert "ꙮ…" in told and len(told.text) < 500


UPLOADS = (
    Upload("x" * 1_020 + ".txt", "text/plain", b"A word.\n\n" * 9),
    Upload("..\\../\u202e\0.txt", "text/plain", b"A word.\n\n" * 9),
    Upload("empty.epub", "application/epub+zip", b""),
    Upload("deep.txt", "text/plain", b"> " * 100_000 + b"a word"),
    Upload("long.md", "text/markdown", b"# " + b"T" * 20_000 + b"\n\n" + b"w" * 20_000),
)


async def test_whatever_is_uploaded_is_answered(siege: Siege, caplog: pytest.LogCaptureFixture) -> None:
    for upload in UPLOADS:
        told = await siege.types(siege.eve, "library add", {}, upload)
        assert told.text and told.private, upload.filename
    _nothing_broke(caplog)


ACTS = (
    *("/next", "/back", "/goto place:scene 3", "/read story:ferry", "/bookmark add name:again", "/progress"),
    *("/note add text:again", "/read alone:true", "/readalong start pace:everyone", "/settings", "/help"),
)


async def does(siege: Siege, act: str) -> None:
    ana, room = siege.club.ana, siege.club.room
    if act == "Turn now":
        await ana.presses(act, room.threads[0])
    elif act.startswith("/"):
        await ana.types(act, room)
    else:
        await ana.presses(act, room)
    await siege.settles()


async def test_what_is_delivered_twice_happens_once(siege: Siege) -> None:
    """And nothing is posted twice: Discord does not take a second answer to one interaction."""
    await siege.club.chloe.types("/readalong start pace:everyone", siege.club.room)
    for act in ("Join", "Turn now", "Add to the library", "Next", *ACTS):
        await does(siege, act)
        before = await siege.counts()
        await siege.redelivers()
        assert await siege.counts() == before, act

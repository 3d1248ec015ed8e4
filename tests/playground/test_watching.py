"""The feed tells a person what they may see, and nothing else."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground import NothingHappened, Person, Playground, Room, Server
from bot.playground.world import Event

pytestmark = pytest.mark.usefixtures("bot")


def fed(playground: Playground, person: Person, since: int) -> list[str]:
    """Names of the events from after a revision that are for a person's eyes."""
    events: list[Event] = [event for event in playground.world.events if event.revision > since]
    return [event.name for event in events if playground.world.sees(person.user, event)]


async def test_a_feed_of_what_happens(playground: Playground, ana: Person, ben: Person) -> None:
    since = playground.world.revision
    await ana.types("/read")
    await ben.presses("Next")
    await ana.types("/read alone:true")
    assert fed(playground, ana, since) == ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_CREATE"]
    assert fed(playground, ben, since) == ["MESSAGE_CREATE", "MESSAGE_UPDATE"]


async def test_a_feed_waits_and_goes_on_from_a_revision(
    playground: Playground, ana: Person, ben: Person
) -> None:
    since = playground.world.revision
    feed = playground.watch(ben)
    waiting = asyncio.ensure_future(anext(feed))
    await ana.types("/acts")
    assert (await waiting).name == "MESSAGE_CREATE"
    await ana.presses("Vanish")
    assert (await anext(feed)).name == "MESSAGE_DELETE"
    await feed.aclose()
    again = playground.watch(ben, since=since)
    assert [(await anext(again)).name for _ in range(2)] == ["MESSAGE_CREATE", "MESSAGE_DELETE"]
    await again.aclose()


async def test_forms_and_failures_are_for_one_person(
    playground: Playground, ana: Person, ben: Person
) -> None:
    await ana.types("/acts")
    since = playground.world.revision
    await ana.presses("Rename")
    with pytest.raises(Exception, match="failed"):
        await ana.presses("Ignore")
    assert fed(playground, ana, since) == ["MODAL_OPENED", "INTERACTION_FAILED"]
    assert fed(playground, ben, since) == []


async def test_a_hidden_channel_is_not_fed(
    playground: Playground, server: Server, ana: Person, ben: Person
) -> None:
    hidden = server.channel("hidden")
    hidden.forbid(ben, "view_channel")
    since = playground.world.revision
    await ana.types("/read", hidden)
    assert fed(playground, ana, since) == ["MESSAGE_CREATE"]
    assert fed(playground, ben, since) == []


async def test_waiting_in_vain_shows_the_channel(ana: Person, room: Room) -> None:
    await ana.types("/read")
    with pytest.raises(NothingHappened, match=r"(?s)#reading shows:.*# Page 0"):
        await room.until(lambda: "# Page 5" in room.transcript(), within=0.01)

"""What is thrown overboard is not missed, does not come back, and no event of Discord's is the client's end."""

import gc
from collections import Counter
from typing import Any

import discord
import pytest
from discord.utils import utcnow

from bot.age_restriction import Marks
from bot.ballast import throw_overboard, whole_server
from tests.bench.guilds import channel, guild, member, role, server_id, thread

SERVERS = 200
KEPT_BY_NOBODY = (
    *(discord.abc.GuildChannel, discord.Thread, discord.Role, discord.Member, discord.Emoji),
    *(discord.GuildSticker, discord.VoiceState, discord.PermissionOverwrite, discord.Message),
)


class Client(discord.Client):
    """As the bot is, and what it was told."""

    def __init__(self, *, lightened: bool = True) -> None:
        flags = discord.MemberCacheFlags.none()
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None, member_cache_flags=flags)
        self.heard: list[tuple[str, Any]] = []
        self.marks = Marks(self)
        if lightened:
            throw_overboard(self, self.marks)

    def dispatch(self, event: str, /, *args: Any, **_: Any) -> None:
        self.heard.append((event, args[0] if args else None))

    def told(self, event: str, data: Any) -> None:
        """As discord.py does with an event: one that it has no parser for is left alone."""
        if parse := self._connection.parsers.get(event):
            parse(data)

    def knows(self, *numbers: int) -> None:
        """As at a start: the ids first, and the rest later."""
        for number in numbers:
            stub: Any = {"id": str(server_id(number)), "unavailable": True}
            self._connection._add_guild_from_data(stub)
            self.told("GUILD_CREATE", guild(number))

    def marked(self, number: int, at: int) -> bool:
        return server_id(number) + 100 + at in self.marks._in(server_id(number))


def _objects() -> Counter[str]:
    gc.collect()
    return Counter(type(each).__name__ for each in gc.get_objects() if issubclass(type(each), KEPT_BY_NOBODY))


def _happens(client: Client, number: int) -> None:
    """Everything that changes in a server in the course of a year."""
    first = server_id(number)
    server, person = {"guild_id": str(first)}, member(first, first + 702)
    for event, data in (
        ("GUILD_UPDATE", guild(number)),
        ("CHANNEL_CREATE", channel(first, 33)),
        ("CHANNEL_UPDATE", channel(first, 33)),
        ("CHANNEL_PINS_UPDATE", {**server, "channel_id": str(first + 133), "last_pin_timestamp": None}),
        ("CHANNEL_DELETE", channel(first, 33)),
        ("THREAD_CREATE", {**thread(first, 9), "newly_created": True}),
        ("THREAD_UPDATE", thread(first, 9)),
        ("THREAD_LIST_SYNC", {**server, "threads": [thread(first, 9)], "members": []}),
        ("THREAD_MEMBER_UPDATE", {**server, "id": str(first + 209), "user_id": "1", "flags": 0}),
        ("THREAD_MEMBERS_UPDATE", {**server, "id": str(first + 209), "member_count": 2}),
        ("THREAD_DELETE", thread(first, 9)),
        ("GUILD_ROLE_CREATE", {**server, "role": role(first, 40)}),
        ("GUILD_ROLE_UPDATE", {**server, "role": role(first, 40)}),
        ("GUILD_ROLE_DELETE", {**server, "role_id": str(first + 40)}),
        ("GUILD_EMOJIS_UPDATE", {**server, "emojis": guild(number)["emojis"]}),
        ("GUILD_STICKERS_UPDATE", {**server, "stickers": guild(number)["stickers"]}),
        ("GUILD_MEMBER_UPDATE", {**server, **person}),
        ("VOICE_STATE_UPDATE", {**server, **guild(number)["voice_states"][0], "member": person}),
        ("STAGE_INSTANCE_CREATE", {**server, "id": "1", "channel_id": str(first + 108), "topic": "Tea"}),
        ("SOMETHING_NEW", {**server, "of": ["next", "year"]}),
    ):
        client.told(event, data)


def test_nothing_is_left_of_what_is_in_a_server() -> None:
    before, client = _objects(), Client()
    for number in range(SERVERS):
        client.knows(number)
        _happens(client, number)
    assert _objects() - before == Counter()
    assert len(client.guilds) == SERVERS
    assert {each.preferred_locale for each in client.guilds} == {discord.Locale.british_english}


def test_the_same_servers_would_leave_a_lot() -> None:
    before, client = _objects(), Client(lightened=False)
    client.knows(1)
    left = _objects() - before
    assert left["Role"] == 20 and left["TextChannel"] > 15 and left["Thread"] == 4, left


async def test_marks_of_age_are_followed_and_nothing_else() -> None:
    client, first = Client(), server_id(1)
    client.knows(1)
    assert [at for at in range(40) if client.marked(1, at)] == [7]
    client.told("CHANNEL_UPDATE", channel(first, 7) | {"nsfw": False})
    client.told("CHANNEL_UPDATE", channel(first, 8) | {"nsfw": True})
    client.told("CHANNEL_CREATE", channel(first, 38) | {"nsfw": True})
    assert [at for at in range(40) if client.marked(1, at)] == [8, 38]
    client.told("CHANNEL_DELETE", channel(first, 8))
    client.told("CHANNEL_DELETE", channel(first, 38))
    assert not client.marks._marked, "nothing is kept where there are none"


@pytest.mark.parametrize("unavailable", [True, False])
def test_marks_go_with_the_server_and_outlast_an_outage(unavailable: bool) -> None:
    client = Client()
    client.knows(1)
    client.told("GUILD_DELETE", {"id": str(server_id(1)), "unavailable": unavailable})
    assert client.marked(1, 7) is unavailable
    assert (client.get_guild(server_id(1)) is not None) is unavailable


def test_a_new_server_is_told_of_whole_and_only_once() -> None:
    client = Client()
    client.knows(1)
    for event in ("GUILD_CREATE", "GUILD_CREATE"):
        client.told(event, guild(2) | {"joined_at": utcnow().isoformat()})
    new = [data for event, data in client.heard if event == "new_server"]
    assert [each["id"] for each in new] == [str(server_id(2))]
    assert whole_server(client, new[0]).text_channels[0].overwrites


def test_a_server_that_another_process_was_told_of_is_not_new() -> None:
    """It comes back from an outage after a session was gone on with, which told nothing of it."""
    client = Client()
    client.told("GUILD_CREATE", guild(2) | {"joined_at": "2025-01-01T12:00:00+00:00", "unavailable": False})
    assert client.get_guild(server_id(2)) is not None
    assert [event for event, _ in client.heard] == ["guild_available"]


def test_what_is_gone_or_locked_is_told_by_its_id() -> None:
    client, first = Client(), server_id(3)  # a server that nobody has told of: another may have
    client.told("THREAD_UPDATE", thread(first, 1))
    locked = thread(first, 2)
    locked["thread_metadata"]["locked"] = True
    client.told("THREAD_UPDATE", locked)
    client.told("THREAD_DELETE", {"id": str(first + 203), "guild_id": str(first), "type": 11})
    client.told("CHANNEL_DELETE", channel(first, 4))
    expected = [("place_locked", first + 202), ("place_gone", first + 203), ("place_gone", first + 104)]
    assert client.heard == expected

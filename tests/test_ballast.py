"""What is thrown overboard is not missed, and does not come back."""

import tracemalloc
from typing import Any

import discord

from bot.ballast import throw_overboard

SERVERS = 40


def _server(number: int) -> dict[str, Any]:
    """With forty channels and three overwrites in each."""
    first = 10**17 + number * 1_000
    overwrites = [{"id": str(first + role), "type": 0, "allow": "1024", "deny": "0"} for role in range(3)]
    return {
        "id": str(first),
        "name": f"Server {number}",
        "roles": [],
        "channels": [_channel(first, 100 + at, list(map(dict, overwrites))) for at in range(40)],
        "emojis": [{"id": str(first + 500), "name": "lamp"}],
        "members": [],
        "threads": [],
    }


def _channel(server: int, at: int, overwrites: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": str(server + at),
        "guild_id": str(server),
        "type": 0,
        "name": f"room-{at}",
        "position": at,
        "nsfw": at == 107,
        "topic": f"What is talked about in the room {at}",
        "permission_overwrites": overwrites,
    }


def _client(*, lightened: bool) -> discord.Client:
    client = discord.Client(intents=discord.Intents(guilds=True), max_messages=None)
    if lightened:
        throw_overboard(client)
    return client


def _tell(client: discord.Client, event: str, data: dict[str, Any]) -> None:
    client._connection.parsers[event](data)


def _meet(client: discord.Client, number: int) -> discord.Guild:
    """As Discord does it at the start: the id first, and the rest later."""
    data = _server(number)
    client._connection._add_guild_from_data({"id": data["id"], "unavailable": True})  # type: ignore[typeddict-item]
    _tell(client, "GUILD_CREATE", data)
    guild = client.get_guild(int(data["id"]))
    assert guild
    return guild


async def test_names_and_marks_of_age_stay_and_the_rest_goes() -> None:
    guild = _meet(_client(lightened=True), 1)
    assert [room.name for room in guild.text_channels][:2] == ["room-100", "room-101"]
    assert [room.name for room in guild.text_channels if room.is_nsfw()] == ["room-107"]
    assert not any(room._overwrites or room.topic for room in guild.text_channels)


async def test_a_change_of_a_channel_is_taken_and_does_not_bring_it_back() -> None:
    client = _client(lightened=True)
    guild = _meet(client, 1)
    changed = _server(1)["channels"][0] | {"nsfw": True}
    new = _channel(guild.id, 190, list(changed["permission_overwrites"]))
    _tell(client, "CHANNEL_UPDATE", changed)
    _tell(client, "CHANNEL_CREATE", new)
    assert guild.text_channels[0].is_nsfw() and not guild.text_channels[0]._overwrites
    assert guild.text_channels[-1].name == "room-190"
    assert not guild.text_channels[-1]._overwrites


async def test_a_new_server_says_where_it_may_be_greeted() -> None:
    client, data = _client(lightened=True), _server(2)
    _tell(client, "GUILD_CREATE", data)
    guild = client.get_guild(int(data["id"]))
    assert guild and guild.text_channels[0]._overwrites


async def test_a_server_takes_less_than_two_thirds_of_the_memory() -> None:
    taken = []
    for lightened in (False, True):
        client = _client(lightened=lightened)
        tracemalloc.start()
        for number in range(SERVERS):
            _meet(client, number)
        taken.append(tracemalloc.get_traced_memory()[0] / SERVERS)
        tracemalloc.stop()
    assert taken[1] < taken[0] * 2 / 3, taken

"""Several shards in one process: each answers its own servers, the first one direct messages too."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.actions.desk import Desk
from bot.actions.library import refresh
from bot.client import Lamplight
from bot.connecting import Line, recommended
from bot.fleet import alone
from bot.identifying import Turns, in_memory
from bot.lamp import Lamp
from bot.playground import Playground
from bot.run import now
from bot.settings import Settings, settings_from
from bot.store.database import Store
from bot.store.shards import Session, Shard

FERRY = "The ferry was late.\n\n***\n\nAna waited.\n\n***\n\nIt came."
COUNT = 3


@pytest.fixture
async def discord() -> AsyncIterator[Playground]:
    async with Playground(shards=COUNT, max_concurrency=COUNT) as playground:
        yield playground


@pytest.fixture
def settings(discord: Playground) -> Settings:
    named = {"DISCORD_TOKEN": discord.token, "DISCORD_API_URL": discord.api_url, "SHARD_COUNT": "auto"}
    return settings_from(named)


@pytest.fixture
async def clients(store: Store, settings: Settings, tmp_path: Path) -> AsyncIterator[list[Lamplight]]:
    """The bot is there, with as many shards as Discord recommends."""
    for name in ("bundled", "library"):
        (tmp_path / name).mkdir()
    (tmp_path / "library" / "ferry.txt").write_text(FERRY, "utf-8")
    await refresh(store, tmp_path / "bundled", tmp_path / "library", now())
    lamp, turns, met = Lamp(store, Desk(), now), Turns(in_memory()), list[Lamplight]()

    def line(shard: Shard, left: Session | None) -> Line:
        return Line(lamp, settings, shard, turns, met.append, left)

    running = asyncio.create_task(alone(await recommended(settings), line, Line.keep))
    yield met
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_every_server_is_read_to_by_its_own_shard(
    clients: list[Lamplight], discord: Playground
) -> None:
    servers = [discord.server(f"Server {number}", shard=(number, COUNT)) for number in range(COUNT)]
    await discord.shards_ready()
    assert sorted(client.shard.shard_id for client in clients) == list(range(COUNT))
    assert discord.gateway.starts.refused == 0
    for server in servers:
        ana = server.member("Ana")
        room = server.channel("reading")
        assert "scene 1 of 3" in await ana.types("/read", room)
        assert "scene 2 of 3" in await ana.presses("Next", room)
    for client in clients:
        assert [each.id for each in client.guilds] == [servers[client.shard.shard_id].id]


@pytest.mark.usefixtures("clients")
async def test_direct_messages_are_answered(discord: Playground) -> None:
    server = discord.server("Book club", shard=(1, COUNT))
    ana = server.member("Ana")
    ana.installs()
    await discord.shards_ready()
    assert "scene 1 of 3" in await ana.types("/read", ana.dm)
    assert "scene 2 of 3" in await ana.presses("Next", ana.dm)

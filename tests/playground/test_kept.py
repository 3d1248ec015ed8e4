"""What was said is there again when the playground is: people, places, messages, files, buttons that work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from bot.playground import Playground
from bot.playground.kept import Kept
from bot.playground.site_world import LOUNGE, READING, furnish
from tests.playground.bot import SmallBot, running


@asynccontextmanager
async def opened(path: Path, *, killed: bool = False) -> AsyncIterator[Playground]:
    """A playground that keeps what is said, with the small bot in it."""
    async with Playground(same_process=True) as discord:
        kept = Kept(discord, path)
        kept.bring_back() or furnish(discord)
        client = SmallBot(discord.api_url)
        task = running(client, discord.token)
        await discord.bot_ready()
        kept.begin()
        yield discord
        as_killed = path.read_bytes()
        kept.close()
        if killed:
            path.write_bytes(as_killed)
        await client.close()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "playground" / "kept.jsonl"


@pytest.mark.parametrize("killed", [False, True])
async def test_a_conversation_goes_on(path: Path, killed: bool) -> None:
    async with opened(path, killed=killed) as discord:
        ana, ben, _ = discord.people
        room = discord.room(discord.world.channels[READING])
        await ana.types("/read", room)
        await ben.presses("Next", room)
        ben.says("see my <b>file</b>", room, file=("a b.txt", b"\x00\xff"))
        await ana.types("/read alone:true", room)
        shown, app = room.transcript(for_=ben), discord.bot.id
    async with opened(path) as discord:
        ana, ben, chloe = discord.people
        room = discord.room(discord.world.channels[READING])
        assert room.transcript(for_=ben) == shown == room.transcript(for_=ana)
        assert discord.bot.id == app, "the bot is who it was"
        url = room.messages()[-1].attachments[0].url
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            assert await answer.read() == b"\x00\xff"
        assert "# Page 2" in await chloe.presses("Next", room)
        assert await chloe.completes("/goto place:chapter 2", room) == ["Chapter 2"]


async def test_places_and_people_stay(path: Path) -> None:
    async with opened(path) as discord:
        server = discord.server("Second")
        eve = server.member("Eve", manager=True, roles=[server.role("Readers", "manage_messages")])
        hidden = server.channel("hidden", nsfw=True)
        hidden.forbid(None, "view_channel")
        hidden.permit(eve, "view_channel")
        thread = hidden.start_thread(eve, "a thread")
        eve.says("in here", thread)
        discord.clock.advance(3600)
        eve.dm.channel.messages.clear()
    async with opened(path) as discord:
        eve = discord.people[3]
        guild = list(discord.world.guilds.values())[1]
        thread = discord.room(next(one for one in guild.channels.values() if one.is_thread))
        assert "in here" in thread.transcript(for_=eve)
        assert thread.channel.age_restricted and thread.channel.owner_id == eve.id
        ben = discord.people[1]
        discord.world.add_member(guild, ben.user)
        assert not thread.messages(for_=ben)
        assert [role.name for role in guild.members[eve.id].roles] == ["Managers", "Readers"]
        assert discord.clock.ahead == 3600


async def test_what_is_deleted_stays_deleted_and_a_torn_line_is_passed_over(path: Path) -> None:
    async with opened(path) as discord:
        ana = discord.people[0]
        room = discord.room(discord.world.channels[READING])
        ana.says("stays", room)
        await ana.types("/acts", room)
        await ana.presses("Vanish")
    with path.open("a") as file:
        file.write('{"message":{"id":1,"chan')
    async with opened(path) as discord:
        room = discord.room(discord.world.channels[READING])
        assert room.transcript() == "Ana\n  stays"


@pytest.mark.parametrize("text", ["", "{}", "nonsense\n", '{"url":"x"}\n{"places":{}}\n', "null\nnull\n"])
async def test_a_file_that_cannot_be_read_begins_anew(
    path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_text(text)
    async with opened(path) as discord:
        assert [person.name for person in discord.people] == ["Ana", "Ben", "Chloe"]
        assert list(discord.world.channels) == [READING, LOUNGE]
    assert "begins anew" in caplog.text


async def test_the_file_does_not_grow_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.playground.kept.SPARE", 20)
    async with opened(path) as discord:
        ana, room = discord.people[0], discord.room(discord.world.channels[READING])
        await ana.types("/read", room)
        for _ in range(60):
            await ana.presses("Next", room)
        assert len(path.read_text().splitlines()) < 30
    async with opened(path) as discord:
        assert "# Page 60" in discord.room(discord.world.channels[READING]).transcript()

"""Threads, typing, pings and scheduled events."""

from __future__ import annotations

import datetime

import discord
import pytest

from bot.playground import Person, Playground, Room, Server
from tests.playground.bot import SmallBot


@pytest.fixture
async def reading(bot: SmallBot, room: Room) -> discord.TextChannel:
    await bot.wait_until_ready()
    channel = bot.get_channel(room.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest.mark.usefixtures("bot")
async def test_a_bot_opens_a_thread(playground: Playground, ana: Person, ben: Person, room: Room) -> None:
    assert "see <#" in await ana.types("/thread name:Evening")
    thread = room.thread("Evening")
    assert "# Page 1" in thread.transcript()
    assert "# Page 2" in await ben.presses("Next", thread)
    assert ana.id in thread.channel.thread_members
    assert room.transcript().endswith("Lamplight\n  Evening")
    await playground.settled()


async def test_a_thread_from_a_message_has_its_id(reading: discord.TextChannel, room: Room) -> None:
    message = await reading.send("start here")
    thread = await message.create_thread(name="From it", auto_archive_duration=60)
    assert thread.id == message.id == room.threads[0].id
    with pytest.raises(discord.HTTPException) as caught:
        await message.create_thread(name="Again")
    assert caught.value.code == 160004
    await thread.edit(name="Renamed", slowmode_delay=5)
    assert room.threads[0].name == "Renamed"
    await thread.edit(archived=True, locked=True)
    assert room.threads[0].channel.archived and room.threads[0].channel.locked
    await thread.edit(archived=False, locked=False)
    await thread.delete()
    assert room.threads == []


async def test_a_private_thread_is_for_its_members(
    reading: discord.TextChannel, ana: Person, ben: Person, room: Room
) -> None:
    thread = await reading.create_thread(name="Hush")
    await thread.send("secret")
    await thread.add_user(discord.Object(ben.id))
    hush = room.thread("Hush")
    assert "secret" in hush.transcript(for_=ben)
    assert "secret" in hush.transcript(for_=ana)  # a manager sees every thread
    await thread.remove_user(discord.Object(ben.id))
    assert hush.transcript(for_=ben) == ""
    assert [member.id for member in await thread.fetch_members()] == [thread.owner_id]


async def test_what_a_thread_may_not_be(
    reading: discord.TextChannel, playground: Playground, room: Room
) -> None:
    for name, code in (("x" * 101, 50035), (" ", 50035)):
        with pytest.raises(discord.HTTPException) as caught:
            await reading.create_thread(name=name, type=discord.ChannelType.public_thread)
        assert caught.value.code == code
    room.forbid(playground.bot, "create_public_threads")
    with pytest.raises(discord.Forbidden) as forbidden:
        await reading.create_thread(name="x", type=discord.ChannelType.public_thread)
    assert forbidden.value.code == 50013


async def test_typing_is_seen(reading: discord.TextChannel, playground: Playground, ana: Person) -> None:
    feed = playground.watch(ana)
    waiting = anext(feed)
    async with reading.typing():
        pass
    assert (await waiting).name == "TYPING_START"
    await feed.aclose()


@pytest.mark.usefixtures("bot")
async def test_pings_are_recorded(
    playground: Playground, ana: Person, ben: Person, room: Room, server: Server
) -> None:
    role = server.role("Readers")
    words = f"{ben.mention} <@&{role.id}> @everyone"
    await ana.types(f"/echo text:{words}")
    assert room.called == set()
    await ana.types(f"/echo text:{words} pings:true")
    assert room.called == {"Ben"}
    room.permit(playground.bot, "mention_everyone")
    await ana.types(f"/echo text:{words} pings:true")
    assert room.called == {"Ben", "Readers", "everyone"}


async def test_scheduled_events(bot: SmallBot, playground: Playground, server: Server, room: Room) -> None:
    await bot.wait_until_ready()
    guild = bot.guilds[0]
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    event = await guild.create_scheduled_event(
        name="Reading",
        start_time=soon,
        end_time=soon + datetime.timedelta(hours=1),
        entity_type=discord.EntityType.external,
        location="#reading",
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    await playground.settled()
    assert "GUILD_SCHEDULED_EVENT_CREATE" in bot.log and room.name == "reading"
    await event.edit(description="bring tea")
    assert [one["description"] for one in server.guild.scheduled_events.values()] == ["bring tea"]
    assert (await guild.fetch_scheduled_event(event.id)).name == "Reading"
    await event.start()
    with pytest.raises(discord.HTTPException) as caught:
        await guild.create_scheduled_event(
            name="Late",
            start_time=soon - datetime.timedelta(days=1),
            end_time=soon - datetime.timedelta(days=2),
            entity_type=discord.EntityType.external,
            location="x",
            privacy_level=discord.PrivacyLevel.guild_only,
        )
    assert "end before it starts" in caught.value.text and "in the past" in caught.value.text
    await event.delete()
    assert server.guild.scheduled_events == {}
    with pytest.raises(discord.NotFound):
        await guild.fetch_scheduled_event(event.id)

"""An app registers its commands, everywhere and for one server, and they are kept as Discord keeps them."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.playground import NotPossible, Person, Playground, Room, Server
from tests.playground.bot import SmallBot


@app_commands.command(name="here", description="Only here.")
async def here_only(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("here")


async def test_a_command_of_one_server(
    bot: SmallBot, playground: Playground, server: Server, ana: Person, room: Room
) -> None:
    bot.tree.add_command(here_only, guild=discord.Object(server.id))
    (synced,) = await bot.tree.sync(guild=discord.Object(server.id))
    assert synced.guild_id == server.id
    assert "here" in await ana.types("/here", room)
    other = playground.server("Another")
    hall = other.channel("hall")
    other.member(ana)
    with pytest.raises(NotPossible, match="there is no command /here here"):
        await ana.types("/here", hall)
    stranger = playground.server("Stranger", bot_permissions=None)
    with pytest.raises(discord.Forbidden):
        await bot.tree.sync(guild=discord.Object(stranger.id))


async def test_commands_keep_their_ids(bot: SmallBot) -> None:
    before = {command.name: command.id for command in await bot.tree.fetch_commands()}
    await bot.tree.sync()
    assert {command.name: command.id for command in await bot.tree.fetch_commands()} == before


async def test_one_command_at_a_time(bot: SmallBot, playground: Playground, ana: Person, room: Room) -> None:
    http, app = bot.http, playground.world.app_id
    body: Any = {"name": "extra", "description": "More."}
    created = await http.upsert_global_command(app, body)
    again: Any = {**body, "description": "Less."}
    assert (await http.upsert_global_command(app, again))["id"] == created["id"]
    edited = await http.edit_global_command(app, created["id"], {"description": "Again."})
    assert edited["description"] == "Again."
    assert (await http.get_global_command(app, created["id"]))["name"] == "extra"
    await http.delete_global_command(app, created["id"])
    with pytest.raises(NotPossible, match="no command /extra"):
        await ana.types("/extra", room)
    with pytest.raises(discord.NotFound) as caught:
        await http.delete_global_command(app, created["id"])
    assert caught.value.code == 10063


async def test_a_bad_command_is_refused(bot: SmallBot, playground: Playground) -> None:
    body: Any = [{"name": "Extra", "description": "x" * 101}]
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.bulk_upsert_global_commands(playground.world.app_id, payload=body)
    assert caught.value.code == 50035
    assert "In 0.name: Command name is invalid" in caught.value.text
    assert len(await bot.tree.fetch_commands()) > 5


async def test_who_uses_the_app_elsewhere_gets_five_follow_ups(
    bot: SmallBot, playground: Playground, ana: Person
) -> None:
    elsewhere = playground.server("Elsewhere", bot_permissions=None)
    elsewhere.member(ana)
    hall = elsewhere.channel("hall")
    ana.installs()
    for command in playground.world.commands[0]:
        command["integration_types"] = [0, 1]
    await ana.types("/read", hall)
    token = playground.interactions.recent[-1].token
    webhook = discord.Webhook.partial(playground.world.app_id, token, client=bot)
    for _ in range(5):
        await webhook.send("x")
    with pytest.raises(discord.HTTPException) as caught:
        await webhook.send("x")
    assert caught.value.code == 40094


async def test_the_original_response_is_read_edited_and_deleted(
    bot: SmallBot, playground: Playground, ana: Person, room: Room
) -> None:
    await ana.types("/read alone:true", room)
    token = playground.interactions.recent[-1].token
    webhook = discord.Webhook.partial(playground.world.app_id, token, client=bot)
    message = await webhook.fetch_message("@original")  # type: ignore[arg-type]
    assert message.flags.ephemeral and message.interaction_metadata is not None
    assert message.interaction_metadata.user.id == ana.id
    sent = await webhook.send("more", wait=True)
    assert sent.interaction_metadata is not None
    assert sent.interaction_metadata.original_response_message_id == message.id
    await webhook.edit_message(sent.id, content="changed")
    await message.delete()
    assert room.transcript(for_=ana) == "Lamplight\n  changed"
    with pytest.raises(discord.NotFound):
        await webhook.fetch_message(message.id)

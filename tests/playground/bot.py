"""A small discord.py bot that does a little of everything, for the playground to be tried with."""

from __future__ import annotations

import asyncio
import re
from typing import Any, Self

import discord
import yarl
from discord import app_commands, ui
from discord.http import Route

Interaction = discord.Interaction[Any]


class Turn(ui.DynamicItem[ui.Button[Any]], template=r"turn:(?P<page>\d+)"):
    """Shows a page in place."""

    def __init__(self, page: int, label: str = "Next", *, disabled: bool = False) -> None:
        super().__init__(ui.Button(label=label, custom_id=f"turn:{page}", disabled=disabled))
        self.page = page

    @classmethod
    async def from_custom_id(cls, _: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        assert isinstance(item, ui.Button)
        return cls(int(match["page"]))

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=panel(self.page))


class Act(ui.DynamicItem[ui.Button[Any]], template=r"act:(?P<what>\w+)"):
    """Answers in the way its name says."""

    def __init__(self, what: str) -> None:
        super().__init__(ui.Button(label=what.capitalize(), custom_id=f"act:{what}"))
        self.what = what

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(match["what"])

    async def callback(self, interaction: Interaction) -> None:
        match self.what:
            case "later":
                await interaction.response.defer()
                await interaction.edit_original_response(view=panel(99))
            case "quietly":
                await interaction.response.defer()
            case "rename":
                await interaction.response.send_modal(Rename())
            case "survey":
                await interaction.response.send_modal(Survey())
            case "whisper":
                await interaction.response.send_message("psst", ephemeral=True)
            case "twice":
                await interaction.response.defer()
                await interaction.followup.send("one")
                await interaction.followup.send("two", ephemeral=True)
            case "vanish":
                await interaction.response.defer()
                await interaction.delete_original_response()


class Pick(ui.DynamicItem[ui.Select[Any]], template=r"pick"):
    def __init__(self) -> None:
        options = [discord.SelectOption(label=name, value=name.lower()) for name in ("Red", "Green")]
        super().__init__(ui.Select(custom_id="pick", placeholder="Colour", options=options))

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], ___: re.Match[str], /) -> Self:
        return cls()

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"{self.item.values[0]}!", ephemeral=True)


def panel(page: int, *extra: ui.Item[Any], title: str = "Page") -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    back = Turn(max(0, page - 1), "Back", disabled=page == 0)
    row: ui.ActionRow[Any] = ui.ActionRow(back, Turn(page + 1), *extra)
    view.add_item(ui.Container(ui.TextDisplay(f"# {title} {page}"), ui.Separator(), row))
    return view


class Rename(ui.Modal, title="Rename"):
    name: ui.Label[Any] = ui.Label(text="Name", component=ui.TextInput(max_length=20))
    colour: ui.Label[Any] = ui.Label(
        text="Colour",
        component=ui.Select(required=False, options=[discord.SelectOption(label="Red", value="r")]),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        assert isinstance(self.name.component, ui.TextInput)
        assert isinstance(self.colour.component, ui.Select)
        said = f"named {self.name.component.value} {self.colour.component.values}"
        await interaction.response.send_message(said, ephemeral=True)


class Survey(ui.Modal, title="Survey"):
    """Every kind of field."""

    about: ui.TextDisplay[Any] = ui.TextDisplay("All about you.")
    friend: ui.Label[Any] = ui.Label(text="Friend", component=ui.UserSelect(required=True))
    place: ui.Label[Any] = ui.Label(text="Place", component=ui.ChannelSelect(required=False))
    mood: ui.Label[Any] = ui.Label(
        text="Mood",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=x, value=x.lower()) for x in ("Glad", "Sad")]
        ),
    )
    proof: ui.Label[Any] = ui.Label(text="Proof", component=ui.FileUpload(required=False, max_values=2))

    async def on_submit(self, interaction: Interaction) -> None:
        friend, place, mood, proof = (
            item.component for item in (self.friend, self.place, self.mood, self.proof)
        )
        assert isinstance(friend, ui.UserSelect) and isinstance(place, ui.ChannelSelect)
        assert isinstance(mood, ui.RadioGroup) and isinstance(proof, ui.FileUpload)
        files = [f"{file.filename}={(await file.read()).decode()}" for file in proof.values]
        said = [str(friend.values[0]), *map(str, place.values), mood.value, *files]
        await interaction.response.send_message(" ".join(map(str, said)))


class SmallBot(discord.Client):
    """``log`` keeps the names of the events it was told."""

    def __init__(self, api_url: str, intents: discord.Intents | None = None) -> None:
        Route.BASE = api_url
        super().__init__(
            intents=intents or discord.Intents(guilds=True, guild_scheduled_events=True),
            max_messages=None,
            guild_ready_timeout=0.1,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.log: list[str] = []

    async def setup_hook(self) -> None:
        add_commands(self.tree)
        self.add_dynamic_items(Turn, Act, Pick)
        await self.tree.sync()

    async def on_socket_event_type(self, name: str) -> None:
        self.log.append(name)


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    commands: tuple[Any, ...] = (read, acts, slow, add, goto, start_thread, only, echo, picture)
    more: tuple[Any, ...] = (bookmark, pin, greet, where)
    for command in (*commands, *more):
        tree.add_command(command)


@app_commands.command(description="Read a story.")
async def read(interaction: Interaction, story: str = "", alone: bool = False) -> None:
    await interaction.response.send_message(view=panel(0, title=story or "Page"), ephemeral=alone)


@app_commands.command(description="Buttons for every way to answer.")
async def acts(interaction: Interaction) -> None:
    view = ui.LayoutView(timeout=None)
    names = ("later", "quietly", "rename", "whisper", "twice")
    view.add_item(ui.ActionRow(*map(Act, names)))
    view.add_item(
        ui.ActionRow(Act("vanish"), Act("survey"), ui.Button(label="Ignore", custom_id="nobody:knows"))
    )
    view.add_item(ui.ActionRow(Pick()))
    await interaction.response.send_message(view=view)


@app_commands.command(description="Think first.")
async def slow(interaction: Interaction, private: bool = False) -> None:
    await interaction.response.defer(ephemeral=private, thinking=True)
    await interaction.edit_original_response(view=panel(7))
    await interaction.followup.send("and that was it")


@app_commands.command(description="Take a file.")
async def add(interaction: Interaction, file: discord.Attachment) -> None:
    data = await file.read()
    await interaction.response.send_message(f"{file.filename}: {len(data)} of {file.size} bytes")


@app_commands.command(description="Go somewhere.")
async def goto(interaction: Interaction, place: str) -> None:
    await interaction.response.send_message(f"at {place}")


@goto.autocomplete("place")
async def places(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    names = [f"Chapter {n}" for n in range(1, 4)]
    return [
        app_commands.Choice(name=n, value=n.lower()) for n in names if n.lower().startswith(current.lower())
    ]


@app_commands.command(name="thread", description="Open a thread.")
async def start_thread(interaction: Interaction, name: str) -> None:
    assert isinstance(interaction.channel, discord.TextChannel)
    await interaction.response.defer(ephemeral=True)
    thread = await interaction.channel.create_thread(name=name, type=discord.ChannelType.public_thread)
    await thread.send(view=panel(1))
    await thread.add_user(interaction.user)
    await interaction.edit_original_response(content=f"see {thread.mention}")


@app_commands.command(description="For managers, in servers.")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def only(interaction: Interaction, count: app_commands.Range[int, 1, 5], who: discord.Member) -> None:
    await interaction.response.send_message(f"{count} {who.mention}")


@app_commands.command(description="Say it aloud in the channel.")
async def echo(interaction: Interaction, text: str, pings: bool = False) -> None:
    assert isinstance(interaction.channel, discord.abc.Messageable)
    allowed = discord.AllowedMentions.all() if pings else discord.AllowedMentions.none()
    await interaction.response.defer(ephemeral=True)
    try:
        message = await interaction.channel.send(text, allowed_mentions=allowed)
        await interaction.edit_original_response(content=f"said {message.id}")
    except discord.HTTPException as error:
        await interaction.edit_original_response(content=f"{error.status} {error.code}: {error.text}")


@app_commands.command(description="Show a picture.")
async def picture(interaction: Interaction) -> None:
    import io

    view = ui.LayoutView()
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://dot.png", description="a dot")))
    file = discord.File(io.BytesIO(b"\x89PNG dot"), "dot.png")
    await interaction.response.send_message(view=view, file=file)


bookmark = app_commands.Group(name="bookmark", description="Named places.")
old = app_commands.Group(name="old", description="Those of last year.", parent=bookmark)


@bookmark.command(name="add", description="Keep this place.")
async def add_bookmark(interaction: Interaction, name: str) -> None:
    await interaction.response.send_message(f"kept {name}")


@old.command(name="list", description="Show them.")
@app_commands.choices(order=[app_commands.Choice(name="Oldest first", value=1)])
async def list_old(interaction: Interaction, order: int = 0) -> None:
    await interaction.response.send_message(f"none, in order {order}")


@app_commands.context_menu(name="Pin to this page")
async def pin(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"pinned {message.content}", ephemeral=True)


@app_commands.context_menu(name="Greet")
async def greet(interaction: Interaction, member: discord.Member) -> None:
    try:
        await member.send(f"hello {member.name}")
        await interaction.response.send_message("greeted", ephemeral=True)
    except discord.Forbidden as error:
        await interaction.response.send_message(f"{error.code}", ephemeral=True)


@app_commands.command(description="Say where this is.")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def where(interaction: Interaction) -> None:
    here = interaction.context
    place = "server" if here.guild else "direct" if here.dm_channel else "among people"
    by = "its own" if interaction.is_guild_integration() else "brought along"
    await interaction.response.send_message(f"{place}, {by}, {interaction.locale}")


async def run(bot: discord.Client, token: str) -> None:
    """Start as ``Client.start`` does, with the gateway that the API names."""
    async with bot:
        await bot.login(token)
        found = await bot.http.request(Route("GET", "/gateway"))
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found["url"])
        await bot.connect()


def running(bot: discord.Client, token: str) -> asyncio.Task[None]:
    return asyncio.create_task(run(bot, token))


if __name__ == "__main__":
    import sys

    asyncio.run(run(SmallBot(sys.argv[1]), sys.argv[2]))

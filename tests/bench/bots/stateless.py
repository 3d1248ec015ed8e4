"""The same message as Lamplight's panel from dynamic items, with nothing behind it that remembers anything."""

import re
from typing import Any, Self

import discord
from discord import ui

from tests.bench.bots.small import Interaction, SmallBot, run
from tests.bench.novel import page

TEXT = page()
LAMP = 0xE0A458
MORE = ("Bookmark this page", "Bookmarks", "Progress", "Help")

bot = SmallBot()


class Turn(ui.DynamicItem[ui.Button[Any]], template=r"turn:(?P<way>next|back|contents):(?P<number>\d+)"):
    """Back, Next and Contents; the page's number is all there is to know."""

    def __init__(self, way: str, number: int) -> None:
        style = discord.ButtonStyle.primary if way == "next" else discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=way.capitalize(), custom_id=f"turn:{way}:{number}", style=style))
        self.number = number

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(match["way"], int(match["number"]))

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=panel(self.number + 1))


class More(ui.DynamicItem[ui.Select[Any]], template=r"more:(?P<number>\d+)"):
    """The menu below the buttons."""

    def __init__(self, number: int) -> None:
        options = [discord.SelectOption(label=label, value=label.lower()) for label in MORE]
        super().__init__(ui.Select(placeholder="More", custom_id=f"more:{number}", options=options))

    @classmethod
    async def from_custom_id(cls, _: Interaction, __: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(int(match["number"]))


def panel(number: int) -> ui.LayoutView:
    """A page in a frame, three buttons and a menu."""
    view = ui.LayoutView(timeout=None)
    head = ui.TextDisplay[ui.LayoutView]("-# A Bench Novel · Chapter 1")
    foot = ui.TextDisplay[ui.LayoutView](f"-# page {number} of 9 · scene 1 of 4 · 3 % · 540 minutes left")
    rule = ui.Separator[ui.LayoutView](spacing=discord.SeparatorSpacing.small)
    view.add_item(ui.Container(head, ui.TextDisplay(TEXT), rule, foot, accent_colour=LAMP))
    view.add_item(ui.ActionRow(Turn("back", number), Turn("next", number), Turn("contents", number)))
    view.add_item(ui.ActionRow(More(number)))
    return view


@bot.tree.command(description="Show the page.")
async def read(interaction: Interaction) -> None:
    await interaction.response.send_message(view=panel(1))


if __name__ == "__main__":
    bot.add_dynamic_items(Turn, More)
    run(bot)

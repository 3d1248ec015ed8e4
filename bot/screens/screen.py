"""A message to show: Discord's components, checked against Discord's limits, and nothing that listens.

A screen's buttons carry ids and are answered by dynamic items (`bot.cogs`), so discord.py has nothing to keep for
it: an ordinary view would stay in memory for every message ever sent, and one that mixes both kinds of items
takes the dynamic ones down with it when it ends (discord.py 2.7.1, ui/view.py, ViewStore.remove_view).
"""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot import limits, wording
from bot.custom_id import pack

LAMP = 0xE0A458  # the accent at a page's edge


class Unshowable(Exception):
    """A screen that Discord would refuse: a mistake in this program, told before it is sent."""


class Screen(ui.LayoutView):
    """Components, top to bottom. Raises Unshowable where Discord would refuse them."""

    def __init__(self, *items: ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        self._components: list[dict[str, Any]] = super().to_components()  # type: ignore[no-untyped-call]
        problems = limits.message_problems({"flags": limits.IS_COMPONENTS_V2, "components": self._components})
        if problems:
            raise Unshowable("; ".join(problems))

    def to_components(self) -> list[dict[str, Any]]:
        return self._components

    def is_finished(self) -> bool:
        """Always: discord.py then neither keeps the view nor waits for its presses."""
        return True


def box(*items: ui.Item[Any]) -> "ui.Container[Screen]":
    """A frame in the lamp's colour."""
    return ui.Container(*items, accent_colour=LAMP)


def text(markdown: str) -> "ui.TextDisplay[Screen]":
    return ui.TextDisplay(str(markdown))


def rule() -> "ui.Separator[Screen]":
    return ui.Separator(spacing=discord.SeparatorSpacing.small)


def button(label: str, custom_id: str, *, main: bool = False, disabled: bool = False) -> "ui.Button[Screen]":
    style = discord.ButtonStyle.primary if main else discord.ButtonStyle.secondary
    return ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)


def section(markdown: str, press: "ui.Button[Screen]") -> "ui.Section[Screen]":
    """A text with a button beside it."""
    return ui.Section(text(markdown), accessory=press)


def row(*buttons: "ui.Button[Screen]") -> "ui.ActionRow[Screen]":
    return ui.ActionRow(*buttons)


def menu(placeholder: str, custom_id: str, options: list[discord.SelectOption]) -> "ui.ActionRow[Screen]":
    """A menu in a row of its own, from which one thing is picked."""
    return ui.ActionRow(ui.Select(placeholder=placeholder, custom_id=custom_id, options=options))


def note(markdown: str) -> Screen:
    """One sentence."""
    return Screen(text(markdown))


def shortened(line: str, length: int) -> str:
    """A title that fits: at most `length` characters, on one line."""
    line = " ".join(line.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


ROOM = 3_000  # code points of a list on one message; Discord has 4,000 for everything
ROOM_IN_BYTES = 8_000  # of some 10,000 for everything


def parted(parts: Sequence[str], most: int) -> list[range]:
    """Which parts go on which message, so that each holds at most `most` of them and none is too long."""
    leaves, first, characters, size = [], 0, 0, 0
    for number, part in enumerate(parts):
        characters, size = characters + len(part), size + len(part.encode())
        if number > first and (number - first == most or characters > ROOM or size > ROOM_IN_BYTES):
            leaves.append(range(first, number))
            first, characters, size = number, len(part), len(part.encode())
    return [*leaves, range(first, len(parts))]


def leafing(does: str, *ids: object, page: int, pages: int) -> "list[ui.ActionRow[Screen]]":
    """Earlier and Later, where there is more than one page; `does` is answered with the page, from 0."""
    if pages < 2:
        return []
    earlier = button(wording.EARLIER, pack(does, "to", *ids, max(0, page - 1)), disabled=page == 0)
    later = button(wording.LATER, pack(does, "on", *ids, page + 1), disabled=page == pages - 1)
    return [row(earlier, later)]

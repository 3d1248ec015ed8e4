"""A form to fill in: Discord's modal, checked against Discord's limits, and nothing that listens."""

from typing import Any

import discord
from discord import ui

from bot import limits
from bot.screens.screen import Unshowable


class Form(ui.Modal):
    """Fields in a window of their own. Raises Unshowable where Discord would refuse them."""

    def __init__(self, title: str, custom_id: str, *fields: "ui.Label[Any]") -> None:
        super().__init__(title=str(title), custom_id=custom_id, timeout=None)
        for each in fields:
            self.add_item(each)
        problems = limits.modal_problems(self.to_dict())
        if problems:
            raise Unshowable("; ".join(problems))

    def is_finished(self) -> bool:
        """Always: discord.py then does not keep the form, which it would for ever if nobody submits it."""
        return True


def line(name: str, label: str, value: str, longest: int, *, hint: str = "", long: bool = False) -> Any:
    """A field for a line of text, or several; it may be left empty."""
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=name, style=style, default=value[:longest] or None, max_length=longest, required=False
    )
    return ui.Label(text=str(label), description=str(hint) or None, component=field)

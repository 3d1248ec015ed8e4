"""What every button and menu has in common: it is found again by its custom id, and never fails in silence."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Self

from discord import Interaction, ui

from bot import custom_id
from bot.answers import answering
from bot.lamp import Lamp

Handler = Callable[
    ..., Awaitable[None]
]  # (lamp, interaction, answer, and the values of its custom id by name)


class Press(ui.DynamicItem[ui.Item[Any]], template="(?!)"):
    """A pressed button or menu. discord.py only logs what a dynamic item raises, and the person would read
    "This interaction failed"; here it ends in an answer.
    """

    handler: Handler

    def __init__(self, item: ui.Item[Any], values: dict[str, str]) -> None:
        super().__init__(item)
        self.values = values

    @classmethod
    async def from_custom_id(cls, _: Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        return cls(item, match.groupdict())

    async def callback(self, interaction: Interaction[Any]) -> None:
        lamp: Lamp = interaction.client.lamp
        async with answering(interaction) as answer:
            await type(self).handler(lamp, interaction, answer, **self.values)


def press(does: str, **form: str) -> Callable[[Handler], type[Press]]:
    """Makes a function the answer to every button whose custom id `does` that (see bot.custom_id.form)."""

    def made(handler: Handler) -> type[Press]:
        class Pressed(Press, template=custom_id.form(does, **form)):
            pass

        Pressed.__name__ = Pressed.__qualname__ = f"Press_{does}"
        Pressed.handler = staticmethod(handler)
        return Pressed

    return made


def pick(interaction: Interaction[Any]) -> str:
    """What was picked from a menu of which one thing can be picked."""
    data: Any = interaction.data or {}
    return str(next(iter(data.get("values", ())), ""))

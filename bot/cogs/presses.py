"""What every button and menu has in common: it is found again by its custom id, and never fails in silence."""

import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, Self

from discord import Interaction, ui

from bot import custom_id, wording
from bot.actions.refusals import Refusal
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


def press_of(presses: Iterable[type[Press]], interaction: Interaction[Any]) -> Press | None:
    """The press that discord.py does not answer, because the item is not on the message any more.

    That is so when the message was drawn anew while the press was on its way. Raises Refusal for an id that no
    press has: the button is from another version.
    """
    data: Any = interaction.data or {}
    pressed = str(data.get("custom_id", ""))
    for each in presses:
        match = each.__discord_ui_compiled_template__.fullmatch(pressed)
        if match:
            is_there = interaction.message and pressed in _ids(interaction.message.components)
            return None if is_there else each(ui.Button(custom_id=pressed), match.groupdict())
    raise Refusal(wording.OLD_BUTTON)


def _ids(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        yield getattr(component, "custom_id", None) or ""
        yield from _ids(getattr(component, "children", ()))
        yield from _ids([component.accessory] if hasattr(component, "accessory") else ())


def pick(interaction: Interaction[Any]) -> str:
    """What was picked from a menu of which one thing can be picked."""
    data: Any = interaction.data or {}
    return str(next(iter(data.get("values", ())), ""))

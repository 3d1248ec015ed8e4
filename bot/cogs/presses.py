"""What every button, menu and form has in common: it is answered by its custom id alone, and never fails in silence.

discord.py's own ways are not used. Its views live in memory and end with the process; its dynamic items rebuild the
whole message for every press, say nothing when the message was drawn anew meanwhile, and only log what is raised; its
forms are known only to the process that opened them. Here an id leads to a function, today and after ten restarts.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any

from discord import Interaction, InteractionType
from msgspec import Struct

from bot import custom_id, wording
from bot.actions.refusals import Refusal
from bot.answers import answering
from bot.lamp import Lamp

Handler = Callable[
    ..., Awaitable[None]
]  # (lamp, interaction, answer, and the values of its custom id by name)


class Press(Struct, frozen=True):
    """What answers every button or menu whose custom id has a form."""

    does: str
    form: str  # a pattern; compiled at the first press, since a start would wait for all of them
    handler: Handler

    async def answer(self, interaction: Interaction[Any], values: dict[str, str]) -> None:
        lamp: Lamp = interaction.client.lamp
        async with answering(interaction) as answer:
            await self.handler(lamp, interaction, answer, **values)


class Submission(Press, frozen=True):
    """What answers every form whose custom id has a form; its fields come before the ids."""

    async def answer(self, interaction: Interaction[Any], values: dict[str, str]) -> None:
        lamp: Lamp = interaction.client.lamp
        async with answering(interaction, private=True) as answer:
            await self.handler(lamp, interaction, answer, filled_in(interaction), **values)


def press(does: str, **form: str) -> Callable[[Handler], Press]:
    """Makes a function the answer to every button whose custom id `does` that (see bot.custom_id.form)."""
    return partial(Press, does, custom_id.form(does, **form))


def submission(does: str, **form: str) -> Callable[[Handler], Submission]:
    """Makes a function the answer to every form whose custom id `does` that."""
    return partial(Submission, does, custom_id.form(does, **form))


class Presses:
    """Finds what answers an interaction with a button, a menu or a form."""

    def __init__(self, presses: Iterable[Press]) -> None:
        self._by_deed: dict[tuple[str, bool], list[Press]] = {}
        for each in presses:
            self._by_deed.setdefault((each.does, isinstance(each, Submission)), []).append(each)

    async def answer(self, interaction: Interaction[Any]) -> None:
        """Answers a press or a filled-in form, also one of another version; other interactions are left alone."""
        if interaction.type not in (InteractionType.component, InteractionType.modal_submit):
            return
        lamp: Lamp = interaction.client.lamp
        lamp.hear(interaction)
        data: Any = interaction.data or {}
        pressed, is_form = str(data.get("custom_id", "")), interaction.type is InteractionType.modal_submit
        for each in self._by_deed.get((custom_id.deed(pressed), is_form), ()):
            if match := re.fullmatch(each.form, pressed):
                await each.answer(interaction, match.groupdict())
                return
        async with answering(interaction, private=True):
            raise Refusal(wording.OLD_BUTTON)


def filled_in(interaction: Interaction[Any]) -> dict[str, str]:
    """The fields of a form by their names."""
    data: Any = interaction.data or {}
    fields = [part.get("component") or {} for part in data.get("components", ())]
    return {
        str(field["custom_id"]): str(field.get("value") or "") for field in fields if "custom_id" in field
    }


def pick(interaction: Interaction[Any]) -> str:
    """What was picked from a menu of which one thing can be picked."""
    data: Any = interaction.data or {}
    return str(next(iter(data.get("values", ())), ""))

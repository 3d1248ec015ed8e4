"""/me: how the bot reads to a person, on one panel that only they see."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot import names
from bot.actions import people
from bot.actions.people import Mine
from bot.actions.refusals import Refusal
from bot.answers import Answer, answering
from bot.cogs.anywhere import anywhere
from bot.cogs.house_rules import YES_OR_NO, chosen_language
from bot.cogs.presses import pick, press
from bot.lamp import Lamp
from bot.screens import people as screens
from bot.screens.people import Chosen
from bot.screens.screen import Screen
from bot.screens.tongues import AS_DISCORD
from bot.store.house_rules import Naming, Wishes
from bot.wording import house as wording_house
from story.pages import PageLength


class Me(commands.Cog):
    """How the bot reads to you."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(
        description="Choose how I read to you: page length, plain text, language, your name."
    )
    @anywhere
    async def me(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            await answer.tell(_screen(await self.lamp.look(people.look, interaction)))


def _screen(mine: Mine) -> Screen:
    return screens.panel(_texts(mine.wishes), _texts(mine.before) if mine.before else None)


def _texts(wishes: Wishes) -> Chosen:
    length = wishes.length or PageLength.MEDIUM
    plain = YES_OR_NO[wishes.plain]
    return {
        "length": length.value,
        "plain": plain,
        "language": wishes.language,
        "naming": wishes.naming.value,
    }


def _meant(name: str, value: str) -> dict[str, Any]:
    """What a setting's text means, as fields of Wishes. Raises Refusal for one of another version of the bot."""
    try:
        match name:
            case "length":
                return {"length": PageLength(value)}
            case "plain":
                return {"plain": {"yes": True, "no": False}[value]}
            case "language":
                return {"language": chosen_language(value)}
            case "naming":
                return {"naming": Naming("" if value in ("said", AS_DISCORD) else value)}
    except (KeyError, ValueError):
        pass
    raise Refusal(wording_house.NO_SUCH_WISH)


async def _change(lamp: Lamp, interaction: Interaction[Any], answer: Answer, name: str, value: str) -> None:
    mine = await lamp.act(people.change, interaction, _meant(name, value))
    lamp.hear_anew(interaction, wishes=mine.wishes)
    names.keep(interaction.user.id, named=mine.wishes.naming is not Naming.NO)
    await answer.redraw(_screen(mine))
    for readalong_id in mine.named_in:
        interaction.client.painter.redraw(readalong_id)
        interaction.client.painter.redraw_lobby(readalong_id)


@press("wishes", name="[a-z]+")
async def picked(lamp: Lamp, interaction: Interaction[Any], answer: Answer, name: str) -> None:
    """Something was picked from a menu of the panel."""
    await _change(lamp, interaction, answer, name, pick(interaction))


@press("wish", name="[a-z]+", value=".{1,60}")
async def pressed(lamp: Lamp, interaction: Interaction[Any], answer: Answer, name: str, value: str) -> None:
    """A button of the panel sets something."""
    await _change(lamp, interaction, answer, name, value)


@press("unwish", name="[a-z]+", value=".{1,60}")
async def undone(lamp: Lamp, interaction: Interaction[Any], answer: Answer, name: str, value: str) -> None:
    """A setting is again what it was."""
    await _change(lamp, interaction, answer, name, value)


PRESSES = (picked, pressed, undone)

"""/settings: how the bot reads to a server, on one panel, for who may manage the server."""

from collections.abc import Mapping
from typing import Any

from discord import Interaction, Permissions, app_commands
from discord.ext import commands

from bot.actions import house_rules
from bot.actions.house_rules import Panel
from bot.actions.refusals import Refusal
from bot.answers import Answer, answering
from bot.asking import channel_is_gone, role_is_gone
from bot.cogs.presses import pick, press, submission
from bot.cogs.rights import may_manage
from bot.lamp import Lamp
from bot.languages.catalogue import tags
from bot.screens import house_rules as screens
from bot.screens.house_rules import Around, Chosen
from bot.screens.screen import Screen
from bot.screens.tongues import AS_DISCORD
from bot.store.house_rules import HouseRules, WhoTurns
from bot.when.wall_time import there
from bot.when.zones import zone_named
from bot.wording import house as wording_house
from story.pages import PageLength

YES_OR_NO = {True: "yes", False: "no"}


class Settings(commands.Cog):
    """How the bot reads here."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Choose how I read to this server: page length, who turns, language.")
    @app_commands.default_permissions(Permissions(manage_guild=True))
    async def settings(self, interaction: Interaction[Any]) -> None:
        async with answering(interaction, private=True) as answer:
            may_manage(interaction, wording_house.SETTINGS_NOT_YOURS)
            panel = await self.lamp.look(house_rules.look, interaction)
            await answer.tell(await _screen(self.lamp, interaction, panel))


async def _screen(lamp: Lamp, interaction: Interaction[Any], panel: Panel) -> Screen:
    rules, client = panel.rules, interaction.client
    around = Around(
        there(lamp.now(), rules.zone).strftime("%H:%M"),
        role_is_gone=await role_is_gone(client, interaction.guild_id or 0, rules.role_id),
        channel_is_gone=await channel_is_gone(client, rules.reports_to),
    )
    before = _texts(panel.before) if panel.before else None
    return screens.panel(_texts(rules), before, around, panel.sample)


def _texts(rules: HouseRules) -> Chosen:
    turns = str(rules.role_id) if rules.who_turns is WhoTurns.ROLE else rules.who_turns.value
    return {
        "length": rules.length.value,
        "turns": turns,
        "plain": YES_OR_NO[rules.plain],
        "language": rules.language,
        "zone": rules.zone,
        "adults": YES_OR_NO[rules.adults],
        "reports": str(rules.reports_to),
    }


def _setting(name: str, value: str) -> dict[str, Any]:
    """What a setting's text means, as fields of HouseRules. Raises Refusal for one of another version of the bot."""
    try:
        return _meant(name, value)
    except (KeyError, ValueError):
        raise Refusal(wording_house.NO_SUCH_SETTING) from None


def _meant(name: str, value: str) -> dict[str, Any]:
    match name:
        case "length":
            return {"length": PageLength(value)}
        case "turns" | "role" if value.isdecimal():
            return {"who_turns": WhoTurns.ROLE, "role_id": int(value)}
        case "turns" | "role":
            return {"who_turns": WhoTurns(value or "everyone"), "role_id": 0}
        case "language":
            return {"language": chosen_language(value)}
        case "plain" | "adults":
            return {name: {"yes": True, "no": False}[value]}
        case "zone":
            return {"zone": zone_named(value) or "UTC"}
        case "reports":
            return {"reports_to": int(value or 0)}
    raise KeyError(name)


def chosen_language(value: str) -> str:
    """The tag that was picked; "": as Discord is set. Raises ValueError for one there is no catalogue of."""
    if value == AS_DISCORD:
        return ""
    if value not in ("en", *tags()):
        raise ValueError(value)
    return value


async def _change(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, settings: Mapping[str, Any]
) -> None:
    may_manage(interaction, wording_house.SETTINGS_NOT_YOURS)
    panel = await lamp.act(house_rules.change, interaction, settings)
    lamp.hear_anew(interaction, rules=panel.rules)
    await answer.redraw(await _screen(lamp, interaction, panel))


@press("settings", name="[a-z]+")
async def picked(lamp: Lamp, interaction: Interaction[Any], answer: Answer, name: str) -> None:
    """Something was picked from a menu of the panel."""
    value = pick(interaction)
    await _change(lamp, interaction, answer, {} if value == "role" else _setting(name, value))


@press("setting", name="[a-z]+", value=".{1,60}")
async def pressed(lamp: Lamp, interaction: Interaction[Any], answer: Answer, name: str, value: str) -> None:
    """A button of the panel sets something."""
    await _change(lamp, interaction, answer, _setting(name, value))


@press("unsetting", name="[a-z]+", value=".{1,60}")
async def undone(lamp: Lamp, interaction: Interaction[Any], answer: Answer, name: str, value: str) -> None:
    """A setting is again what it was."""
    await _change(lamp, interaction, answer, _setting(name, value))


@press("zone")
async def asked_for_zone(lamp: Lamp, interaction: Interaction[Any], answer: Answer) -> None:
    """A form, since there are more zones than a menu holds."""
    may_manage(interaction, wording_house.SETTINGS_NOT_YOURS)
    panel = await lamp.look(house_rules.look, interaction)
    await answer.ask(screens.zone_form(panel.rules.zone))


@submission("zone")
async def typed_zone(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, fields: Mapping[str, str]
) -> None:
    """The zone that was typed, by its name or a city's. Raises Refusal where there is none like it."""
    typed = fields.get("zone", "").strip() or "UTC"
    zone = zone_named(typed)
    if zone is None:
        raise Refusal(wording_house.NO_SUCH_ZONE, zone=typed)
    await _change(lamp, interaction, answer, {"zone": zone})


PRESSES = (picked, pressed, undone, asked_for_zone, typed_zone)

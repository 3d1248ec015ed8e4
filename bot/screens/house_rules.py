"""A server's settings on one panel: what holds, what a page looks like with it, and what can be chosen instead."""

from collections.abc import Mapping

from discord import ComponentType
from msgspec import Struct

from bot.custom_id import pack
from bot.languages.hearing import to_person
from bot.screens.form import Form, line
from bot.screens.screen import Part, Screen, box, button, drawn, menu, option, picker, row, text
from bot.screens.tongues import AS_DISCORD, language_menu, language_told
from bot.wording import Markdown, plainly, say
from bot.wording import house as wording_house
from bot.wording.house import SETTINGS_NAMES
from story.sheet import Sheet

SAMPLE_ROOM = 2_200  # code points of a sample page, so that Discord's 4,000 hold the settings too
Chosen = Mapping[str, str]  # by the names of SETTINGS_NAMES: what is chosen, as it stands in a custom id


class Around(Struct, frozen=True):
    """What Discord and the clock say about the settings: the time at the zone, and what is gone."""

    time: str
    role_is_gone: bool
    channel_is_gone: bool


@drawn
def panel(settings: Chosen, before: Chosen | None, around: Around, sample: Sheet | None) -> Screen:
    """Everything at a glance; `before` is what the settings were until a moment ago."""
    lines = [
        say(wording_house.SETTINGS_LINE, name=say(SETTINGS_NAMES[name]), value=_told(settings, name, around))
        for name in SETTINGS_NAMES
        if name in settings
    ]
    told = [text(say(wording_house.SETTINGS)), text("\n".join(lines))]
    changed = [name for name in settings if before and before[name] != settings[name]]
    undo: list[Part] = []
    for name in changed:
        assert before is not None
        told.append(text(_changed(settings, before, name, around)))
        label = plainly(wording_house.UNDO, before=_short(before, name))
        undo.append(button(label, pack("unsetting", name, before[name] or AS_DISCORD)))
    shown = [box(*_sample(sample))]  # below, where a long page hides no button
    return Screen(box(*told), *([row(*undo)] if undo else []), *_choices(settings), *shown)


def _told(settings: Chosen, name: str, around: Around) -> Markdown:
    value = settings[name]
    match name:
        case "length":
            return say(wording_house.PAGE_LENGTHS[value])
        case "turns" if value.isdecimal():
            if around.role_is_gone:
                return say(wording_house.WHO_TURNS_ROLE_GONE)
            return say(wording_house.WHO_TURNS_ROLE, role=Markdown(f"<@&{value}>"))
        case "turns":
            return say(wording_house.WHO_TURNS[value])
        case "plain":
            return say(wording_house.PLAIN[value])
        case "adults":
            return say(wording_house.ADULTS[value])
        case "zone":
            return say(wording_house.ZONE, zone=value, time=around.time)
        case "reports":
            return _reports(value, around)
    return language_told(value)


def _reports(channel: str, around: Around) -> Markdown:
    if channel == "0":
        return say(wording_house.REPORTS_TO_NOBODY)
    if around.channel_is_gone:
        return say(wording_house.REPORTS_TO_GONE)
    return say(wording_house.REPORTS_TO, channel=Markdown(f"<#{channel}>"))


def _short(settings: Chosen, name: str) -> str:
    """A setting as it stands on a button."""
    value = settings[name]
    match name:
        case "length":
            return say(wording_house.LENGTH_LABELS[value])
        case "turns":
            return say(wording_house.TURNS_LABELS["role" if value.isdecimal() else value])
        case "plain":
            return say(wording_house.PLAIN_ON if value == "yes" else wording_house.PLAIN_OFF)
        case "adults":
            return say(wording_house.ADULTS_ON if value == "yes" else wording_house.ADULTS_OFF)
        case "reports":
            return say(wording_house.SETTINGS_NAMES[name])
        case "zone":
            return value
    return language_told(value)


def _changed(settings: Chosen, before: Chosen, name: str, around: Around) -> str:
    was, now = _told(before, name, around), _told(settings, name, around)
    sentence = say(wording_house.SETTING_CHANGED, name=say(SETTINGS_NAMES[name]), before=was, after=now)
    return f"{sentence} {say(wording_house.SETTING_RECUT)}" if name == "length" else sentence


def _sample(sample: Sheet | None) -> list[Part]:
    if sample is None:
        return [text(say(wording_house.SAMPLE_NONE))]
    if len(sample.markdown) > SAMPLE_ROOM or len(sample.markdown.encode()) > 2 * SAMPLE_ROOM:
        return [text(say(wording_house.SAMPLE_FULL))]
    return [text(say(wording_house.SAMPLE)), text(sample.markdown)]


def _choices(settings: Chosen) -> list[Part]:
    plain, adults = settings["plain"] == "yes", settings["adults"] == "yes"
    role = settings["turns"] if settings["turns"].isdecimal() else ""
    channel = settings["reports"] if settings["reports"] != "0" else ""
    turns = {k: v for k, v in wording_house.TURNS_LABELS.items() if k != "role" or role}
    return [
        choices(
            "settings", "length", wording_house.CHOOSE_LENGTH, wording_house.LENGTH_LABELS, settings["length"]
        ),
        choices(
            "settings", "turns", wording_house.CHOOSE_TURNS, turns, "role" if role else settings["turns"]
        ),
        picker(ComponentType.role_select, say(wording_house.CHOOSE_ROLE), pack("settings", "role"), role),
        language_menu("settings", settings["language"]),
        picker(
            ComponentType.channel_select,
            say(wording_house.CHOOSE_REPORTS),
            pack("settings", "reports"),
            channel,
        ),
        row(
            button(say(wording_house.CHOOSE_ZONE), pack("zone")),
            button(
                say(wording_house.PLAIN_OFF if plain else wording_house.PLAIN_ON),
                pack("setting", "plain", "no" if plain else "yes"),
            ),
            button(
                say(wording_house.ADULTS_OFF if adults else wording_house.ADULTS_ON),
                pack("setting", "adults", "no" if adults else "yes"),
            ),
        ),
    ]


def choices(does: str, name: str, placeholder: str, labels: Mapping[str, str], chosen: str) -> Part:
    """A menu for one setting; what `does` is answered with its name, and the value that was picked."""
    options = [option(say(label), value, chosen=value == chosen) for value, label in labels.items()]
    return menu(say(placeholder), pack(does, name), options)


@to_person()
def zone_form(zone: str) -> Form:
    """Where a time zone is typed: there are more of them than a menu holds."""
    field = line("zone", say(wording_house.ZONE_FIELD), zone, 60, hint=say(wording_house.ZONE_HINT))
    return Form(say(wording_house.ZONE_FORM), pack("zone"), field)

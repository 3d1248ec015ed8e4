"""A person's own settings on one panel."""

from collections.abc import Mapping

from bot.custom_id import pack
from bot.screens.house_rules import choices
from bot.screens.screen import Part, Screen, box, button, drawn, row, text
from bot.screens.tongues import AS_DISCORD, language_menu, language_told
from bot.wording import Markdown, plainly, say
from bot.wording import house as wording_house
from bot.wording.house import WISHES_LINES

Chosen = Mapping[str, str]  # by the names of WISHES_LINES: what is chosen, as it stands in a custom id


@drawn
def panel(wishes: Chosen, before: Chosen | None) -> Screen:
    """Everything at a glance; `before` is what the settings were until a moment ago."""
    lines = [
        say(wording_house.SETTINGS_LINE, name=say(WISHES_LINES[name]), value=_told(name, wishes[name]))
        for name in WISHES_LINES
    ]
    told, undo = [text(say(wording_house.WISHES)), text("\n".join(lines))], []
    for name in wishes:
        if before and before[name] != wishes[name]:
            told.append(text(_changed(name, before[name], wishes[name])))
            label = plainly(wording_house.UNDO, before=_told(name, before[name]))
            undo.append(button(label[:80], pack("unwish", name, before[name] or AS_DISCORD)))
    return Screen(box(*told), *([row(*undo)] if undo else []), *_choices(wishes))


def _told(name: str, value: str) -> Markdown:
    match name:
        case "length":
            return say(wording_house.PAGE_LENGTHS[value])
        case "plain":
            return say(wording_house.PLAIN[value])
        case "naming":
            return say(wording_house.NAMING[value])
    return language_told(value)


def _changed(name: str, before: str, now: str) -> str:
    about = {"name": say(WISHES_LINES[name]), "before": _told(name, before), "after": _told(name, now)}
    sentence = say(wording_house.SETTING_CHANGED, **about)
    return f"{sentence} {say(wording_house.WISH_RECUT)}" if name == "length" else sentence


def _choices(wishes: Chosen) -> list[Part]:
    plain = wishes["plain"] == "yes"
    switch = say(wording_house.PLAIN_OFF if plain else wording_house.PLAIN_ON)
    return [
        choices(
            "wishes", "length", wording_house.CHOOSE_LENGTH, wording_house.LENGTH_LABELS, wishes["length"]
        ),
        language_menu("wishes", wishes["language"]),
        choices(
            "wishes",
            "naming",
            wording_house.CHOOSE_NAMING,
            wording_house.NAMING_LABELS,
            wishes["naming"] or "said",
        ),
        row(button(switch, pack("wish", "plain", "no" if plain else "yes"))),
    ]

"""What is kept about a person and a server, in words; the file of it; and the question before it is forgotten."""

from collections.abc import Mapping

from bot.custom_id import pack
from bot.limits.components import FILE
from bot.screens.screen import Part, Screen, box, button, drawn, note, row, text
from bot.wording import counted, say
from bot.wording import privacy as wording_privacy

Counts = Mapping[str, int]  # by the names of what is kept


@drawn
def kept(about_person: Counts, about_server: Counts) -> Screen:
    """In numbers, and what can be done about it."""
    told = _person(about_person)
    if about_server:
        told += [text(say(wording_privacy.KEPT_HERE)), _lines(about_server, wording_privacy.ABOUT_SERVER)]
    return Screen(box(*told, text(say(wording_privacy.KEPT_FOOT))))


def _person(counts: Counts) -> list[Part]:
    if not counts:
        return [text(say(wording_privacy.KEPT_NOTHING))]
    return [text(say(wording_privacy.KEPT)), _lines(counts, wording_privacy.ABOUT_PERSON)]


def _lines(counts: Counts, words: Mapping[str, str | tuple[str, str]]) -> Part:
    """What there can be only one of is not counted."""
    lines = (
        say(wording_privacy.KEPT_LINE, what=say(told) if isinstance(told, str) else counted(count, *told))
        for told, count in ((words[name], count) for name, count in counts.items())
    )
    return text("\n".join(lines))


@drawn
def exported(data: bytes, part: int, parts: int) -> Screen:
    """One file of what is kept."""
    name = f"lamplight-{part}-of-{parts}.json"
    told = say(wording_privacy.EXPORTED, part=part, parts=parts)
    file: Part = {"type": FILE, "file": {"url": f"attachment://{name}"}}
    return Screen(text(told), file, pictures={name: data})


@drawn
def forget(counts: Counts) -> Screen:
    """Is it to be forgotten?"""
    if not counts:
        return note(say(wording_privacy.KEPT_NOTHING))
    yes = button(say(wording_privacy.FORGET), pack("forget"), danger=True)
    no = button(say(wording_privacy.KEEP), pack("remember"))
    return Screen(box(*_person(counts), text(say(wording_privacy.FORGET_ASK))), row(yes, no))


@drawn
def said(sentence: str) -> Screen:
    """One sentence of the catalogue."""
    return note(say(sentence))

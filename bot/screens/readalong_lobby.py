"""The lobby of a read-along: what will be read, how, by whom, and the way in."""

from collections.abc import Sequence

from msgspec import Struct

from bot.custom_id import pack
from bot.screens.screen import Part, Screen, box, button, drawn, row, shortened, text
from bot.screens.where import TITLE, by, length_of, moment, person
from bot.wording import Markdown, counted, listed, say
from bot.wording import readalong as wording

NAMED = 20  # people on a lobby; the rest are counted


class Lobby(Struct, frozen=True):
    """What a lobby tells. `link` leads to where it is read, once it has begun; `lead` stands above it all."""

    readalong_id: str
    title: str
    author: str
    words: int
    language: str
    content_notes: str
    pace: Markdown
    talk_minutes: int
    people: Sequence[int]
    host_id: int
    in_channel: bool
    begins_at: int | None = None
    phase: str = "lobby"
    link: Markdown | None = None
    lead: Markdown | None = None


@drawn
def lobby(about: Lobby) -> Screen:
    """With Begin until it has begun, and with Join until it is over."""
    parts = [text(line) for line in (*_story(about), *_plan(about), _people(about), _standing(about))]
    buttons = _buttons(about)
    lead = [text(say(wording.LEAD, line=about.lead))] if about.lead else []
    return Screen(*lead, box(*parts), *([row(*buttons)] if buttons else []))


def _story(about: Lobby) -> list[Markdown]:
    minutes, words = length_of(about.words, about.language)
    author = Markdown(f"{by(about.author).strip()} · ") if about.author else ""
    notes = shortened(about.content_notes, 200)
    told = say(wording.LOBBY_NOTES, notes=notes) if notes else ""
    line = say(wording.LOBBY_ABOUT, **{"author": author, "minutes": minutes, "words": words, "notes": told})
    return [say(wording.LOBBY, title=shortened(about.title, TITLE)), say(wording.LEAD, line=line)]


def _plan(about: Lobby) -> list[Markdown]:
    lines = [say(wording.LOBBY_PACE, pace=about.pace)]
    if about.talk_minutes:
        minutes = counted(about.talk_minutes, *wording.MINUTES_EACH)
        lines.append(say(wording.LOBBY_TALK, minutes=minutes))
    if about.begins_at is not None and about.phase == "lobby":
        at, when = moment(about.begins_at, "F"), moment(about.begins_at, "R")
        lines.append(say(wording.LOBBY_BEGINS, at=at, when=when))
    return [Markdown("\n".join(lines))]


def _people(about: Lobby) -> Markdown:
    if not about.people:
        return say(wording.LOBBY_NOBODY)
    named = listed([person(each) for each in about.people[:NAMED]], open_end=True)
    if len(about.people) > NAMED:
        named = say(wording.LOBBY_MORE, people=named, more=len(about.people) - NAMED)
    return say(wording.LOBBY_IN, people=named)


def _standing(about: Lobby) -> Markdown:
    link = about.link or Markdown("")
    match about.phase:
        case "lobby":
            return say(_where(about), host=person(about.host_id))
        case "ended":
            return say(wording.LOBBY_ENDED)
        case "paused":
            return say(wording.LOBBY_PAUSED, link=link)
    return say(wording.LOBBY_BEGUN, link=link)


def _where(about: Lobby) -> str:
    if about.begins_at is not None:
        return wording.LOBBY_PLANNED_CHANNEL if about.in_channel else wording.LOBBY_PLANNED_THREAD
    return wording.LOBBY_WHERE_CHANNEL if about.in_channel else wording.LOBBY_WHERE_THREAD


def _buttons(about: Lobby) -> list[Part]:
    if about.phase == "ended":
        return []
    join = button(
        say(wording.JOIN),
        pack("join", about.readalong_id),
        main=about.phase != "lobby" or len(about.people) < 2,
    )
    leave = button(say(wording.LEAVE), pack("leave", about.readalong_id))
    if about.phase != "lobby":
        return [join, leave]
    begin = button(say(wording.BEGIN), pack("begin", about.readalong_id), main=len(about.people) > 1)
    return [join, leave, begin]

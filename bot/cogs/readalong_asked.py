"""What somebody asked of a read-along, made into what the actions take; and what they found, for a screen."""

from typing import Any

import discord
from discord import Interaction
from msgspec import Struct

from bot import drawing
from bot.actions.readalong_rules import next_turn
from bot.actions.readalong_status import Status
from bot.actions.refusals import Refusal
from bot.cogs.readalong_after import link_to
from bot.screens import readalong_board as boards
from bot.screens import readalong_lane as screens
from bot.screens.readalong_lane import Standing, behind_words
from bot.screens.screen import Screen, drawn
from bot.screens.where import person
from bot.store.readalong_state import Pace, Turns, Unit
from bot.when import wall_time
from bot.when.zones import zone_named
from bot.wording import Markdown
from bot.wording import readalong as wording

MAKES_THREADS = (discord.ChannelType.text, discord.ChannelType.news)


class Pacing(Struct, frozen=True):
    """The options of a command about the pace, as they were typed."""

    turns: str
    minutes: int | None
    at: str | None
    zone: str | None
    scenes: int | None
    pages: int | None
    quorum: int | None
    days: int | None = None


def pace_asked(asked: Pacing) -> Pace:
    """Raises Refusal where something is missing or is no time or zone."""
    turns, quorum = Turns(asked.turns), asked.quorum or 0
    if turns is Turns.TIMED:
        if asked.minutes is None:
            raise Refusal(wording.TIMED_NEEDS_MINUTES)
        return Pace(turns, minutes=asked.minutes, quorum=quorum)
    if turns is Turns.OWN:
        return Pace(turns, minutes=asked.days or 0, count=asked.scenes or 1)
    if turns is not Turns.DAILY:
        return Pace(turns, quorum=quorum)
    unit = Unit.PAGES if asked.pages else Unit.SCENES
    count = asked.pages or asked.scenes or 1
    return Pace(turns, minute=_minute(asked.at), zone=_zone(asked.zone), count=count, unit=unit)


def _minute(typed: str | None) -> int:
    if typed is None:
        raise Refusal(wording.DAILY_NEEDS_A_TIME)
    minute = wall_time.minute_of_day(typed)
    if minute is None:
        raise Refusal(wording.BAD_TIME, time=typed)
    return minute


def _zone(typed: str | None) -> str:
    """ "" where none was said: the server's own is meant."""
    if not typed:
        return ""
    found = zone_named(typed)
    if found is None:
        raise Refusal(wording.BAD_ZONE, zone=typed)
    return found


def thread_refused(interaction: Interaction[Any]) -> bool:
    """Whether no thread can be opened here, so that the pages come in the channel itself."""
    mine = interaction.app_permissions
    may = mine.create_public_threads and mine.send_messages_in_threads
    channel: Any = interaction.channel
    return not may or getattr(channel, "type", None) not in MAKES_THREADS


@drawn
def status_screen(found: Status, person_id: int) -> Screen:
    """How a read-along stands, for one who asks."""
    return screens.status(_standing(found, person_id))


def _standing(found: Status, person_id: int) -> Standing:
    one, state = found.readalong, found.readalong.state
    me, late = state.member(person_id), found.behind
    return Standing(
        *(one.readalong_id, one.title, found.sheet, drawing.pace_words(state.pace), state.host_id),
        [each.person_id for each in state.members if each.is_cohost],
        *(len(state.ready), len(state.present), len(state.members), next_turn(state) or state.begins_at),
        drawing.pause_of(one),
        behind_words(late.pages, late.minutes) if late.pages else None,
        me.is_named if me else None,
        link_to(one, found.page) or Markdown(""),
        _own(found, person_id),
    )


def _own(found: Status, person_id: int) -> list[Markdown] | None:
    """At everybody's own pace: how far the one who asks has come, the board, and what is due when."""
    if found.board is None:
        return None
    mine = [boards.line(person(person_id), found.read)] if found.read is not None else []
    every = [(each.scenes, each.at) for each in found.board.dues]
    link = link_to(found.readalong, found.page)
    return [*([link] if link else []), *mine, *boards.dues(found.board.scenes, every)]

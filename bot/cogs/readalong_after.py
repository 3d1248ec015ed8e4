"""What follows when somebody has done something in a read-along: posts go out, pages are drawn anew, they are told."""

import enum
from typing import Any

import discord
from discord import Interaction

from bot import drawing
from bot.actions import readalong as actions
from bot.actions import readalong_outbox as outbox
from bot.actions.margin import number_of
from bot.actions.readalong import Done
from bot.actions.readalong_events import Event, Leave
from bot.actions.readalong_happened import Counted, Noted
from bot.actions.readalong_lane import Lane
from bot.actions.readalong_rules import deadlines
from bot.actions.readalong_status import position
from bot.actions.refusals import Refusal
from bot.answers import Answer
from bot.cogs.pictures import at_hand
from bot.lamp import Lamp
from bot.screens import readalong_lane as screens
from bot.screens.pictures import Pictures
from bot.screens.readalong_lane import Way, behind_words
from bot.screens.screen import Screen, drawn, note
from bot.screens.where import message_link
from bot.store.posts import Post
from bot.store.readalong import Readalong
from bot.store.readalong_state import Phase
from bot.wording import Markdown, say
from bot.wording import readalong as wording

QUIET = (Counted, Noted)  # what only the counter of a page tells


class Surface(enum.Enum):
    """What was pressed, and is drawn anew by the answer itself."""

    PAGE = enum.auto()
    LOBBY = enum.auto()
    NEITHER = enum.auto()


async def does(
    lamp: Lamp,
    interaction: Interaction[Any],
    readalong_id: str,
    event: Event,
    on: Surface = Surface.NEITHER,
) -> Done:
    """Let it happen; a host who has left the server is replaced first. Raises Refusal."""
    pressed = interaction.message.id if on is Surface.LOBBY and interaction.message else None
    try:
        done = await lamp.act(actions.does, interaction, readalong_id, event, pressed)
    except Refusal as refusal:
        if refusal.sentence is not wording.ONLY_THE_HOST:
            raise
        if not await _host_has_gone(lamp, interaction, readalong_id):
            raise
        done = await lamp.act(actions.does, interaction, readalong_id, event, pressed)
    follow(interaction, done, on)
    return done


async def _host_has_gone(lamp: Lamp, interaction: Interaction[Any], readalong_id: str) -> bool:
    """Who leaves the server is not told to a bot without privileged intents: it asks when it matters."""
    one = await lamp.look(actions.found, interaction, readalong_id)
    host_id, guild = one.state.host_id, interaction.guild
    if not host_id or guild is None:
        return False
    try:
        await guild.fetch_member(host_id)
    except discord.NotFound:
        follow(
            interaction, await lamp.act(actions.does, interaction, readalong_id, Leave(host_id, gone=True))
        )
        return True
    except discord.HTTPException:
        return False
    return False


def follow(interaction: Interaction[Any], done: Done, on: Surface = Surface.NEITHER) -> None:
    """What was committed is sent, the clock knows what it waits for, and lobby and page are drawn anew."""
    client: Any = interaction.client
    one, state = done.readalong, done.readalong.state
    for due in deadlines(state):
        client.clock.expect(due.at)
    if not done.happened:
        return
    if done.has_another_place:
        client.calendar.keep(one.readalong_id)
    if state.phase is not Phase.LOBBY:
        client.postman.deliver(one.readalong_id)
    if on is not Surface.LOBBY and any(not isinstance(each, QUIET) for each in done.happened):
        client.painter.redraw_lobby(one.readalong_id)
    if on is not Surface.PAGE and not done.turned and state.phase in (Phase.READING, Phase.TALKING):
        client.painter.redraw(one.readalong_id)


async def tell_where(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """For a press on an old page: where the group is."""
    one, sheet, page = await lamp.look(position, interaction, readalong_id)
    await answer.tell(screens.outdated(sheet, link_to(one, page)))


def link_to(one: Readalong, page: Post | None) -> Markdown | None:
    """Where the message that shows a page stands."""
    if page is None or page.message_id is None:
        return None
    return message_link(one.server_id, page.channel_id or 0, page.message_id)


@drawn
def _lane_screen(lane: Lane, pictures: Pictures) -> Screen:
    """A page of catching up, or that there is nothing to catch up with."""
    one = lane.readalong
    if lane.sheet is None:
        there = link_to(one, lane.page) or say(wording.GROUP_SOON)
        return screens.with_the_group(there, is_own=one.state.is_own)
    behind = behind_words(lane.behind.pages, lane.behind.minutes)
    alone = (one.state.is_own, number_of(lane.sheet.place), lane.notes)
    return screens.lane(lane.sheet, one.readalong_id, Way(lane.back, lane.forth, behind, *alone), pictures)


async def lane_screen(lamp: Lamp, interaction: Interaction[Any], lane: Lane) -> Screen:
    """The same with the page's pictures."""
    plates = lane.sheet.plates if lane.sheet else ()
    return _lane_screen(lane, await at_hand(lamp, interaction, [each.picture for each in plates]))


async def redrawn_page(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """The counter of the pressed page: drawn at once where nobody pressed a moment ago, else soon, for all."""
    painter: Any = interaction.client.painter
    if not painter.may_redraw(readalong_id):
        await answer.promise()
        painter.redraw(readalong_id)
        return
    letter = await lamp.store.read(outbox.current_letter, lamp.desk, readalong_id)
    pressed = interaction.message
    if letter is None or pressed is None or letter.post.message_id != pressed.id:
        await answer.promise()
        return
    pictures = Pictures(kept=frozenset(each.filename for each in pressed.attachments))
    await answer.redraw(drawing.draw(letter, pictures, can_undo=drawing.may_undo(letter, lamp.now())))


async def redrawn_lobby(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """The same for the lobby."""
    painter: Any = interaction.client.painter
    if not painter.may_redraw(f"lobby {readalong_id}"):
        await answer.promise()
        painter.redraw_lobby(readalong_id)
        return
    found = await lamp.store.read(outbox.lobby_of, lamp.desk, readalong_id)
    if found is None:
        raise Refusal(wording.READALONG_GONE)
    await answer.redraw(drawing.lobby_screen(found))


def is_done(done: Done) -> Screen:
    """For who has typed a command."""
    one = done.readalong
    where = None if one.state.phase is Phase.LOBBY else Markdown(f"<#{one.thread_id}>")
    return said(wording.DONE, link=where or link_to(one, None) or Markdown(""))


@drawn
def said(sentence: str, **values: object) -> Screen:
    return note(say(sentence, **values))

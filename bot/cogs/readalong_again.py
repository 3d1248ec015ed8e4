"""Going on with a read-along after a pause, and after trouble in a new place; and posting its lobby."""

from typing import Any

from discord import Interaction

from bot import drawing
from bot.actions import readalong as actions
from bot.actions import readalong_lobby as lobbies
from bot.actions.readalong import Done
from bot.actions.readalong_events import Resume
from bot.actions.readalong_outbox import lobby_of
from bot.actions.refusals import Refusal
from bot.answers import Answer
from bot.cogs.pages import may_post
from bot.cogs.readalong_after import does, follow, is_done
from bot.cogs.readalong_asked import thread_refused
from bot.lamp import Lamp
from bot.store.readalong import Readalong
from bot.store.readalong_state import OUT_OF_REACH
from bot.wording import readalong as wording


async def go_on(lamp: Lamp, interaction: Interaction[Any], answer: Answer, one: Readalong) -> None:
    """Where it was, if it can; else here, with a new lobby. Raises Refusal."""
    if one.state.pause is None or one.state.pause.why not in OUT_OF_REACH:
        done = await does(lamp, interaction, one.readalong_id, Resume(interaction.user.id))
        await _tell(interaction, answer, done)
        return
    may_post(interaction)
    refused = thread_refused(interaction)
    done = await lamp.act(actions.resume_here, interaction, one.readalong_id, in_channel=refused)
    if done.readalong.lobby_id is None:
        await show_lobby(lamp, interaction, answer, one.readalong_id)
    else:
        await _tell(interaction, answer, done)
    follow(interaction, done)


async def _tell(interaction: Interaction[Any], answer: Answer, done: Done) -> None:
    """Who has pressed sees what came of it."""
    if interaction.message is None:
        await answer.tell(is_done(done))
    else:
        await answer.promise()


async def show_lobby(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """A new one, below everything else. Raises Refusal."""
    found = await lamp.store.read(lobby_of, lamp.desk, readalong_id)
    if found is None:
        raise Refusal(wording.READALONG_GONE)
    message_id = await answer.post(drawing.lobby_screen(found))
    await lamp.act(lobbies.lobby_stands, interaction, readalong_id, message_id)

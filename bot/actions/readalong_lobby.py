"""Gathering people for a read-along: what it will be of, and the lobby that says so."""

from msgspec.structs import replace

from bot import wording
from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.naming import short_hash
from bot.actions.readalong_people import taking_part
from bot.actions.readalong_posts import lobby_post
from bot.actions.readalong_rules import deadlines
from bot.actions.reading import find_story
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store import deadlines as due
from bot.store import library, posts, readalong, reading
from bot.store.database import Transaction
from bot.store.deadlines import Deadline
from bot.store.house_rules import Naming
from bot.store.library import ShelfStory
from bot.store.readalong import Readalong
from bot.store.readalong_state import Pace, Phase, State, Turns
from bot.wording import plan as words_plan
from bot.wording import readalong as words


async def gather(
    tx: Transaction,
    desk: Desk,
    request: Request,
    story: str | None,
    pace: Pace,
    talk_minutes: int,
    *,
    in_channel: bool,
    begins_at: int | None = None,
    draft: int = 0,
) -> Readalong:
    """A lobby for a story. `in_channel`: its pages will come in the channel itself. Raises Refusal.

    `draft` is the question that was answered: however often that is done, there is one read-along of it, as there is
    one of a command. A planned one's lobby is posted like its pages.
    """
    del desk
    readalong_id = short_hash(f"readalong:{request.server_id}:{draft or request.interaction_id}")
    if known := await readalong.get(tx, request.server_id, readalong_id):
        return known
    if begins_at is not None and begins_at <= request.now:
        raise Refusal(words_plan.IS_OVER_NOW)
    chosen = await story_meant(tx, request, story)
    ages.check(request, chosen.rating)
    pace = in_zone(request, pace)
    alone = State(Phase.LOBBY, request.person_id, pace, talk_minutes=talk_minutes, begins_at=begins_at)
    state, _ = taking_part(alone, request.person_id, request.now)
    if request.wishes.naming is Naming.YES:
        state = replace(state, people=tuple(replace(each, is_named=True) for each in state.people))
    new = Readalong(
        readalong_id=readalong_id,
        server_id=request.server_id,
        channel_id=request.channel_id,
        lobby_id=None,
        thread_id=request.channel_id if in_channel else None,
        story_id=chosen.story_id,
        edition_id=chosen.edition_id,
        length=request.rules.length,
        made_at=request.now,
        title=chosen.title,
        rating=chosen.rating,
        removed=False,
        state=state,
    )
    await readalong.gather(tx, new)
    await set_deadlines(tx, new.readalong_id, state, request.now)
    if begins_at is not None:
        await posts.write_down(tx, readalong_id, lobby_post(new), request.now)
    return new


def in_zone(request: Request, pace: Pace) -> Pace:
    """A daily pace whose zone was not said goes by the server's."""
    is_open = pace.turns is Turns.DAILY and not pace.zone
    return replace(pace, zone=request.rules.zone) if is_open else pace


async def story_meant(tx: Transaction, request: Request, wanted: str | None) -> ShelfStory:
    """The story that is named, else what this channel reads, else the only one there is. Raises Refusal."""
    shelf = await library.shelf(tx, request.server_id)
    if wanted is not None:
        return find_story(shelf, wanted)
    offered = ages.readable(request, shelf)
    if not offered:
        raise Refusal(wording.EMPTY_LIBRARY)
    here = await reading.in_channel(tx, request.server_id, request.channel_id)
    for each in offered:
        if len(offered) == 1 or (here and each.story_id == here.story_id):
            return each
    raise Refusal(words.WHICH_STORY)


async def lobby_stands(
    tx: Transaction, desk: Desk, request: Request, readalong_id: str, message_id: int
) -> None:
    """The lobby reached its channel."""
    del desk, request
    await readalong.lobby_stands(tx, readalong_id, message_id)


async def set_deadlines(tx: Transaction, readalong_id: str, state: State, now: int) -> None:
    """Let it wait for exactly what follows from its state."""
    wanted = [Deadline(readalong_id, each.kind, each.at) for each in deadlines(state)]
    await due.set_for(tx, readalong_id, wanted, now)

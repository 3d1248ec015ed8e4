"""Read-alongs: each event is one transaction, with its line in the history, its deadlines and what is to be posted."""

from msgspec import Struct
from msgspec.structs import replace

from bot import wording
from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.readalong_engine import step
from bot.actions.readalong_events import (
    Begin,
    BeNamed,
    ChangePace,
    Corrected,
    End,
    Event,
    How,
    Join,
    Leave,
    Part,
    Resume,
    Skip,
    Stop,
)
from bot.actions.readalong_happened import (
    Closed,
    Ended,
    Happened,
    Moved,
    OldRound,
    Opened,
    Stopped,
    TakenBack,
    Talked,
)
from bot.actions.readalong_lobby import in_zone, set_deadlines
from bot.actions.readalong_posts import page_post, posts_for
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store import posts, readalong
from bot.store.database import Transaction
from bot.store.house_rules import Naming
from bot.store.readalong import Readalong, Round
from bot.store.readalong_state import Phase, State, Turns, Unit, Why
from bot.wording import readalong as words
from story.places import Place

MOST_PAGES = 10  # of a daily part: a longer scene is spread over days
ALWAYS = (Join, Leave, Stop, End)  # whatever has become of the story


class Done(Struct, frozen=True):
    """A read-along after an event, and what came of that."""

    readalong: Readalong
    happened: tuple[Happened, ...]

    @property
    def turned(self) -> bool:
        """Whether the page that was shown is over."""
        return any(isinstance(each, Opened | Talked | TakenBack | Ended) for each in self.happened)

    @property
    def began(self) -> bool:
        return any(isinstance(each, Opened) and each.how is How.BEGIN for each in self.happened)

    @property
    def has_another_place(self) -> bool:
        """Whether it begins, waits, begins at another time or is over: its lobby and the calendar tell that."""
        return self.began or any(isinstance(each, Stopped | Moved | Ended) for each in self.happened)

    @property
    def closed(self) -> bool:
        """Whether the end can no longer be taken back, which its card offered."""
        return any(isinstance(each, Closed) for each in self.happened)

    @property
    def is_outdated(self) -> bool:
        return any(isinstance(each, OldRound) for each in self.happened)


async def found(tx: Transaction, desk: Desk, request: Request, readalong_id: str) -> Readalong:
    """The read-along that a button or a choice names. Raises Refusal."""
    del desk
    one = await readalong.get(tx, request.server_id, readalong_id)
    if one is None:
        raise Refusal(words.READALONG_GONE)
    return one


async def meant(tx: Transaction, desk: Desk, request: Request, which: str | None) -> Readalong:
    """The one that is named; else the one of this thread, of this channel, or the only one. Raises Refusal."""
    if which:
        return await found(tx, desk, request, which)
    every = await readalong.going_on(tx, request.server_id)
    here = [each for each in every if request.channel_id == each.thread_id]
    beside = [each for each in every if request.channel_id == each.channel_id]
    for some in (here, beside, every):
        if len(some) == 1:
            return some[0]
        if some:
            raise Refusal(words.WHICH_ONE)
    raise Refusal(words.NONE_HERE)


async def does(
    tx: Transaction,
    desk: Desk,
    request: Request,
    readalong_id: str,
    event: Event,
    lobby_id: int | None = None,
) -> Done:
    """What somebody does in a read-along. `lobby_id`: the lobby's message, where that is what they pressed."""
    one = await found(tx, desk, request, readalong_id)
    if not isinstance(event, ALWAYS):
        check_readable(request, one)
    if lobby_id and one.lobby_id is None:
        await readalong.lobby_stands(tx, readalong_id, lobby_id)
        one = replace(one, lobby_id=lobby_id)
    if isinstance(event, ChangePace):
        event = replace(event, pace=in_zone(request, event.pace))
    done = await happen(tx, desk, one, event, request.now)
    came = one.state.member(request.person_id) is None and done.readalong.state.member(request.person_id)
    if not came or request.wishes.naming is not Naming.YES:
        return done
    named = await happen(tx, desk, done.readalong, BeNamed(request.person_id, named=True), request.now)
    return Done(named.readalong, (*done.happened, *named.happened))


async def resume_here(
    tx: Transaction, desk: Desk, request: Request, readalong_id: str, *, in_channel: bool
) -> Done:
    """Go on after its thread was out of reach: there, if it may be within it again; else in a new one, or in this
    channel itself, with a new lobby that is still to be posted. Raises Refusal.
    """
    one = await found(tx, desk, request, readalong_id)
    check_readable(request, one)
    if not _may_go_on_there(one, request.channel_id):
        thread_id = request.channel_id if in_channel else None
        await readalong.move_to(tx, readalong_id, request.channel_id, thread_id)
        one = replace(one, channel_id=request.channel_id, thread_id=thread_id, lobby_id=None)
    return await happen(tx, desk, one, Resume(request.person_id), request.now)


def _may_go_on_there(one: Readalong, channel_id: int) -> bool:
    """Asked in the thread itself, unless it is gone; asked in the lobby's channel, unless it is gone or locked."""
    why = one.state.pause.why if one.state.pause else None
    if why is Why.THREAD_GONE or one.thread_id is None:
        return False
    return channel_id == one.thread_id or (channel_id == one.channel_id and why is not Why.THREAD_LOCKED)


def check_readable(request: Request, one: Readalong) -> None:
    """Raises Refusal where the story is gone, or may not be shown here."""
    if one.removed:
        raise Refusal(wording.STORY_REMOVED)
    ages.check(request, one.rating)


async def happen(tx: Transaction, desk: Desk, one: Readalong, event: Event, now: int) -> Done:
    """Let an event befall a read-along, and write down everything that follows. Raises Refusal."""
    desk, before = desk.cut(one.length), one.state
    after, happened = step(before, event, now, await _ahead(tx, desk, one, event))
    if after is not before:
        quote = await desk.quote(tx, one.edition_id, after.place)
        after = await _save(tx, one, after, quote, now)
    done = Done(replace(one, state=after), happened)
    await _write_history(tx, done, before, now)
    for post in await posts_for(tx, desk, done.readalong, happened):
        await posts.write_down(tx, one.readalong_id, post, now)
    return done


async def record(tx: Transaction, one: Readalong, event: Corrected, now: int, quote: str) -> None:
    """What a corrected edition changes; its pages are not cut here, so a daily part is shown by its last page."""
    after, happened = step(one.state, event, now, None)
    saved = replace(one, state=await _save(tx, one, after, quote, now))
    await _write_history(tx, Done(saved, happened), one.state, now)
    if happened:
        await posts.write_down(tx, one.readalong_id, page_post(saved, how=How.EDITION), now)


async def _save(tx: Transaction, one: Readalong, after: State, quote: str, now: int) -> State:
    """Compare and set. Raises LookupError where somebody else has changed it since it was read."""
    if not await readalong.save(tx, one, after, quote):
        raise LookupError(f"{one.readalong_id} is not at revision {one.state.revision}")
    await set_deadlines(tx, one.readalong_id, after, now)
    return replace(after, revision=one.state.revision + 1)


async def _write_history(tx: Transaction, done: Done, before: State, now: int) -> None:
    state = done.readalong.state
    for each in done.happened:
        match each:
            case Opened(how, by) | Talked(how, by):
                pass
            case TakenBack(by):
                how = How.OOPS
            case Ended(by):
                how = How.END
            case _:
                continue
        line = Round(
            *(state.revision, state.round, state.phase, how, state.first, state.place, now, by),
            *(len(before.ready), len(before.present)),
        )
        await readalong.open_round(tx, done.readalong.readalong_id, line)


async def _ahead(tx: Transaction, desk: Desk, one: Readalong, event: Event) -> Part | None:
    """What a turn would show now."""
    state = one.state
    if isinstance(event, Begin) or state.phase is Phase.LOBBY:
        return await _part(tx, desk, one, Place(0, 0))
    if state.phase is Phase.ENDED:
        return None
    if state.is_own:
        last = await desk.page_before(tx, one.edition_id, (await desk.outline(tx, one.edition_id)).end)
        return Part(last, last) if last else None
    if isinstance(event, Skip):
        return await _part(tx, desk, one, Place(state.place.scene + 1, 0))
    start = await desk.page_after(tx, one.edition_id, state.place)
    return await _part(tx, desk, one, start) if start else None


async def _part(tx: Transaction, desk: Desk, one: Readalong, start: Place) -> Part | None:
    """One page; of a daily read-along so many scenes or pages, as far as there are any."""
    outline, pace = await desk.outline(tx, one.edition_id), one.state.pace
    if start >= outline.end:
        return None
    last = start
    if pace.turns is Turns.DAILY:
        in_scenes = pace.unit is Unit.SCENES
        most = MOST_PAGES if in_scenes else min(pace.count, MOST_PAGES)
        for _ in range(most - 1):
            after = await desk.page_after(tx, one.edition_id, last)
            over = in_scenes and after is not None and after.scene >= start.scene + pace.count
            if after is None or after >= outline.end or over:
                break
            last = after
    return Part(start, last)

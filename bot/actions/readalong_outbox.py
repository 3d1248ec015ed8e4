"""Sending what a read-along has to say: what is next, what it is made of, and what became of it."""

from msgspec import Struct

from bot.actions import margin
from bot.actions.desk import Desk
from bot.actions.readalong import Done, happen
from bot.actions.readalong_board import Board, behind, board, pages_read
from bot.actions.readalong_events import Kind, Tick, Trouble
from bot.actions.readalong_posts import BOARD, DUE, END, LEAF, LOBBY, PAGE, REMIND, TALK, TROUBLE
from bot.store import deadlines, house_rules, library, lobbies, notes, posts, readalong
from bot.store.database import Transaction
from bot.store.deadlines import Deadline
from bot.store.house_rules import HouseRules
from bot.store.posts import Post
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOBODY, Participant, Phase, Why
from story.outline import Outline
from story.sheet import Sheet

SURE = 120_000  # milliseconds for which Discord remembers a nonce: "a few minutes" in its documentation


class Letter(Struct, frozen=True):
    """A post with what its message shows. `in_doubt`: it may stand in the channel already.

    `pages` is how many were shared so far, for the end; `notes` how many a page has; `outline` is for a lobby; who is
    `behind` and the `page` that stands are for a due date; `rules` are the server's.
    """

    post: Post
    readalong: Readalong
    sheet: Sheet | None
    question: str
    author: str
    pages: int
    notes: int
    board: Board | None
    outline: Outline | None
    behind: tuple[Participant, ...]
    page: Post | None
    rules: HouseRules
    in_doubt: bool


async def next_letter(tx: Transaction, desk: Desk, readalong_id: str, now: int) -> Letter | None:
    """The first that waits, noted as being tried; None where nothing does."""
    post = await posts.to_send(tx, readalong_id)
    while post is not None and post.kind == REMIND and not await _still_reminds(tx, post, now):
        await posts.leave_out(tx, post)
        post = await posts.to_send(tx, readalong_id)
    if post is None:
        return None
    await posts.trying(tx, post, now)
    doubt = post.tried_at is not None and not 0 <= now - post.tried_at < SURE
    return await letter(tx, desk, post, in_doubt=doubt)


async def _still_reminds(tx: Transaction, post: Post, now: int) -> bool:
    """Whether what a reminder says is still to come: it may have waited for Discord."""
    one = await readalong.known(tx, post.readalong_id)
    return one is not None and one.state.begins_at == post.about["due"] and now < post.about["due"]


async def letter(tx: Transaction, desk: Desk, post: Post, *, in_doubt: bool = False) -> Letter | None:
    """A post as it would be shown now."""
    one = await readalong.known(tx, post.readalong_id)
    if one is None:
        return None
    desk = desk.cut(one.length)
    rules, _ = await house_rules.of(tx, one.server_id, NOBODY)
    sheet, question, author, pages, found, stands, outline = None, "", "", 0, 0, None, None
    if post.kind in (PAGE, LEAF):
        sheet = await desk.sheet(tx, one.edition_id, post.place)
        found = await notes.count(tx, await margin.on_page(tx, desk, margin.of_group(one), post.place))
    if post.kind == LOBBY:
        outline = await desk.outline(tx, one.edition_id)
    late: list[Participant] = []
    page = await posts.newest_page(tx, one.readalong_id) if post.kind == DUE else None
    if post.kind == DUE:
        late = await behind(tx, desk, one, post.about["scenes"])
    if post.kind == BOARD:
        stands = await board(tx, desk, one)
    if post.kind in (TALK, END):
        question = await library.question(tx, one.edition_id, post.place.scene)
    if post.kind == END:
        author = (await desk.outline(tx, one.edition_id)).author
        pages = await pages_read(tx, desk, one)
    return Letter(
        post, one, sheet, question, author, pages, found, stands, outline, tuple(late), page, rules, in_doubt
    )


async def current_letter(tx: Transaction, desk: Desk, readalong_id: str) -> Letter | None:
    """The message that shows the current round, as it would be drawn now; None where none is known."""
    post = await posts.newest_page(tx, readalong_id)
    return await letter(tx, desk, post) if post else None


async def sent(tx: Transaction, post: Post, channel_id: int, message_id: int, now: int) -> None:
    """It stands there."""
    await posts.sent(tx, post, channel_id, message_id, now)
    if post.kind == LOBBY:
        await readalong.lobby_stands(tx, post.readalong_id, message_id)


async def over(tx: Transaction, desk: Desk, readalong_id: str) -> list[tuple[Letter, bool]]:
    """Messages whose buttons are to be taken off, and whether each was turned to too early."""
    earlier = await posts.over(tx, readalong_id)
    back = await posts.taken_back(tx, readalong_id) if earlier else set()
    found = [(each, await letter(tx, desk, each)) for each in earlier]
    return [(drawn, each.round in back) for each, drawn in found if drawn]


async def reminders(tx: Transaction, desk: Desk, readalong_id: str) -> list[Letter]:
    """Reminders that may say something that is no longer so."""
    found = [await letter(tx, desk, each) for each in await posts.reminders(tx, readalong_id)]
    return [each for each in found if each]


async def retired(tx: Transaction, post: Post, now: int) -> None:
    """An earlier message has lost its buttons, or is out of reach."""
    await posts.retired(tx, post, now)


async def failed(tx: Transaction, desk: Desk, post: Post, why: Why, now: int) -> None:
    """It surely does not stand there, and cannot: the read-along is paused and says so where it can."""
    await posts.refused(tx, post)
    if post.kind == TROUBLE:
        await posts.drop(tx, post.readalong_id)
        return
    one = await readalong.known(tx, post.readalong_id)
    if one is not None:
        await posts.hold(tx, post.readalong_id)
        await happen(tx, desk, one, Trouble(why), now)


async def holds_in(tx: Transaction, readalong_id: str, thread_id: int) -> None:
    """Its thread is open, or there is none and its pages come in the channel."""
    await readalong.hold_in(tx, readalong_id, thread_id)


async def fire(tx: Transaction, desk: Desk, deadline: Deadline, now: int) -> Done | None:
    """Do what is due, once: the deadline, the turn, its history and the next deadline are one transaction."""
    if not await deadlines.done(tx, deadline, now):
        return None
    one = await readalong.known(tx, deadline.readalong_id)
    if one is None:
        return None
    if one.removed and deadline.kind == Kind.REMIND:  # it may be back by then
        return None
    event = Trouble(Why.STORY_GONE) if one.removed else Tick(Kind(deadline.kind), deadline.due_at)
    return await happen(tx, desk, one, event, now)


async def thread_is_out(tx: Transaction, desk: Desk, thread_id: int, why: Why, now: int) -> list[str]:
    """A thread or channel was deleted or locked: what was read there is paused; gives which ones."""
    found = await readalong.of_thread(tx, thread_id)
    for one in found:
        await happen(tx, desk, one, Trouble(why), now)
    return [one.readalong_id for one in found]


class Entrance(Struct, frozen=True):
    """A read-along and what its story is, for its lobby. `told` is the phase that its message tells."""

    readalong: Readalong
    outline: Outline
    rules: HouseRules
    told: str = ""

    @property
    def tells(self) -> Phase:
        """A pause to talk is told as reading is."""
        phase = self.readalong.state.phase
        return Phase.READING if phase is Phase.TALKING else phase


async def lobby_of(tx: Transaction, desk: Desk, readalong_id: str) -> Entrance | None:
    """What a lobby is drawn of."""
    one = await readalong.known(tx, readalong_id)
    if one is None:
        return None
    rules, _ = await house_rules.of(tx, one.server_id, NOBODY)
    told = await lobbies.told(tx, readalong_id)
    return Entrance(one, await desk.outline(tx, one.edition_id), rules, told)

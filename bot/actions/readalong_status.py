"""Where the read-alongs of a server stand, and whom one asks about."""

from msgspec import Struct

from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.readalong import found
from bot.actions.readalong_board import Board, board, percent_read
from bot.actions.readalong_lane import Behind, behind
from bot.actions.request import Request
from bot.store import posts, readalong
from bot.store.database import Transaction
from bot.store.posts import Post
from bot.store.readalong import Readalong
from bot.store.readalong_state import Phase
from story.outline import Outline
from story.sheet import Sheet


class Status(Struct, frozen=True):
    """A read-along as it stands, for one who asks. `sheet` is its page; none before it has begun.

    At everybody's own pace there is a `board` in its place, and `read` is how much the one who asks has read, in
    percent; None for who is not in it.
    """

    readalong: Readalong
    outline: Outline
    sheet: Sheet | None
    page: Post | None
    behind: Behind
    board: Board | None = None
    read: int | None = None


async def status(tx: Transaction, desk: Desk, request: Request, readalong_id: str) -> Status:
    """Raises Refusal where there is no such read-along here."""
    one = await found(tx, desk, request, readalong_id)
    ages.check(request, one.rating)
    desk = desk.cut(one.length)
    outline = await desk.outline(tx, one.edition_id)
    has_begun = one.state.phase is not Phase.LOBBY
    if has_begun and one.state.is_own:
        me, page = one.state.member(request.person_id), await posts.newest_page(tx, readalong_id)
        read = await percent_read(tx, desk, one, outline, me) if me else None
        return Status(one, outline, None, page, Behind(0, 0), await board(tx, desk, one), read)
    return Status(
        *(one, outline),
        await desk.sheet(tx, one.edition_id, one.state.place) if has_begun else None,
        await posts.newest_page(tx, readalong_id),
        await behind(tx, desk, one, request.person_id) if has_begun else Behind(0, 0),
    )


async def position(
    tx: Transaction, desk: Desk, request: Request, readalong_id: str
) -> tuple[Readalong, Sheet, Post | None]:
    """Where the group is, and the message that shows it. Raises Refusal."""
    one = await found(tx, desk, request, readalong_id)
    ages.check(request, one.rating)
    desk = desk.cut(one.length)
    sheet = await desk.sheet(tx, one.edition_id, one.state.place)
    return one, sheet, await posts.newest_page(tx, readalong_id)


async def going_on(tx: Transaction, desk: Desk, request: Request) -> list[Readalong]:
    """What goes on in the server and may be told of here."""
    del desk
    every = await readalong.going_on(tx, request.server_id)
    return [each for each in every if ages.may_read(request, each.rating)]


async def begun(tx: Transaction, desk: Desk, request: Request) -> list[tuple[Readalong, Outline]]:
    """What goes on in the server and shares pages, with its stories."""
    every = [each for each in await going_on(tx, desk, request) if each.state.round]
    return [(each, await desk.outline(tx, each.edition_id)) for each in every]

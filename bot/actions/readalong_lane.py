"""Catching up with a read-along: its pages for one person alone, as far as the group has come and no further."""

from msgspec import Struct

from bot.actions import margin
from bot.actions.desk import Desk
from bot.actions.readalong import check_readable, found, happen
from bot.actions.readalong_events import HaveRead
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store import notes, posts
from bot.store.database import Transaction
from bot.store.posts import Post
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOTHING_READ, Phase
from bot.wording import readalong as wording
from story.pages import page_at
from story.places import Place
from story.sheet import Sheet

START = Place(0, 0)


class Behind(Struct, frozen=True):
    """How far somebody is behind the group. Both 0: they are with it."""

    pages: int
    minutes: int


class Lane(Struct, frozen=True):
    """A page for one person; `sheet` is None where there is none to catch up with. `page`: where the group is.

    `back` and `forth` are the places of the pages beside it, as far as the group has come.
    """

    readalong: Readalong
    behind: Behind
    sheet: Sheet | None
    back: Place | None
    forth: Place | None
    page: Post | None
    notes: int = 0


async def enter(tx: Transaction, desk: Desk, request: Request, readalong_id: str) -> Lane:
    """The first page that somebody has not read. Raises Refusal."""
    one = await _readable(tx, desk, request, readalong_id)
    desk = desk.cut(one.length)
    return await _lane(tx, desk, one, request.person_id, await _unread(tx, desk, one, request.person_id))


async def catch_up(tx: Transaction, desk: Desk, request: Request, readalong_id: str) -> Lane:
    """The same for who asks for pages. Raises Refusal before the first one."""
    await _begun(tx, desk, request, readalong_id)
    return await enter(tx, desk, request, readalong_id)


async def leaf(
    tx: Transaction, desk: Desk, request: Request, readalong_id: str, place: Place, *, has_read: bool
) -> Lane:
    """The page at a place, or the group's, whichever comes first. `has_read`: the page before it. Raises Refusal."""
    one = await _begun(tx, desk, request, readalong_id)
    desk = desk.cut(one.length)
    place = min((await desk.outline(tx, one.edition_id)).inside(place), await limit(tx, desk, one))
    before = await desk.page_before(tx, one.edition_id, place) if has_read and place > START else None
    if before is not None:
        one = (await happen(tx, desk, one, HaveRead(request.person_id, before), request.now)).readalong
    return await _lane(tx, desk, one, request.person_id, place)


async def caught_up(tx: Transaction, desk: Desk, request: Request, readalong_id: str, place: Place) -> Lane:
    """Somebody has read the last page there was; if there are more by now, the next one. Raises Refusal."""
    one = await _begun(tx, desk, request, readalong_id)
    desk = desk.cut(one.length)
    event = HaveRead(request.person_id, place, caught_up=place >= await limit(tx, desk, one))
    one = (await happen(tx, desk, one, event, request.now)).readalong
    after = await desk.page_after(tx, one.edition_id, place)
    unread = after if after is not None and after <= await limit(tx, desk, one) else None
    return await _lane(tx, desk, one, request.person_id, unread)


async def _readable(tx: Transaction, desk: Desk, request: Request, readalong_id: str) -> Readalong:
    one = await found(tx, desk, request, readalong_id)
    check_readable(request, one)
    return one


async def _begun(tx: Transaction, desk: Desk, request: Request, readalong_id: str) -> Readalong:
    one = await _readable(tx, desk, request, readalong_id)
    if one.state.phase is Phase.LOBBY:
        raise Refusal(wording.NOT_BEGUN)
    return one


async def _unread(tx: Transaction, desk: Desk, one: Readalong, person_id: int) -> Place | None:
    """Where the first page that somebody has not read begins; None where they have read all there was."""
    member = one.state.member(person_id)
    read = member.read if member else NOTHING_READ
    unread = START if read == NOTHING_READ else await desk.page_after(tx, one.edition_id, read)
    return unread if unread is not None and unread <= await limit(tx, desk, one) else None


async def limit(tx: Transaction, desk: Desk, one: Readalong) -> Place:
    """The furthest page somebody may read for themselves: the group's, or the last where there is no group."""
    if not one.state.is_own or one.state.phase is Phase.LOBBY:
        return one.state.horizon
    outline = await desk.outline(tx, one.edition_id)
    return await desk.page_before(tx, one.edition_id, outline.end) or START


async def behind(tx: Transaction, desk: Desk, one: Readalong, person_id: int) -> Behind:
    """How far somebody is behind the page that the group is on: pages that are over, and this one is not."""
    desk = desk.cut(one.length)
    unread, horizon = await _unread(tx, desk, one, person_id), await limit(tx, desk, one)
    if unread is None or unread >= horizon:
        return Behind(0, 0)
    pages = -await _page_number(tx, desk, one, unread) + await _page_number(tx, desk, one, horizon)
    for scene in range(unread.scene, horizon.scene):
        pages += len((await desk.scene(tx, one.edition_id, scene))[1])
    outline = await desk.outline(tx, one.edition_id)
    return Behind(pages, max(1, outline.minutes_between(unread, horizon)))


async def _page_number(tx: Transaction, desk: Desk, one: Readalong, place: Place) -> int:
    return page_at((await desk.scene(tx, one.edition_id, place.scene))[1], place.at)


async def _lane(tx: Transaction, desk: Desk, one: Readalong, person_id: int, place: Place | None) -> Lane:
    page = await posts.newest_page(tx, one.readalong_id)
    late = await behind(tx, desk, one, person_id)
    if place is None:
        return Lane(one, late, None, None, None, page)
    sheet = await desk.sheet(tx, one.edition_id, place)
    back = await desk.page_before(tx, one.edition_id, place)
    forth = await desk.page_after(tx, one.edition_id, place)
    within = forth if forth is not None and forth <= await limit(tx, desk, one) else None
    pinned = await _notes(tx, desk, one, person_id, place) if one.state.is_own else 0
    return Lane(one, late, sheet, back, within, page, pinned)


async def _notes(tx: Transaction, desk: Desk, one: Readalong, person_id: int, place: Place) -> int:
    """How many notes a page has that somebody reads for themselves."""
    reader = await margin.of_person(tx, desk, one, person_id, place)
    return await notes.count(tx, await margin.on_page(tx, desk, reader, place))

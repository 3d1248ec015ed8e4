"""How far into the margin a reader may look: the notes of the pages they have been shown, and of no other."""

from msgspec import Struct
from msgspec.structs import replace

from bot.actions.desk import Desk
from bot.store import notes
from bot.store.database import Transaction
from bot.store.notes import Note, Stretch
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOTHING_READ
from bot.store.reading import Reading
from story.places import Place


class Reader(Struct, frozen=True):
    """Who looks: a reading or a read-along, where it is, and how far it has been.

    `noted` False: there is surely nothing in the margin of that story there.
    """

    reader_id: str
    server_id: int
    story_id: str
    edition_id: str
    place: Place
    horizon: Place
    noted: bool = True


def of_reading(current: Reading) -> Reader:
    about = (current.reading_id, current.server_id, current.story_id, current.edition_id)
    noted = (
        current.noted or current.is_alone
    )  # one's own reading is in another server's margin wherever one is
    return Reader(*about, current.place, max(current.horizon, current.place), noted)


def of_group(one: Readalong) -> Reader:
    """Before its first page a group has come nowhere, and then its horizon lies before everything."""
    place, horizon = one.state.place, one.state.horizon
    return Reader(one.readalong_id, one.server_id, one.story_id, one.edition_id, place, horizon)


AT = 1 << 24  # more characters than a scene has


def number_of(place: Place) -> int:
    """A place as the number that a button carries."""
    return place.scene * AT + place.at


def place_of(number: int) -> Place:
    """The place that `number_of` made a number of."""
    return Place(*divmod(number, AT))


async def of_person(
    tx: Transaction, desk: Desk, one: Readalong, person_id: int, place: Place | None
) -> Reader:
    """Somebody who reads at their own pace: as far as they have read, and the page after that where they see it."""
    member = one.state.member(person_id)
    read = member.read if member else NOTHING_READ
    unread = Place(0, 0) if read == NOTHING_READ else await desk.page_after(tx, one.edition_id, read)
    horizon = read
    if place is not None and unread is not None:
        horizon = max(read, min(place, unread))
    return replace(of_group(one), place=max(horizon, Place(0, 0)), horizon=horizon)


async def reached(tx: Transaction, desk: Desk, current: Reader) -> Stretch:
    """From the story's first page to the end of the furthest one this reader has been shown."""
    stop = Place(0, 0)
    if current.horizon >= stop:
        stop = await _after(tx, desk, current.edition_id, current.horizon)
    return Stretch(current.server_id, current.story_id, Place(0, 0), stop)


async def _after(tx: Transaction, desk: Desk, edition_id: str, place: Place) -> Place:
    """Where what comes after the page at a place begins; after the closing card, nothing does."""
    after = await desk.page_after(tx, edition_id, place)
    return after or Place(place.scene + 1, 0)


async def on_page(tx: Transaction, desk: Desk, current: Reader, place: Place) -> Stretch:
    """What of the page at a place the reader has been shown."""
    start = await desk.page_start(tx, current.edition_id, place)
    stop = await _after(tx, desk, current.edition_id, place)
    open_to_them = await reached(tx, desk, current)
    return replace(open_to_them, start=start, stop=min(stop, open_to_them.stop))


async def count_on_page(tx: Transaction, desk: Desk, current: Reader) -> int:
    """How many notes the page has that a reading is at; outside of servers there are none."""
    if not current.server_id or not current.noted:
        return 0
    return await notes.count(tx, await on_page(tx, desk, current, current.place))


async def open_notes(tx: Transaction, desk: Desk, current: Reader) -> list[Note]:
    """Every note the reader has come to, in the order of the story."""
    return await notes.inside(tx, await reached(tx, desk, current))

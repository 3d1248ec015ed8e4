"""Writing, reading and taking off margin notes; what lies ahead of the reader is neither shown nor hinted at."""

from dataclasses import dataclass

from bot import wording_notes
from bot.actions import margin
from bot.actions.bookmarks import place_seen
from bot.actions.desk import Desk
from bot.actions.naming import short_hash
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.turns import current_reading
from bot.store import notes
from bot.store.database import Transaction
from bot.store.notes import Message, Note
from bot.store.reading import Reading
from story.outline import Outline, Where
from story.places import Place

LONGEST = 1_000  # characters of a note
MOST = 100  # notes of one person in one story: a limit on everybody's would tell of notes that lie ahead
WRITTEN = Message(0, 0)


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be pinned: a message somebody wrote, or words written as a note."""

    text: str
    author_id: int
    message: Message = WRITTEN


@dataclass(frozen=True, slots=True)
class Pinned:
    """A note that was pinned, and where."""

    reading_id: str
    where: Where


@dataclass(frozen=True, slots=True)
class Margin:
    """Notes that are open to a reader, in the order of the story."""

    reading_id: str
    outline: Outline
    notes: tuple[Note, ...]


async def pin(
    tx: Transaction, desk: Desk, request: Request, words: Words, seen: Seen | None = None
) -> Pinned:
    """Pin words to the page that was seen, else to the current one. Raises Refusal.

    A message that is pinned there already stays pinned once. One that is too long is pinned as far as it fits.
    """
    current = await current_reading(tx, request, seen)
    if not words.text.strip():
        raise Refusal(wording_notes.NOTE_EMPTY)
    if await notes.pinned_by(tx, request.server_id, current.story_id, request.person_id) >= MOST:
        raise Refusal(wording_notes.TOO_MANY_NOTES, most=MOST)
    place = await place_seen(tx, current, seen)
    await notes.add(tx, await _note(tx, desk, request, current, place, words))
    outline = await desk.outline(tx, current.edition_id)
    return Pinned(current.reading_id, outline.where(place))


async def _note(
    tx: Transaction, desk: Desk, request: Request, current: Reading, place: Place, words: Words
) -> Note:
    source = words.message.message_id or request.interaction_id
    key = (request.server_id, source, current.edition_id, place.scene, place.at)
    return Note(
        *(short_hash(":".join(map(str, key))), request.server_id, current.story_id, place),
        *(await desk.quote(tx, current.edition_id, place), _fitting(words.text.strip()), words.author_id),
        *(request.person_id, request.now, words.message),
    )


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


async def kept(tx: Transaction, desk: Desk, request: Request, seen: Seen | None = None) -> Margin:
    """Every note the reading has come to. Raises Refusal where none is open."""
    current = await current_reading(tx, request, seen)
    outline = await desk.outline(tx, current.edition_id)
    return Margin(current.reading_id, outline, tuple(await margin.open_notes(tx, desk, current)))


async def of_page(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> Margin:
    """The notes of the page that was seen. Raises Refusal where its reading is gone."""
    current = await current_reading(tx, request, seen)
    outline = await desk.outline(tx, current.edition_id)
    place = await place_seen(tx, current, seen)
    found = await notes.inside(tx, await margin.on_page(tx, desk, current, place))
    return Margin(current.reading_id, outline, tuple(found))


async def removable(tx: Transaction, desk: Desk, request: Request, *, manager: bool) -> list[Note]:
    """The notes the reading has come to that a person may take off: their own words, what they pinned, or all."""
    found = (await kept(tx, desk, request)).notes
    return [each for each in found if manager or request.person_id in (each.author_id, each.pinned_by)]


async def remove(
    tx: Transaction, desk: Desk, request: Request, wanted: str, *, manager: bool
) -> tuple[str, Note]:
    """Take off the note of that id, or the only one with those words, and give it back with its reading's id.

    Raises Refusal, with the same sentence where there is no such note, where it lies ahead, and where it is
    another's.
    """
    current = await current_reading(tx, request, None)
    offered = await removable(tx, desk, request, manager=manager)
    words = wanted.strip().casefold()
    found = [each for each in offered if each.note_id == words]
    found = found or [each for each in offered if words and words in each.words.casefold()]
    if len(found) != 1:
        raise Refusal(wording_notes.SEVERAL_NOTES if found else wording_notes.NO_SUCH_NOTE)
    await notes.remove(tx, request.server_id, found[0].note_id)
    return current.reading_id, found[0]

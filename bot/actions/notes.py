"""Writing, reading and taking off margin notes; what lies ahead of the reader is neither shown nor hinted at."""

from msgspec import Struct

from bot import wording
from bot.actions import ages, margin
from bot.actions.desk import Desk
from bot.actions.margin import Reader
from bot.actions.naming import short_hash
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.actions.turns import at_length, current_reading, place_seen
from bot.store import notes, posts, readalong, reading
from bot.store.database import Transaction
from bot.store.notes import Message, Note
from bot.store.readalong import Readalong
from bot.store.readalong_state import Phase
from bot.wording import notes as wording_notes
from story.outline import Outline, Where
from story.places import Place

LONGEST = 1_000  # characters of a note
MOST = 100  # notes of one person in one story: a limit on everybody's would tell of notes that lie ahead
WRITTEN = Message(0, 0)


class Words(Struct, frozen=True):
    """What is to be pinned: a message somebody wrote, or words written as a note."""

    text: str
    author_id: int
    message: Message = WRITTEN


class Shown(Struct, frozen=True):
    """What shows a note's page. `together`: a read-along, not a reading."""

    reader_id: str
    together: bool


class Pinned(Struct, frozen=True):
    """A note that was pinned, and where."""

    shown: Shown
    where: Where


class TakenOff(Struct, frozen=True):
    """A note that a manager took off, and everything in the server whose pages may have shown it."""

    note: Note
    shown: tuple[Shown, ...]


class Margin(Struct, frozen=True):
    """Notes that are open to a reader, in the order of the story."""

    reader_id: str
    outline: Outline
    notes: tuple[Note, ...]


class _Standing(Struct, frozen=True):
    """The reader that is meant, the page that was seen of it, and the desk that cuts its pages."""

    reader: Reader
    place: Place
    desk: Desk
    together: bool


async def _standing(tx: Transaction, desk: Desk, request: Request, seen: Seen | None) -> _Standing:
    """The read-along or the reading whose page was seen, else the one of this thread, else of this channel.

    Of a read-along, `seen` is the number of the post. Raises Refusal where there is none that may be shown here.
    """
    one = await _together(tx, request, seen)
    if one is None:
        current = await current_reading(tx, request, seen)
        place = await place_seen(tx, current, seen)
        pages = at_length(desk, request, current)
        return _Standing(margin.of_reading(current), place, pages, together=False)
    if one.removed:
        raise Refusal(wording.STORY_REMOVED)
    ages.check(request, one.rating)
    if one.state.is_own:
        return await _alone(tx, desk.cut(one.length), request, one, seen)
    shown = await posts.place(tx, one.readalong_id, seen.revision) if seen else None
    place = min(shown or one.state.place, one.state.horizon)
    return _Standing(margin.of_group(one), place, desk.cut(one.length), together=True)


async def _alone(
    tx: Transaction, desk: Desk, request: Request, one: Readalong, seen: Seen | None
) -> _Standing:
    """Somebody who reads at their own pace: `seen` is the page they see, if they have come to it."""
    shown = margin.place_of(seen.revision) if seen else None
    reader = await margin.of_person(tx, desk, one, request.person_id, shown)
    place = reader.place if shown is None else min(shown, reader.place)
    return _Standing(reader, place, desk, together=True)


async def _together(tx: Transaction, request: Request, seen: Seen | None) -> Readalong | None:
    if seen is None:
        return await readalong.read_in(tx, request.server_id, request.channel_id)
    one = await readalong.get(tx, request.server_id, seen.reading_id)
    return one if one and one.state.phase not in (Phase.LOBBY, Phase.ENDED) else None


async def pin(
    tx: Transaction, desk: Desk, request: Request, words: Words, seen: Seen | None = None
) -> Pinned:
    """Pin words to the page that was seen, else to the current one. Raises Refusal.

    A message that is pinned there already stays pinned once. One that is too long is pinned as far as it fits.
    """
    if not request.server_id:  # the margin is a server's: there would be nobody to read it, or everybody
        raise Refusal(wording.ONLY_IN_SERVERS)
    at = await _standing(tx, desk, request, seen)
    if not words.text.strip():
        raise Refusal(wording_notes.NOTE_EMPTY)
    if await notes.pinned_by(tx, request.server_id, at.reader.story_id, request.person_id) >= MOST:
        raise Refusal(wording_notes.TOO_MANY_NOTES, most=MOST)
    await notes.add(tx, await _note(tx, at, request, words))
    outline = await desk.outline(tx, at.reader.edition_id)
    return Pinned(Shown(at.reader.reader_id, at.together), outline.where(at.place))


async def _note(tx: Transaction, at: _Standing, request: Request, words: Words) -> Note:
    source = words.message.message_id or request.interaction_id
    key = (request.server_id, source, at.reader.edition_id, at.place.scene, at.place.at)
    quote = await at.desk.quote(tx, at.reader.edition_id, at.place)
    return Note(
        *(short_hash(":".join(map(str, key))), request.server_id, at.reader.story_id, at.place, quote),
        *(_fitting(words.text.strip()), words.author_id, request.person_id, request.now, words.message),
    )


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


async def kept(tx: Transaction, desk: Desk, request: Request, seen: Seen | None = None) -> Margin:
    """Every note the reader has come to. Raises Refusal where nothing is read."""
    at = await _standing(tx, desk, request, seen)
    found = await margin.open_notes(tx, at.desk, at.reader)
    return Margin(at.reader.reader_id, await desk.outline(tx, at.reader.edition_id), tuple(found))


async def of_page(tx: Transaction, desk: Desk, request: Request, seen: Seen) -> Margin:
    """The notes of the page that was seen. Raises Refusal where its reading is gone."""
    at = await _standing(tx, desk, request, seen)
    found = await notes.inside(tx, await margin.on_page(tx, at.desk, at.reader, at.place))
    return Margin(at.reader.reader_id, await desk.outline(tx, at.reader.edition_id), tuple(found))


async def removable(tx: Transaction, desk: Desk, request: Request, *, manager: bool) -> list[Note]:
    """The notes the reader has come to that a person may take off: their own words, what they pinned, or all."""
    found = (await kept(tx, desk, request)).notes
    return [each for each in found if manager or request.person_id in (each.author_id, each.pinned_by)]


async def remove(
    tx: Transaction, desk: Desk, request: Request, wanted: str, *, manager: bool
) -> tuple[Pinned, Note]:
    """Take off the note of that id, or the only one with those words, and give it back with where it was.

    Raises Refusal, with the same sentence where there is no such note, where it lies ahead, and where it is
    another's.
    """
    at = await _standing(tx, desk, request, None)
    offered = await removable(tx, desk, request, manager=manager)
    words = wanted.strip().casefold()
    found = [each for each in offered if each.note_id == words]
    found = found or [each for each in offered if words and words in each.words.casefold()]
    if len(found) != 1:
        raise Refusal(wording_notes.SEVERAL_NOTES if found else wording_notes.NO_SUCH_NOTE)
    await notes.remove(tx, request.server_id, found[0].note_id)
    outline = await desk.outline(tx, at.reader.edition_id)
    return Pinned(Shown(at.reader.reader_id, at.together), outline.where(found[0].place)), found[0]


async def take_off(tx: Transaction, desk: Desk, request: Request, note_id: str) -> TakenOff:
    """Take off a note of this server that was reported, wherever in the story it is.

    Raises Refusal for who may not manage the server, and where it is gone already.
    """
    del desk
    if not request.manages:
        raise Refusal(wording_notes.NOT_YOURS_TO_TAKE_OFF)
    found = await notes.get(tx, request.server_id, note_id)
    if found is None:
        raise Refusal(wording_notes.NOTE_GONE_ALREADY)
    await notes.remove(tx, request.server_id, note_id)
    alongs = await readalong.of_story(tx, found.story_id)
    shown = [Shown(one.readalong_id, True) for one in alongs if one.server_id == request.server_id]
    together = await reading.of_story(tx, request.server_id, found.story_id)
    return TakenOff(found, (*shown, *([Shown(together.reading_id, False)] if together else [])))

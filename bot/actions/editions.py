"""Putting an edition of a story on the shelf, and taking every place along to it.

Readings, read-alongs, bookmarks, notes and panels keep their places: by unchanged scene, then by quoted words, then by
ordinal. For a reading the change is a turn of its own, whose page nobody has seen: what a correction added to the
current page is shown next, and buttons and jumps of the older edition lead nowhere in the new one. Where only what is
told about the story has changed, every place is the same, and nobody is shown a page again.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from bot.actions.readalong_editions import Move, take_along
from bot.actions.turns import NOBODY, Kind
from bot.store import bookmarks, library, notes, panels, readalong, reading
from bot.store.database import Transaction
from bot.store.library import NewStory
from bot.store.notes import Note
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOTHING_READ
from bot.store.reading import Standing, Turn
from story.model import Story
from story.places import SURE, How, Place


def edition_of(story_id: str, story: Story) -> str:
    """The name of a story's exact text: the hash of it, of its pictures, and of what is told about it."""
    told = replace(story, dropped=(), warnings=())
    shown = [[each.at, each.picture, each.alt] for each in story.illustrations]
    pictures = repr((shown, story.cover)) if shown or story.cover else ""
    return hashlib.sha256(f"{story_id}{told!r}{pictures}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


async def put(tx: Transaction, new: NewStory, story: Story, old_edition: str, now: int) -> Counter[How]:
    """Put a story on the shelf, in place of `old_edition` if there is one; gives how their places were found again."""
    edition_id = edition_of(new.story_id, story)
    changed = old_edition not in ("", edition_id)
    old = await library.texts(tx, old_edition) if changed else []
    await library.add(tx, new, edition_id, story, now)
    if not changed:
        return Counter()
    move = Move(edition_id, old, [scene.text for scene in story.scenes], now)
    groups = await readalong.of_story(tx, new.story_id)
    together = Counter(move.goes(*each)[1] for each in await _places_of_groups(tx, groups))
    for group in groups:
        await take_along(tx, group, move)
    if move.old == move.new:
        return together + Counter({How.SCENE: await reading.repoint(tx, new.story_id, edition_id)})
    standings = await reading.standings(tx, new.story_id)
    horizons = [(each.horizon, _horizon(move, each)) for each in standings]
    horizons += zip(_horizons(groups), _horizons(await readalong.of_story(tx, new.story_id)), strict=True)
    await _resettle_notes(tx, new.story_id, horizons, move)
    return together + Counter([await _resettle(tx, each, move) for each in standings])


class Moved(Struct, frozen=True):
    """Where a reading stands and would stand in another edition, and how it would be found again."""

    origin: Place
    target: Place
    how: How


async def foresee(tx: Transaction, story_id: str, old_edition: str, story: Story) -> list[Moved]:
    """What `put` would do to every reading of a story and to all who read along, without doing it."""
    old = await library.texts(tx, old_edition)
    move = Move("", old, [scene.text for scene in story.scenes], 0)
    standings = await reading.standings(tx, story_id)
    places = [(each.place, each.quote) for each in standings]
    places += await _places_of_groups(tx, await readalong.of_story(tx, story_id))
    return [Moved(place, *move.goes(place, words)) for place, words in places]


async def _places_of_groups(tx: Transaction, groups: Sequence[Readalong]) -> list[tuple[Place, str]]:
    """Where read-alongs are, with the words there; at everybody's own pace, where each of them is."""
    places: list[tuple[Place, str]] = []
    for group in groups:
        state = group.state
        if state.is_own:
            places += [(each.read, "") for each in state.people if each.read != NOTHING_READ]
        elif state.round:
            places.append((state.place, await readalong.quote(tx, group.readalong_id)))
    return places


def _horizon(move: Move, standing: Standing) -> Place:
    return max(move.goes(standing.place, standing.quote)[0], move.goes(standing.horizon)[0])


def _lost(move: Move, note: Note, place: Place) -> bool:
    """Whether the words a note stood at are not the ones it stands at now."""
    text = move.new[place.scene] if place.scene < len(move.new) else ""
    return not text.startswith(note.quote[:SURE], place.at)


def _horizons(groups: Sequence[Readalong]) -> list[Place]:
    """How far each has come, in an order that stays."""
    return [each.state.horizon for each in sorted(groups, key=lambda each: each.readalong_id)]


async def _resettle_notes(
    tx: Transaction, story_id: str, horizons: Sequence[tuple[Place, Place]], move: Move
) -> None:
    """What somebody had not come to yet they have not come to now: a note found before their place goes after it.

    `horizons` are those of every reader, in the old edition and in the new.
    """
    for note in await notes.of_story(tx, story_id):
        place, _ = move.goes(note.place, note.quote)
        unread = [new for old, new in horizons if old < note.place]
        behind = [
            new for new in unread if new >= place or (new.scene == place.scene and _lost(move, note, place))
        ]
        if behind:
            place = Place(min(max(behind).scene + 1, len(move.new)), 0)
        await notes.resettle(tx, replace(note, place=place))


async def _resettle(tx: Transaction, standing: Standing, move: Move) -> How:
    place, how = move.goes(standing.place, standing.quote)
    horizon = _horizon(move, standing)
    revision = standing.revision + 1
    turn = Turn(standing.reading_id, revision, Kind.EDITION, standing.place, place, NOBODY, move.now, None)
    await reading.resettle(tx, move.edition_id, turn, move.words(place), horizon)
    for bookmark in await bookmarks.of_reading(tx, standing.reading_id):
        there, _ = move.goes(bookmark.place, bookmark.quote)
        await bookmarks.resettle(tx, replace(bookmark, place=there))
    for panel in await panels.of_reading(tx, standing.reading_id):
        there, _ = move.goes(panel.place)
        await panels.resettle(tx, replace(panel, place=min(there, horizon)))
    return how

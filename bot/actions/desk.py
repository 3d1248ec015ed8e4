"""What the actions keep at hand: pages of stories being read, and pages on their way to Discord.

Nothing here matters: editions never change, so a page cut twice is the same page, and a page that was on its way
when the bot died is one that nobody has seen, which is what the next process assumes of every unshown page.
"""

from collections import OrderedDict
from collections.abc import Hashable
from copy import copy
from typing import Generic, TypeVar

from bot.store import library
from bot.store.database import Transaction
from story.model import Footnote
from story.outline import Outline
from story.pages import Page, PageLength, page_at, paginate
from story.places import Place, quote
from story.sheet import Sheet, sheet

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The values used last, at most `size` of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        value = self._kept.get(key)
        if value is not None:
            self._kept.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> V:
        self._kept[key] = value
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return value


class Desk:
    """Handed to every action beside its transaction."""

    def __init__(self, length: PageLength = PageLength.MEDIUM) -> None:
        self.length = length
        self.on_the_way: dict[str, int] = {}  # reading id: the revision that is being sent to Discord
        self._outlines: Recent[str, Outline] = Recent(64)
        self._pages: Recent[tuple[str, int, PageLength], tuple[str, tuple[Page, ...]]] = Recent(256)
        self._footnotes: Recent[tuple[str, int], tuple[Footnote, ...]] = Recent(256)
        self._cuts: dict[PageLength, Desk] = {length: self}

    def cut(self, length: PageLength) -> "Desk":
        """The same desk for pages of another length: what is at hand for one is at hand for all."""
        if length not in self._cuts:
            self._cuts[length] = copy(self)
            self._cuts[length].length = length
        return self._cuts[length]

    def lost(self, reading_id: str) -> None:
        """No page of the reading is on its way any more: one that nobody saw is shown next, not skipped."""
        self.on_the_way.pop(reading_id, None)

    async def outline(self, tx: Transaction, edition_id: str) -> Outline:
        """The edition's chapters and scenes, without text."""
        return self._outlines.get(edition_id) or self._outlines.put(
            edition_id, await library.outline(tx, edition_id)
        )

    async def scene(self, tx: Transaction, edition_id: str, ordinal: int) -> tuple[str, tuple[Page, ...]]:
        """A scene's plain text and its pages."""
        key = (edition_id, ordinal, self.length)
        kept = self._pages.get(key)
        if kept is None:
            scene = await library.scene(tx, edition_id, ordinal)
            kept = self._pages.put(key, (scene.text, paginate(scene, self.length)))
            self._footnotes.put(key[:2], scene.footnotes)
        return kept

    async def sheet(self, tx: Transaction, edition_id: str, place: Place) -> Sheet:
        """The page that shows a place."""
        outline = await self.outline(tx, edition_id)
        if place >= outline.end:
            return sheet(outline, place, ())
        _, pages = await self.scene(tx, edition_id, place.scene)
        return sheet(outline, place, pages, await self._notes(tx, edition_id, place.scene))

    async def _notes(self, tx: Transaction, edition_id: str, ordinal: int) -> tuple[Footnote, ...]:
        """A scene's footnotes."""
        kept = self._footnotes.get((edition_id, ordinal))
        if kept is None:
            scene = await library.scene(tx, edition_id, ordinal)
            kept = self._footnotes.put((edition_id, ordinal), scene.footnotes)
        return kept

    async def quote(self, tx: Transaction, edition_id: str, place: Place) -> str:
        """The words at a place; none at the end."""
        if place >= (await self.outline(tx, edition_id)).end:
            return ""
        return quote((await self.scene(tx, edition_id, place.scene))[0], place.at)

    async def page_start(self, tx: Transaction, edition_id: str, place: Place) -> Place:
        """Where the page begins that shows a place; the closing card is at the end."""
        outline = await self.outline(tx, edition_id)
        if place >= outline.end:
            return outline.end
        _, pages = await self.scene(tx, edition_id, place.scene)
        number = page_at(pages, place.at)
        return Place(place.scene, pages[number].start if number else 0)

    async def page_after(self, tx: Transaction, edition_id: str, place: Place) -> Place | None:
        """Where the page after a place begins; None when it is the end already."""
        outline = await self.outline(tx, edition_id)
        if place >= outline.end:
            return None
        _, pages = await self.scene(tx, edition_id, place.scene)
        number = page_at(pages, place.at) + 1
        if number < len(pages):
            return Place(place.scene, pages[number].start)
        return Place(place.scene + 1, 0)

    async def page_before(self, tx: Transaction, edition_id: str, place: Place) -> Place | None:
        """Where the page before a place begins; None on the first page."""
        if place.scene < len((await self.outline(tx, edition_id)).scenes):
            _, pages = await self.scene(tx, edition_id, place.scene)
            number = page_at(pages, place.at)
            if number > 0:
                return Place(place.scene, pages[number - 1].start)
        if place.scene == 0:
            return None
        _, pages = await self.scene(tx, edition_id, place.scene - 1)
        return Place(place.scene - 1, pages[-1].start)

"""One page of a story as it is shown: its text, and where it stands in scene, chapter and story."""

from msgspec import Struct

from story.model import Footnote
from story.outline import Outline, Where
from story.pages import Page, Plate, page_at
from story.places import Place


class Sheet(Struct, frozen=True):
    """A page to show. `page` counts from 1 inside the scene; `markdown` is "" at the end of the story."""

    outline: Outline
    place: Place
    where: Where
    markdown: str
    page: int
    pages: int
    plates: tuple[Plate, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def is_first(self) -> bool:
        return self.place.scene == 0 and self.page == 1

    @property
    def is_end(self) -> bool:
        return self.place >= self.outline.end


def sheet(
    outline: Outline, place: Place, pages: tuple[Page, ...], footnotes: tuple[Footnote, ...] = ()
) -> Sheet:
    """The sheet that shows `place`; `pages` and `footnotes` are its scene's, and are not looked at for the end."""
    where = outline.where(place)
    if place >= outline.end:
        return Sheet(outline, outline.end, where, "", 0, 0)
    number = page_at(pages, place.at)
    page = pages[number]
    here = tuple(each for each in footnotes if page_at(pages, each.at) == number)
    return Sheet(outline, place, where, page.markdown, number + 1, len(pages), page.plates, here)

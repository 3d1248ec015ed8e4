"""The shelf: the stories to pick from."""

from collections.abc import Sequence

from msgspec import Struct

from bot import wording
from bot.custom_id import pack
from bot.screens.pictures import NONE, Pictures, covers
from bot.screens.screen import Part, Screen, box, button, drawn, leafing, parted, section, shortened, text
from bot.screens.where import TITLE, by, length_of
from bot.wording import Markdown, counted, say
from bot.wording import alone as wording_alone

ON_A_SHELF = 8  # stories of a page: three components each, and 40 may be on a message


class Spine(Struct, frozen=True):
    """What a shelf tells of a story."""

    story_id: str
    title: str
    author: str
    words: int
    language: str
    content_notes: str
    cover: str = ""


def offered(stories: Sequence[Spine], page: int) -> Sequence[Spine]:
    """Those on a page of a shelf."""
    return stories[_leaf(stories, page)[0]]


def _leaf(stories: Sequence[Spine], page: int) -> tuple[slice, int, int]:
    """Which stories are on a page, which page that is, and how many there are."""
    leaves = parted([_title(each) + _about(each) for each in stories], ON_A_SHELF)
    page = max(0, min(page, len(leaves) - 1))
    return slice(leaves[page].start, leaves[page].stop), page, len(leaves)


@drawn
def shelf(
    stories: Sequence[Spine],
    page: int,
    hidden: int = 0,
    *,
    alone: bool = False,
    pictures: Pictures = NONE,
) -> Screen:
    """One page of a shelf, counted from 0; a page that is not there is the nearest one.

    `hidden` is how many more stories are not for this channel. `alone`: what is picked is read alone.
    """
    here, page, count = _leaf(stories, page)
    opens = "own-story" if alone else "open"
    sections = [_section(pack(opens, each.story_id), _title(each), _about(each)) for each in stories[here]]
    told = [(each.cover, each.title) for each in stories[here] if each.cover in pictures]
    files = {cover: pictures.files[cover] for cover, _ in told}
    more = [text(hidden_stories(hidden))] if hidden else []
    framed = box(
        text(say(wording_alone.SHELF_ALONE if alone else wording.SHELF)), *covers(told), *sections, *more
    )
    if count == 1:
        return Screen(framed, pictures=files)
    pages = say(wording.SHELF_PAGE, first=here.start + 1, last=here.stop, all=len(stories))
    turns = leafing("own-shelf" if alone else "shelf", page=page, pages=count)
    return Screen(framed, text(pages), *turns, pictures=files)


def hidden_stories(count: int) -> Markdown:
    return say(wording.SHELF_HIDDEN, stories=counted(count, *wording.ADULT_STORIES))


def _title(each: Spine) -> Markdown:
    return say(wording.SHELF_STORY, title=shortened(each.title, TITLE), author=by(each.author))


def _about(each: Spine) -> Markdown:
    minutes, words = length_of(each.words, each.language)
    notes = say(wording.SHELF_NOTES, notes=shortened(each.content_notes, 120)) if each.content_notes else ""
    return say(wording.SHELF_ABOUT, minutes=minutes, words=words, notes=Markdown(notes))


def _section(custom_id: str, title: Markdown, about: Markdown) -> Part:
    return section(title, about, press=button(say(wording.READ), custom_id))

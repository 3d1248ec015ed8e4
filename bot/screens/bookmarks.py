"""Named places, as they are listed and told of."""

from collections.abc import Sequence

from bot import wording
from bot.languages.hearing import is_plain
from bot.screens.screen import Screen, box, drawn, leafing, note, parted, shortened, text
from bot.screens.where import TITLE, person, place_name
from bot.wording import plain as wording_plain
from bot.wording import say
from story.outline import Outline, Where
from story.places import Place

LISTED = 20  # bookmarks on one message


@drawn
def kept(name: str, where: Where) -> Screen:
    return note(say(wording.BOOKMARK_KEPT, name=name, place=place_name(where)))


@drawn
def removed(name: str, quote: str) -> Screen:
    """What is gone, with the words it stood at, so that it can be found and made again."""
    words = shortened(quote, TITLE) or say(wording.PLACE_END)
    return note(say(wording.BOOKMARK_GONE, name=name, quote=words))


@drawn
def bookmarks(outline: Outline, reading_id: str, kept: Sequence[tuple[str, Place, int]], page: int) -> Screen:
    """Each as name, place and who made it, in the order of the story; `page` counts from 0."""
    if not kept:
        return note(say(wording.BOOKMARKS_NONE))
    title = say(wording.BOOKMARKS_OF, title=shortened(outline.title, TITLE))
    sentence = wording_plain.BOOKMARK_LINE if is_plain() else wording.BOOKMARK_LINE
    lines = [
        say(sentence, name=name, place=place_name(outline.where(place)), who=person(made_by))
        for name, place, made_by in kept
    ]
    leaves = parted(lines, LISTED)
    page = max(0, min(page, len(leaves) - 1))
    listed = "\n".join(lines[number] for number in leaves[page])
    framed = box(text(title), text(listed))
    return Screen(framed, *leafing("bookmarks", reading_id, page=page, pages=len(leaves)))

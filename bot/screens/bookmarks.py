"""Named places, as they are listed and told of."""

from collections.abc import Sequence

from bot import wording
from bot.screens.screen import Screen, box, note, shortened, text
from bot.screens.where import TITLE, person, place_name
from bot.wording import say
from story.outline import Outline, Where
from story.places import Place

LISTED = 20  # bookmarks on one message


def kept(name: str, where: Where) -> Screen:
    return note(say(wording.BOOKMARK_KEPT, name=name, place=place_name(where)))


def removed(name: str, quote: str) -> Screen:
    """What is gone, with the words it stood at, so that it can be found and made again."""
    words = shortened(quote, TITLE) or wording.PLACE_END
    return note(say(wording.BOOKMARK_GONE, name=name, quote=words))


def bookmarks(outline: Outline, kept: Sequence[tuple[str, Place, int]]) -> Screen:
    """Each as name, place and who made it, in the order of the story."""
    if not kept:
        return note(wording.BOOKMARKS_NONE)
    title = say(wording.BOOKMARKS_OF, title=shortened(outline.title, TITLE))
    lines = [
        say(wording.BOOKMARK_LINE, name=name, place=place_name(outline.where(place)), who=person(made_by))
        for name, place, made_by in kept[:LISTED]
    ]
    if len(kept) > LISTED:
        lines.append(say(wording.CONTENTS_MORE, count=len(kept) - LISTED))
    return Screen(box(text(title), text("\n".join(lines))))

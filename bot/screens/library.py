"""The shelf: the stories to pick from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot import wording
from bot.custom_id import pack
from bot.screens.screen import Screen, box, button, row, shortened, text
from bot.screens.where import TITLE, by, length_of
from bot.wording import Markdown, say

ON_A_SHELF = 8  # stories of a page: three components each, and 40 may be on a message


@dataclass(frozen=True, slots=True)
class Spine:
    """What a shelf tells of a story."""

    story_id: str
    title: str
    author: str
    words: int
    content_notes: str


def shelf(stories: Sequence[Spine], page: int) -> Screen:
    """One page of a shelf, counted from 0; a page that is not there is the nearest one."""
    last = (len(stories) - 1) // ON_A_SHELF
    page = max(0, min(page, last))
    first = page * ON_A_SHELF
    here = stories[first : first + ON_A_SHELF]
    framed = box(text(wording.SHELF), *(_story(each) for each in here))
    if not last:
        return Screen(framed)
    pages = say(wording.SHELF_PAGE, first=first + 1, last=first + len(here), all=len(stories))
    earlier = button(wording.EARLIER, pack("shelf", "to", page - 1 if page else 0), disabled=page == 0)
    later = button(wording.LATER, pack("shelf", "on", page + 1), disabled=page == last)
    return Screen(framed, text(pages), row(earlier, later))


def _story(each: Spine) -> ui.Section[Any]:
    minutes, words = length_of(each.words)
    notes = (
        say(wording.SHELF_NOTES, notes=shortened(each.content_notes, 120))
        if each.content_notes
        else Markdown("")
    )
    title = say(wording.SHELF_STORY, title=shortened(each.title, TITLE), author=by(each.author))
    about = say(wording.SHELF_ABOUT, minutes=minutes, words=words, notes=notes)
    return ui.Section(text(title), text(about), accessory=button(wording.READ, pack("open", each.story_id)))

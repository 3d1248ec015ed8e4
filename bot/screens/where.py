"""A place, a length of time and a name (`bot.names`) in words."""

from bot.names import person as person
from bot.screens.screen import shortened
from bot.wording import (
    A_LITTLE_LEFT,
    BY,
    MINUTES,
    MINUTES_LEFT,
    PLACE_CHAPTER,
    PLACE_END,
    PLACE_PAGE,
    PLACE_PERCENT,
    PLACE_SCENE,
    PLACE_TITLE,
    PLACE_WITHIN,
    WORDS,
    Markdown,
    counted,
    say,
)
from story.outline import Where
from story.progress import minutes
from story.sheet import Sheet

TITLE = 60  # characters of a title in a small line, so that it leaves a phone's line to the place
AN_EVENING = 12 * 60 * 60 * 1_000  # milliseconds


def place_name(where: Where) -> Markdown:
    """ "chapter 2, scene 3", or “The Storm”, scene 3; of a story in one piece, how much of it lies before."""
    if where.percent == 100:
        return say(PLACE_END)
    scene = say(PLACE_SCENE, scene=where.scene) if where.scenes > 1 else ""
    if where.chapters == 1:
        return Markdown(scene or say(PLACE_PERCENT, percent=where.percent))
    title = shortened(where.chapter_title, TITLE)
    chapter = say(PLACE_TITLE, title=title) if title else say(PLACE_CHAPTER, chapter=where.chapter)
    return say(PLACE_WITHIN, place=chapter, within=scene) if scene else chapter


def page_name(sheet: Sheet) -> Markdown:
    """The place with its page: "scene 3, page 1 of 4"."""
    if sheet.is_end or sheet.pages < 2:
        return place_name(sheet.where)
    page = say(PLACE_PAGE, page=sheet.page, pages=sheet.pages)
    is_one_piece = sheet.where.chapters == 1 and sheet.where.scenes == 1
    return page if is_one_piece else say(PLACE_WITHIN, place=place_name(sheet.where), within=page)


def time_left(where: Where) -> Markdown:
    """Short, since it ends a line that should fit a phone."""
    return say(MINUTES_LEFT, minutes=where.minutes_left) if where.minutes_left else say(A_LITTLE_LEFT)


def length_of(words: int, language: str) -> tuple[str, str]:
    """A story's length: in minutes, which depend on its language, and in words."""
    return counted(minutes(words, language), *MINUTES), counted(words, *WORDS)


def by(author: str) -> Markdown:
    """ " by Ana Author", or nothing."""
    return say(BY, author=shortened(author, TITLE)) if author else Markdown("")


def moment(milliseconds: int, style: str) -> Markdown:
    """A time in the reader's own zone; the styles are Discord's: D a date, R how long ago."""
    return Markdown(f"<t:{milliseconds // 1000}:{style}>")


def ending(began: int, ended: int) -> Markdown:
    """When something was over: of an evening the time only, since the day stands with its beginning."""
    return moment(ended, "t" if ended - began < AN_EVENING else "f")


def message_link(server_id: int, channel_id: int, message_id: int) -> Markdown:
    return Markdown(f"https://discord.com/channels/{server_id}/{channel_id}/{message_id}")


def channel_link(server_id: int, channel_id: int) -> Markdown:
    return Markdown(f"https://discord.com/channels/{server_id}/{channel_id}")

"""The panel: a page of the story with its buttons; the closing card; and where the story is now."""

from collections.abc import Sequence

from bot import limits, wording, wording_notes
from bot.custom_id import pack
from bot.limits.components import TEXT
from bot.screens.footnotes import with_footnotes
from bot.screens.notes import margin
from bot.screens.pictures import NONE, Pictures, plated
from bot.screens.screen import (
    Part,
    Screen,
    box,
    button,
    drawn,
    menu,
    note,
    option,
    row,
    rule,
    shortened,
    text,
)
from bot.screens.where import TITLE, by, moment, page_name, time_left
from bot.wording import Markdown, plainly, say
from story.sheet import Sheet

OFFERED = 3  # stories on a closing card
NextUp = Sequence[tuple[str, str]]  # story id, title

MORE = (
    ("bookmark", wording.MORE_BOOKMARK),
    ("bookmarks", wording.MORE_BOOKMARKS),
    ("note", wording_notes.MORE_NOTE),
    ("stories", wording.MORE_STORIES),
    ("progress", wording.MORE_PROGRESS),
    ("help", wording.MORE_HELP),
)


@drawn
def panel(
    sheet: Sheet,
    reading_id: str,
    revision: int,
    *,
    recap: str = "",
    came_from: int | None = None,
    notes: int = 0,
    pictures: Pictures = NONE,
) -> Screen:
    """The current page with Back, Next, Contents, its notes if there are any, and a menu for the rest."""
    back = button(say(wording.BACK), pack("turn", "back", reading_id, revision), disabled=sheet.is_first)
    forth = button(say(wording.NEXT), pack("turn", "next", reading_id, revision), main=True)
    contents = button(say(wording.CONTENTS), pack("contents", reading_id))
    buttons = [back, forth, contents]
    if came_from is not None:
        buttons.append(button(say(wording.RETURN), pack("return", reading_id, came_from)))
    buttons.extend(margin(reading_id, revision, notes))
    page = page_parts(sheet, recap, pictures, (reading_id, revision))
    parts = (box(*page), row(*buttons), _more(reading_id, revision))
    return Screen(*parts, pictures=files_of(sheet, pictures), kept=pictures.kept)


def files_of(sheet: Sheet, pictures: Pictures) -> dict[str, bytes]:
    """Of the files at hand those that the page shows, each once."""
    return {
        each.picture: pictures.files[each.picture] for each in sheet.plates if each.picture in pictures.files
    }


@drawn
def retired(sheet: Sheet, pictures: Pictures = NONE) -> Screen:
    """A page that has been turned: what it showed, without buttons."""
    if sheet.is_end:
        return Screen(box(text(say(wording.THE_END))))
    framed = box(*page_parts(sheet, "", pictures))
    return Screen(framed, pictures=files_of(sheet, pictures), kept=pictures.kept)


def page_parts(
    sheet: Sheet, recap: str = "", pictures: Pictures = NONE, seen: tuple[str, int] | None = None
) -> list[Part]:
    """What a page shows, for the inside of its frame; with a reading's id and revision, the way to its footnotes."""
    head, foot = _head(sheet), _foot(sheet)
    shown = plated(sheet.markdown, sheet.plates, pictures)
    words = [part["content"] for part in shown if part["type"] == TEXT]
    before = _fitting(recap, head, *words, foot)
    opening = _opening(sheet, *words)
    parts = [
        text(line) for line in (opening, head if sheet.where.chapter_title or not opening else None) if line
    ]
    if before:
        parts.append(text(before))
    parts += shown
    if sheet.page == sheet.pages and sheet.where.scene < sheet.where.scenes:
        parts.append(text(say(wording.SCENE_BREAK)))
    return [*parts, rule(), with_footnotes(foot, sheet.footnotes, *seen) if seen else text(foot)]


def _opening(sheet: Sheet, *words: str) -> Markdown | None:
    """What the story is, above its first page, where a full page leaves room for it."""
    outline = sheet.outline
    if not sheet.is_first:
        return None
    notes = (
        say(wording.STORY_NOTES, notes=shortened(outline.content_notes, 120)) if outline.content_notes else ""
    )
    about = f"{by(outline.author)}{notes}".strip(" ·")
    title = say(wording.STORY_HEADING, title=shortened(outline.title, TITLE))
    lines = Markdown(f"{title}\n{say(wording.SMALL, line=Markdown(about))}" if about else title)
    others = "".join((_head(sheet), *words, _foot(sheet)))
    fits = len(lines) + len(others) <= limits.MAX_TEXT
    weighs = len((lines + others).encode()) + (5 + len(words)) * limits.WEIGHT_OF_A_TEXT
    return lines if fits and weighs <= limits.MAX_WEIGHT else None


def _head(sheet: Sheet) -> Markdown:
    where = sheet.where
    chapter = shortened(where.chapter_title, TITLE)
    if chapter and where.scene == 1 and sheet.page == 1:
        return say(wording.CHAPTER_HEADING, title=chapter)
    numbered = where.chapters > 1 and not chapter
    name = chapter or (plainly(wording.CHAPTER, number=where.chapter) if numbered else "")
    title = shortened(sheet.outline.title, TITLE)
    if not name:
        return say(wording.SMALL, line=say(wording.PAGE_HEAD_ALONE, title=title))
    return say(wording.SMALL, line=say(wording.PAGE_HEAD, title=title, place=name))


def _foot(sheet: Sheet) -> Markdown:
    where = sheet.where
    counts = {"page": sheet.page, "pages": sheet.pages, "scene": where.scene, "scenes": where.scenes}
    sentence = wording.PAGE_FOOT if where.scenes > 1 else wording.PAGE_FOOT_ONE
    line = say(sentence, **counts, percent=where.percent, left=time_left(where))
    return say(wording.SMALL, line=line)


def _fitting(recap: str, *others: str) -> Markdown | None:
    """The recap, shortened to what a full page leaves of Discord's limits; None where too little is left."""
    if not recap:
        return None
    taken = "".join(others)
    characters = limits.MAX_TEXT - len(taken) - 80
    weight = limits.MAX_WEIGHT - len(taken.encode()) - (4 + len(others)) * limits.WEIGHT_OF_A_TEXT - 80
    room = min(characters // 2, weight // 5)  # every character may need an escape
    if room < 60:
        return None
    line = say(wording.PREVIOUSLY, recap=shortened(recap, room))
    return say(wording.SMALL, line=line)


def _more(reading_id: str, revision: int) -> Part:
    offered = [option(say(label), value) for value, label in MORE]
    return menu(say(wording.MORE), pack("more", reading_id, revision), offered)


@drawn
def closing(
    sheet: Sheet,
    reading_id: str,
    revision: int,
    began: int,
    next_up: NextUp,
    *,
    came_from: int | None = None,
    notes: int = 0,
) -> Screen:
    """The end of a story is an end: what was read, what to read next, and the way back into it."""
    title = shortened(sheet.outline.title, TITLE)
    of = say(wording.THE_END_OF, title=title, author=by(sheet.outline.author), began=moment(began, "R"))
    say_next = [text(say(wording.READ_NEXT))] if next_up else [text(say(wording.NOTHING_NEXT))]
    opens = [
        row(
            button(shortened(plainly(wording.READ_STORY, title=title), 80), pack("open", story_id), main=True)
        )
        for story_id, title in next_up[:OFFERED]
    ]
    buttons = [
        button(say(wording.BACK), pack("turn", "back", reading_id, revision)),
        button(say(wording.START_AGAIN), pack("again", reading_id, revision)),
        button(say(wording.CONTENTS), pack("contents", reading_id)),
    ]
    if len(next_up) > OFFERED:
        buttons.append(button(say(wording.MORE_STORIES), pack("stories")))
    if came_from is not None:
        buttons.append(button(say(wording.RETURN), pack("return", reading_id, came_from)))
    beside = [row(each) for each in margin(reading_id, revision, notes)]
    return Screen(
        box(text(say(wording.THE_END)), text(of), rule(), *say_next, *opens), row(*buttons), *beside
    )


@drawn
def outdated(sheet: Sheet, link: Markdown | None) -> Screen:
    """For one person: somebody was faster than they."""
    sentence = say(wording.OUTDATED, place=page_name(sheet))
    where = say(wording.OUTDATED_LINK, link=link) if link else say(wording.OUTDATED_SOON)
    return note(f"{sentence} {where}")

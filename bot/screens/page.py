"""A page of the story as people see it, or hear it read aloud: what it is of, its words, and where that is."""

from bot import limits, wording
from bot.languages.hearing import is_plain
from bot.limits.components import TEXT
from bot.screens.footnotes import Asking, with_footnotes
from bot.screens.pictures import NONE, Pictures, plated
from bot.screens.screen import Part, rule, shortened, text
from bot.screens.where import TITLE, by, time_left
from bot.wording import Markdown, counted, plainly, say
from bot.wording import alone as wording_alone
from bot.wording import plain as wording_plain
from story.sheet import Sheet


def label(sentence: str) -> Markdown:
    """What is written on a button, in more words for who hears it without seeing where it stands."""
    return say(wording_plain.LABELS.get(sentence, sentence) if is_plain() else sentence)


def page_parts(
    sheet: Sheet,
    recap: str = "",
    pictures: Pictures = NONE,
    of: Asking | None = None,
    *,
    passing: bool = False,
    behind: int = 0,
) -> list[Part]:
    """What a page shows, for the inside of its frame; `of` is what asks for its footnotes, if anything does.

    One that is `passing`, in a message that Discord forgets, says how to have it again; and by how many minutes
    somebody is `behind` their server.
    """
    shown = plated(sheet.markdown, sheet.plates, pictures)
    words = [part["content"] for part in shown if part["type"] == TEXT]
    head = _head(sheet)
    foot = _foot(sheet, head, *words, passing=passing, behind=behind)
    before = _fitting(recap, head, *words, foot)
    opening = _opening(sheet, head, *words, foot)
    parts = [
        text(line) for line in (opening, head if sheet.where.chapter_title or not opening else None) if line
    ]
    if before:
        parts.append(text(before))
    parts += shown
    if sheet.page == sheet.pages and sheet.where.scene < sheet.where.scenes:
        sentence = wording_plain.SCENE_BREAK if is_plain() else wording.SCENE_BREAK
        parts.append(text(say(sentence, scene=sheet.where.scene)))
    return [*parts, rule(), with_footnotes(foot, sheet.footnotes, of)]


def _opening(sheet: Sheet, *others: str) -> Markdown | None:
    """What the story is, above its first page, where a full page leaves room for it."""
    outline = sheet.outline
    if not sheet.is_first:
        return None
    sentence = wording_plain.STORY_NOTES if is_plain() else wording.STORY_NOTES
    notes = say(sentence, notes=shortened(outline.content_notes, 120)) if outline.content_notes else ""
    about = f"{by(outline.author)}{notes}".strip(" ·").removeprefix(". ")
    title = say(wording.STORY_HEADING, title=shortened(outline.title, TITLE))
    lines = Markdown(f"{title}\n{say(wording.SMALL, line=Markdown(about))}" if about else title)
    return lines if _fits(lines, *others) else None


def _fits(*lines: str) -> bool:
    """Whether Discord takes them as one page."""
    together = "".join(lines)
    weight = len(together.encode()) + (3 + len(lines)) * limits.WEIGHT_OF_A_TEXT
    return len(together) <= limits.MAX_TEXT and weight <= limits.MAX_WEIGHT


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
    sentence = wording_plain.PAGE_HEAD if is_plain() else wording.PAGE_HEAD
    return say(wording.SMALL, line=say(sentence, title=title, place=name))


def _foot(sheet: Sheet, *others: str, passing: bool, behind: int) -> Markdown:
    where = sheet.where
    counts = {"page": sheet.page, "pages": sheet.pages, "scene": where.scene, "scenes": where.scenes}
    words = wording_plain if is_plain() else wording
    sentence = words.PAGE_FOOT if where.scenes > 1 else words.PAGE_FOOT_ONE
    line = say(wording.SMALL, line=say(sentence, **counts, percent=where.percent, left=time_left(where)))
    if behind:
        ahead = say(wording_alone.AHEAD_OF_YOU, minutes=counted(behind, *wording.MINUTES))
        line = Markdown(f"{line}\n{say(wording.SMALL, line=ahead)}")
    more = Markdown(f"{line}\n{say(wording.SMALL, line=say(wording_alone.ONLY_YOU))}")
    return more if passing and _fits(*others, more) else line


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

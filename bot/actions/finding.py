"""What people call a place: "chapter 3", "scene 2", "chapter 3, scene 2", "40%", a title, a bookmark's name."""

import re
from collections.abc import Sequence
from itertools import chain

from bot import wording
from bot.actions.refusals import Refusal
from bot.store.bookmarks import Bookmark
from story.outline import Outline
from story.places import Place

PERCENT = re.compile(r"(\d{1,6})\s*%")
NUMBERED = re.compile(r"(?:chapter\s*(\d{1,6}))?[\s,·]*(?:scene\s*(\d{1,6}))?", re.IGNORECASE)
CHOICE = re.compile(r"=([csb])(.+)", re.DOTALL)


def chapter_choice(chapter: int) -> str:
    """How a completed chapter (its ordinal) is told from typed words; so are scenes and bookmarks."""
    return f"=c{chapter}"


def scene_choice(ordinal: int) -> str:
    return f"=s{ordinal}"


def bookmark_choice(name: str) -> str:
    return f"=b{name}"


def find_place(
    outline: Outline, bookmarks: Sequence[Bookmark], wanted: str, here: Place, horizon: Place
) -> Place:
    """The place that is meant; titles beyond the horizon are not looked at. Raises Refusal where there is none."""
    words = wanted.strip()
    found = (
        _chosen(outline, bookmarks, words)
        or _bookmarked(bookmarks, words)
        or _titled(outline, words, horizon)
        or _percent(outline, words)
        or _numbered(outline, words, here)
    )
    if found is None:
        raise Refusal(wording.NO_SUCH_PLACE, place=words[:100])
    return outline.inside(found)


def _chosen(outline: Outline, bookmarks: Sequence[Bookmark], words: str) -> Place | None:
    match = CHOICE.fullmatch(words)
    if match is None:
        return None
    if match[1] == "b":
        return _bookmarked(bookmarks, match[2])
    if not match[2].isdecimal():
        return None
    ordinal = int(match[2])
    if match[1] == "c":
        return Place(outline.first_scene(ordinal), 0) if ordinal < len(outline.chapters) else None
    return Place(ordinal, 0) if ordinal < len(outline.scenes) else None


def _bookmarked(bookmarks: Sequence[Bookmark], name: str) -> Place | None:
    return next((each.place for each in bookmarks if each.name.casefold() == name.casefold()), None)


def _titled(outline: Outline, words: str, horizon: Place) -> Place | None:
    """A book that numbers its own chapters is taken at its word, also ahead: the number gives nothing away."""
    chapters = ((title, outline.first_scene(number)) for number, title in enumerate(outline.chapters))
    scenes = ((scene.title, number) for number, scene in enumerate(outline.scenes))
    is_number = NUMBERED.fullmatch(words) is not None
    for title, number in chain(chapters, scenes):
        if _is_called(title, words, is_number) and (is_number or Place(number, 0) <= horizon):
            return Place(number, 0)
    return None


def _is_called(title: str, words: str, is_number: bool) -> bool:
    title, words = title.casefold(), words.casefold()
    return words != "" and (
        title == words or (is_number and re.match(re.escape(words) + r"\b", title) is not None)
    )


def _percent(outline: Outline, words: str) -> Place | None:
    match = PERCENT.fullmatch(words)
    if match is None:
        return None
    if int(match[1]) > 100:
        raise Refusal(wording.NO_SUCH_PERCENT, number=int(match[1]))
    return outline.at_percent(int(match[1]))


def _numbered(outline: Outline, words: str, here: Place) -> Place | None:
    """A bare number is a chapter, if there are several; a scene is one of the chapter named, else of this one."""
    if words.isdecimal():
        words = f"chapter {words}" if len(outline.chapters) > 1 else f"scene {words}"
    match = NUMBERED.fullmatch(words[:40])
    if match is None or not (match[1] or match[2]):
        return None
    chapter = outline.chapter_at(here)
    if match[1]:
        chapter = _within(int(match[1]), len(outline.chapters), wording.NO_SUCH_CHAPTER)
    scenes = outline.scenes_of(chapter)
    scene = _within(int(match[2]), len(scenes), wording.NO_SUCH_SCENE) if match[2] else 0
    return Place(scenes[scene], 0)


def _within(number: int, last: int, sentence: str) -> int:
    if not 1 <= number <= last:
        raise Refusal(sentence, number=number, last=last)
    return number - 1

"""Contents, and the question before going further than anybody has read."""

from bot import wording
from bot.custom_id import pack
from bot.screens.screen import Screen, box, button, note, row, shortened, text
from bot.screens.where import TITLE, page_name, place_name
from bot.wording import Markdown, plainly, say
from story.outline import Outline
from story.places import Place
from story.sheet import Sheet

LINES = 30  # lines of contents on one message: a phone's screen


def contents(outline: Outline, place: Place, horizon: Place, reading_id: str, page: int | None) -> Screen:
    """Chapters and scenes with the current one marked; what lies beyond the horizon has no title.

    Without a page, the one with the current scene.
    """
    lines = list(_lines(outline, place, horizon))
    last = (len(lines) - 1) // LINES
    here = next((number for number, (_, current) in enumerate(lines) if current), 0) // LINES
    page = max(0, min(here if page is None else page, last))
    title = say(wording.CONTENTS_OF, title=shortened(outline.title, TITLE))
    listed = "\n".join(line for line, _ in lines[page * LINES : (page + 1) * LINES])
    foot = say(wording.CONTENTS_FOOT, percent=outline.percent(place))
    framed = box(text(title), text(listed), text(foot))
    if not last:
        return Screen(framed)
    earlier = button(wording.EARLIER, pack("contents", reading_id, page), disabled=page == 0)
    later = button(wording.LATER, pack("contents", reading_id, page + 2), disabled=page == last)
    return Screen(framed, row(earlier, later))


def _lines(outline: Outline, place: Place, horizon: Place) -> "list[tuple[str, bool]]":
    """Every line of the contents, and whether it is where the reading is."""
    lines = []
    for number, title in enumerate(outline.chapters):
        scenes = outline.scenes_of(number)
        reached = Place(scenes.start, 0) <= horizon
        here = place.scene in scenes
        alone = len(scenes) == 1 or not reached
        if len(outline.chapters) > 1 or title:
            lines.append(_marked(_chapter(number, title, reached), here and alone))
        if not alone or len(outline.chapters) == 1:
            lines += [
                _marked(_scene(outline, scenes, each), each == place.scene)
                for each in scenes
                if Place(each, 0) <= horizon
            ]
    return lines


def _marked(line: Markdown, here: bool) -> tuple[str, bool]:
    return (say(wording.CONTENTS_HERE, line=line) if here else line), here


def _chapter(number: int, title: str, reached: bool) -> Markdown:
    if not reached:
        return say(wording.CONTENTS_CHAPTER_AHEAD, number=Markdown(f"{number + 1}\\"))
    return say(wording.CONTENTS_CHAPTER, number=number + 1, title=shortened(title, TITLE) or "–")


def _scene(outline: Outline, scenes: range, ordinal: int) -> Markdown:
    title = outline.scenes[ordinal].title
    after = say(": {title}", title=shortened(title, TITLE)) if title else Markdown("")
    return say(wording.CONTENTS_SCENE, number=ordinal - scenes.start + 1, title=after)


def ahead(outline: Outline, place: Place, reading_id: str, revision: int) -> Screen:
    """For one person: that place is beyond the horizon; go all the same?"""
    sentence = say(wording.AHEAD, percent=outline.percent(place))
    go = button(wording.GO_ANYWAY, pack("go", reading_id, revision, place.scene, place.at))
    return Screen(text(sentence), row(go))


def gone(sheet: Sheet) -> Screen:
    """What becomes of that question once the story has gone there."""
    return note(say(wording.GOING, place=page_name(sheet)))


def choice_name(kind: str, outline: Outline, number: int, horizon: Place) -> str:
    """How /goto offers a chapter or scene (by ordinal): plain text, at most 100 characters."""
    if kind == "chapter":
        title = outline.chapters[number]
        if Place(outline.first_scene(number), 0) > horizon:
            return plainly(wording.GO_CHAPTER_AHEAD, number=number + 1)
        return shortened(plainly(wording.GO_CHAPTER, number=number + 1, title=title), 100)
    title = outline.scenes[number].title
    name = plainly(wording.GO_SCENE_TITLED if title else wording.GO_SCENE, number=number + 1, title=title)
    in_chapter = f" ({place_name(outline.where(Place(number, 0)))})" if len(outline.chapters) > 1 else ""
    return shortened(name, 100 - len(in_chapter)) + in_chapter

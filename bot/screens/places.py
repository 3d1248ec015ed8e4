"""Contents, and the question before going further than anybody has read."""

from bot import wording
from bot.custom_id import pack
from bot.languages.hearing import is_plain
from bot.screens.screen import Screen, box, button, drawn, leafing, note, parted, row, shortened, text
from bot.screens.where import TITLE, page_name
from bot.wording import Markdown, counted, plainly, say
from bot.wording import alone as wording_alone
from bot.wording import plain as wording_plain
from story.outline import Outline
from story.places import Place
from story.sheet import Sheet

LINES = 30  # lines of contents on one message: a phone's screen


@drawn
def contents(outline: Outline, place: Place, horizon: Place, reading_id: str, page: int | None) -> Screen:
    """Chapters and scenes with the current one marked; what lies beyond the horizon has no title.

    Without a page, the one with the current scene.
    """
    lines = _lines(outline, place, max(horizon, place))
    leaves = parted([line for line, _ in lines], LINES)
    marked = next((number for number, (_, current) in enumerate(lines) if current), 0)
    if page is None:
        page = next(number for number, leaf in enumerate(leaves) if marked in leaf)
    page = max(0, min(page, len(leaves) - 1))
    title = say(wording.CONTENTS_OF, title=shortened(outline.title, TITLE))
    listed = "\n".join(lines[number][0] for number in leaves[page])
    foot = say(wording.CONTENTS_FOOT, percent=outline.percent(place))
    framed = box(text(title), text(listed), text(foot))
    return Screen(framed, *leafing("leaf", reading_id, page=page, pages=len(leaves)))


def _lines(outline: Outline, place: Place, furthest: Place) -> list[tuple[str, bool]]:
    """Every line of the contents, and whether it is where the reading is."""
    lines = []
    reached = [n for n in range(len(outline.chapters)) if Place(outline.first_scene(n), 0) <= furthest]
    for number in reached:
        scenes = outline.scenes_of(number)
        is_one = len(scenes) == 1
        if len(outline.chapters) > 1 or outline.chapters[number] or is_one:
            name = chapter_name(number, outline.chapters[number], reached=True)
            line = say(wording.CONTENTS_CHAPTER, title=shortened(name, TITLE))
            lines.append(_marked(line, is_one and place.scene in scenes))
        if not is_one:
            shown = [each for each in scenes if Place(each, 0) <= furthest]
            lines += [_marked(_scene(outline, scenes, each), each == place.scene) for each in shown]
    ahead = _ahead(outline, len(reached), furthest)
    return [*lines, *([(ahead, False)] if ahead else [])]


def _marked(line: Markdown, here: bool) -> tuple[str, bool]:
    return (
        say(wording_plain.CONTENTS_HERE if is_plain() else wording.CONTENTS_HERE, line=line) if here else line
    ), here


def _scene(outline: Outline, scenes: range, ordinal: int) -> Markdown:
    title = outline.scenes[ordinal].title
    sentence = wording.GO_SCENE_TITLED if title else wording.GO_SCENE
    return say(sentence, number=ordinal - scenes.start + 1, title=shortened(title, TITLE))


def _ahead(outline: Outline, reached: int, furthest: Place) -> Markdown | None:
    chapters = len(outline.chapters) - reached
    scenes = sum(Place(each, 0) > furthest for each in range(len(outline.scenes)))
    sentence = wording_plain.CONTENTS_AHEAD if is_plain() else wording.CONTENTS_AHEAD
    if chapters:
        return say(sentence, ahead=counted(chapters, *wording.CHAPTERS))
    return say(sentence, ahead=counted(scenes, *wording.SCENES)) if scenes else None


@drawn
def ahead(outline: Outline, place: Place, reading_id: str, revision: int, *, alone: bool = False) -> Screen:
    """For one person: that place is beyond the horizon; go all the same?"""
    sentence = say(wording_alone.AHEAD if alone else wording.AHEAD, percent=outline.percent(place))
    go = button(say(wording.GO_ANYWAY), pack("go", reading_id, revision, place.scene, place.at))
    return Screen(text(sentence), row(go))


@drawn
def gone(sheet: Sheet) -> Screen:
    """What becomes of that question once the story has gone there."""
    return note(say(wording.GOING, place=page_name(sheet)))


# What /goto offers: plain text, since Discord shows no markdown in choices.


def chapter_name(number: int, title: str, *, reached: bool) -> str:
    """A chapter by its own title; one without by its number, counted from 1."""
    sentence = wording.CHAPTER if reached else wording.GO_CHAPTER_AHEAD
    return title or plainly(sentence, number=number + 1)


def scene_name(outline: Outline, ordinal: int) -> str:
    """A scene as it is counted in its chapter, with the chapter where there are several."""
    where = outline.where(Place(ordinal, 0))
    title = outline.scenes[ordinal].title
    sentence = wording.GO_SCENE_TITLED if title else wording.GO_SCENE
    name = shortened(plainly(sentence, number=where.scene, title=title), TITLE)
    if where.chapters == 1:
        return name
    chapter = shortened(
        chapter_name(where.chapter - 1, where.chapter_title, reached=True), 100 - len(name) - 3
    )
    return f"{chapter} · {name}"


def bookmark_name(name: str) -> str:
    return plainly(wording.GO_BOOKMARK, name=name)

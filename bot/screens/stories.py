"""The library: every story with where it comes from, one story's card, and the question before one leaves."""

from collections.abc import Sequence

from msgspec import Struct

from bot import wording
from bot.custom_id import pack
from bot.languages.hearing import is_plain, to_person
from bot.screens.form import Form, line
from bot.screens.known import Known, known_lines, summary_lines
from bot.screens.library import hidden_stories
from bot.screens.pictures import NONE, Pictures, beside_cover, illustrated
from bot.screens.progress import Standing
from bot.screens.screen import Part, Screen, box, button, drawn, leafing, note, parted, row, shortened, text
from bot.screens.where import TITLE, by, length_of, moment, person, place_name
from bot.wording import Markdown, counted, listed, say
from bot.wording import library as wording_library
from bot.wording import plain as wording_plain
from bot.wording.library import megabytes
from story.outline import Outline

SUMMARY = 900  # characters
LISTED = 12  # stories on one message
LONGEST_LINE, LONGEST_NOTES = 200, 4_000  # characters of a form's fields


class Entry(Struct, frozen=True):
    """What the list tells of a story; `origin` is one of the catalogue's."""

    title: str
    author: str
    words: int
    language: str
    origin: str


class Room(Struct, frozen=True):
    """How much of what a server may upload it has uploaded; bytes."""

    stories: int
    most_stories: int
    size: int
    most_size: int


class Told(Struct, frozen=True):
    """What is known of a story before it is read; `file` is the upload's name and bytes."""

    story_id: str
    origin: str
    known: Known
    file: tuple[str, int] | None
    cover: str = ""
    pictures: int = 0


@drawn
def library(
    stories: Sequence[Entry], removed: Sequence[str], room: Room, page: int, hidden: int = 0
) -> Screen:
    """A page of the library, counted from 0; `hidden` is how many more are not for this channel."""
    lines = [_entry(each) for each in stories]
    foot = say(
        wording_library.LIBRARY_FOOT,
        **{"stories": room.stories, "most": room.most_stories},
        **{"size": megabytes(room.size) if room.size else 0, "room": room.most_size // 1_000_000},
    )
    feet = [text(foot), *([text(_removed(removed))] if removed else [])]
    feet += [text(hidden_stories(hidden))] if hidden else []
    if not lines:
        return Screen(text(say(wording_library.LIBRARY_EMPTY)), *feet[1:])
    leaves = parted(lines, LISTED)
    page = max(0, min(page, len(leaves) - 1))
    listed = "\n".join(lines[number] for number in leaves[page])
    framed = box(text(say(wording_library.LIBRARY)), text(listed), *feet)
    return Screen(framed, *leafing("books", page=page, pages=len(leaves)))


def _entry(each: Entry) -> Markdown:
    minutes, words = length_of(each.words, each.language)
    about = {"minutes": minutes, "words": words, "origin": say(wording_library.ORIGINS[each.origin])}
    title = shortened(each.title, TITLE)
    return say(wording_library.LIBRARY_STORY, title=title, author=by(each.author), **about)


def _removed(titles: Sequence[str]) -> Markdown:
    named = [say(wording.PLACE_TITLE, title=shortened(each, 40)) for each in titles[:5]]
    return say(wording_library.LIBRARY_REMOVED, titles=listed(named))


@drawn
def card(outline: Outline, told: Told, pictures: Pictures = NONE) -> Screen:
    """A story's card: nothing of its text, no title of its chapters, and of its pictures only the cover."""
    read = row(button(say(wording.READ), pack("open", told.story_id), main=True))
    return Screen(_card(outline, told, pictures), read, pictures=pictures.files)


def _card(outline: Outline, told: Told, pictures: Pictures) -> Part:
    minutes, words = length_of(outline.words, outline.language)
    chapters = counted(len(outline.chapters), *wording.CHAPTERS)
    scenes = counted(len(outline.scenes), *wording.SCENES)
    title = say(wording_library.CARD, title=shortened(outline.title, 200), author=by(outline.author))
    counts = say(wording_library.CARD_COUNTS, minutes=minutes, words=words, chapters=chapters, scenes=scenes)
    shows = [illustrated(told.pictures)] if told.pictures else []
    lines = [counts, *shows, *known_lines(told.known), _origin(told)]
    summary = ["\n".join(lines) for lines in [summary_lines(told.known, SUMMARY)] if lines]
    return box(*beside_cover(told.cover, outline.title, pictures, title, *summary, "\n".join(lines)))


def _origin(told: Told) -> Markdown:
    origin = say(wording_library.ORIGINS[told.origin])
    if told.file is None:
        return say(wording_library.CARD_ORIGIN, origin=origin)
    name, size = told.file
    return say(wording_library.CARD_FILE, origin=origin, name=shortened(name, TITLE), size=megabytes(size))


@drawn
def removal(story_id: str, title: str, standing: Standing | None, alone: int) -> Screen:
    """Who is reading the story, and whether it is to go all the same."""
    lines = [say(wording_library.REMOVE_ASK, title=shortened(title, TITLE)), *_readers(standing, alone)]
    remove = button(say(wording_library.REMOVE), pack("remove", story_id), main=True)
    return Screen(
        text("\n".join(lines)), row(remove, button(say(wording_library.KEEP), pack("stays", story_id)))
    )


def _readers(standing: Standing | None, alone: int) -> list[Markdown]:
    lines = [_reader(standing)] if standing else []
    if alone:
        lines.append(say(wording_library.REMOVE_ALONE, people=counted(alone, *wording_library.PEOPLE)))
    return lines or [say(wording_library.REMOVE_NOBODY)]


def _reader(standing: Standing) -> Markdown:
    words = wording_plain if is_plain() else wording
    return say(
        wording_library.REMOVE_READ,
        place=place_name(standing.where),
        when=moment(standing.turned_at, "R"),
        who=person(standing.turned_by),
        link=say(words.PROGRESS_LINK, link=standing.link) if standing.link else "",
    )


@drawn
def removed(story_id: str, title: str, until: int, *, before: bool = False) -> Screen:
    """A story that has left, and the way back; `before`: it had left already."""
    sentence = wording_library.REMOVED_BEFORE if before else wording_library.REMOVED
    told = say(sentence, title=shortened(title, TITLE), until=moment(until, "f"))
    return Screen(text(told), row(button(say(wording_library.PUT_BACK), pack("restore", story_id))))


@drawn
def restored(title: str) -> Screen:
    return note(say(wording_library.RESTORED, title=shortened(title, TITLE)))


@drawn
def stays(title: str) -> Screen:
    return note(say(wording_library.KEPT, title=shortened(title, TITLE)))


@to_person()
def form(story_id: str, title: str, author: str, rating: str, content_notes: str) -> Form:
    """What is told of a story, to be told otherwise."""
    return Form(
        say(wording_library.EDIT),
        pack("edit", story_id),
        line("title", say(wording_library.EDIT_TITLE), title, LONGEST_LINE),
        line("author", say(wording_library.EDIT_AUTHOR), author, LONGEST_LINE),
        line(
            "rating",
            say(wording_library.EDIT_RATING),
            rating,
            LONGEST_LINE,
            hint=say(wording_library.EDIT_RATING_HINT),
        ),
        line("content_notes", say(wording_library.EDIT_NOTES), content_notes, LONGEST_NOTES, long=True),
    )


@drawn
def edited(outline: Outline, told: Told) -> Screen:
    """The card again, as it is told now."""
    return Screen(
        text(say(wording_library.EDITED, title=shortened(outline.title, TITLE))),
        _card(outline, told, NONE),
    )

"""The dry run of an import: what was made of a file, for the one who brought it, and what they can do with it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct

from bot import wording
from bot.custom_id import pack
from bot.languages.hearing import is_plain
from bot.screens.footnotes import beside
from bot.screens.known import known, known_lines, summary_lines
from bot.screens.pictures import Pictures, beside_cover, illustrated, plated
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
from bot.screens.where import TITLE, by, length_of, place_name
from bot.wording import Markdown, counted, listed, retold, say
from bot.wording import library as wording_library
from bot.wording import plain as wording_plain
from story.model import Story
from story.outline import Outline, Where
from story.pages import PageLength, paginate
from story.places import How

TOLD = 2_400  # code points, and 5,800 bytes, of what is told; the rest of the message is for the first page
TOLD_IN_BYTES = 5_800
SUMMARY = 300  # characters
MOST_LINES = 6  # of a list


class Replacing(Struct, frozen=True):
    """The story that would be replaced, and how each reading would move: from, to, and how it is found."""

    title: str
    removed: bool
    same: bool
    moves: Sequence[tuple[Where, Where, str]]


class Reading(Struct, frozen=True):
    """How a draft's file was read; encodings and rules by the names of the catalogue, `is_text`: it has one."""

    draft_id: str
    name: str
    encoding: str
    split: str
    is_text: bool


@drawn
def dry_run(
    read: Reading,
    story: Story,
    outline: Outline,
    replacing: Replacing | None,
    *,
    sample: bool,
    may_attach: bool = True,
) -> Screen:
    """Everything a manager needs to see whether the story reads as its author meant; `sample`: a page of it too.

    `may_attach`: its cover, and the page's pictures, can be shown.
    """
    title = say(wording_library.DRY_RUN, title=shortened(story.title, 100), author=by(story.author))
    private = say(wording_library.DRY_RUN_PRIVATE, name=shortened(read.name, TITLE))
    about = known(story)
    summary = summary_lines(about, SUMMARY) if sample else []  # one for adults is told only where they are
    counts = [*_counts(outline), *([illustrated(len(story.illustrations))] if story.illustrations else [])]
    lines = [*counts, *beside(story.scenes), *known_lines(about), *_lists(story)]
    lines += [*_replacing(replacing), *summary]
    told = "\n".join(_fitting(lines))
    page = paginate(story.scenes[0], PageLength.SHORT)[0]
    wanted = {story.cover, *(each.picture for each in page.plates)} if sample else set()
    files = {each.name: each.data for each in story.pictures if each.name in wanted}
    pictures = Pictures(files) if may_attach else Pictures(forbidden=True)
    first = [text(say(wording_library.DRY_RUN_SAMPLE)), *plated(page.markdown, page.plates, pictures)]
    shown = first if sample else [text(say(wording.MATURE))]
    head = beside_cover(story.cover, story.title, pictures, f"{title}\n{private}")
    framed = box(*head, text(told), rule(), *shown)
    return Screen(framed, row(*_answers(read, replacing)), *_menus(read), pictures=pictures.files)


@drawn
def unread(read: Reading, problem: str) -> Screen:
    """A draft that cannot be read the way that was picked; another can be."""
    sentence = say(wording_library.FILE_UNREADABLE, name=read.name, problem=retold(problem))
    return Screen(
        text(sentence),
        row(button(say(wording_library.DISCARD), pack("discard", read.draft_id))),
        *_menus(read),
    )


def _counts(outline: Outline) -> list[Markdown]:
    minutes, words = length_of(outline.words, outline.language)
    chapters = counted(len(outline.chapters), *wording.CHAPTERS)
    scenes = counted(len(outline.scenes), *wording.SCENES)
    counts = say(
        wording_library.DRY_RUN_COUNTS, chapters=chapters, scenes=scenes, words=words, minutes=minutes
    )
    longest = counted(max(scene.words for scene in outline.scenes), *wording.WORDS)
    return [counts, say(wording_library.DRY_RUN_LONGEST, words=longest)]


def _lists(story: Story) -> list[Markdown]:
    lists = (
        (wording_library.DRY_RUN_WARNINGS, story.warnings),
        (wording_library.DRY_RUN_LEFT_OUT, story.dropped),
    )
    return [say(sentence, lines=_listed(each)) for sentence, each in lists if each]


def _listed(sentences: Iterable[str]) -> Markdown:
    lines = [say(wording_library.DRY_RUN_LINE, line=retold(each)) for each in sentences]
    more = len(lines) - MOST_LINES
    rest = [say(wording_library.DRY_RUN_MOVES_MORE, count=more)] if more > 0 else []
    return Markdown("\n".join([*lines[:MOST_LINES], *rest]))


def _replacing(replacing: Replacing | None) -> list[Markdown]:
    if replacing is None:
        return []
    sentence = wording_library.DRY_RUN_RETURNS if replacing.removed else wording_library.DRY_RUN_REPLACES
    lines = [say(sentence, title=shortened(replacing.title, TITLE))]
    if replacing.same:
        lines.append(say(wording_library.DRY_RUN_SAME))
    moves = [
        say(
            wording_plain.DRY_RUN_MOVES if is_plain() else wording_library.DRY_RUN_MOVES,
            old=place_name(old),
            new=place_name(new),
            how=say(wording_library.HOW_FOUND[how]),
        )
        for old, new, how in replacing.moves[:MOST_LINES]
    ]
    if len(replacing.moves) > MOST_LINES:
        moves.append(say(wording_library.DRY_RUN_MOVES_MORE, count=len(replacing.moves) - MOST_LINES))
    return [*lines, *(moves or [say(wording_library.DRY_RUN_NOBODY)])]


def _fitting(lines: Sequence[str]) -> list[str]:
    """The lines from the first on that leave room for the first page."""
    sizes = accumulate(len(line) + 1 for line in lines)
    weights = accumulate(len(line.encode()) + 1 for line in lines)
    room = zip(lines, sizes, weights, strict=True)
    return [line for line, size, weight in room if size <= TOLD and weight <= TOLD_IN_BYTES]


def _answers(read: Reading, replacing: Replacing | None) -> list[Part]:
    main = wording_library.REPLACE_STORY if replacing else wording_library.ADD_TO_LIBRARY
    buttons = [button(say(main), pack("accept", "as", read.draft_id), main=True)]
    if replacing:
        buttons.append(button(say(wording_library.ADD_AS_ANOTHER), pack("accept", "new", read.draft_id)))
    return [*buttons, button(say(wording_library.DISCARD), pack("discard", read.draft_id))]


def _menus(read: Reading) -> list[Part]:
    """A file that tells its own encoding has no menu for it."""
    splits = _options(wording_library.SPLITS, read.split)
    menus = [menu(say(wording_library.WRONG_SCENES), pack("split", read.draft_id), splits)]
    if read.is_text:
        encodings = _options(wording_library.ENCODINGS, read.encoding)
        menus.append(menu(say(wording_library.WRONG_LETTERS), pack("encoding", read.draft_id), encodings))
    return menus


def _options(names: Mapping[str, str], chosen: str) -> list[Part]:
    """What was found out needs no mark: the menu then shows what it is for."""
    marked = chosen if chosen != "auto" else ""
    return [option(say(label), name, chosen=name == marked) for name, label in names.items()]


@drawn
def reading_file(name: str) -> Screen:
    return note(say(wording_library.READING_FILE, name=shortened(name, TITLE)))


@drawn
def discarded(name: str) -> Screen:
    return note(say(wording_library.DISCARDED, name=shortened(name, TITLE)))


@drawn
def accepted(story_id: str, title: str, moved: Mapping[How, int], *, is_new: bool) -> Screen:
    """What has changed, and how to undo it."""
    sentence = wording_library.ADDED if is_new else wording_library.REPLACED
    lines: list[str] = [say(sentence, title=shortened(title, TITLE))]
    if moved:
        ways = [
            say(wording_library.MOVED_HOW, count=n, how=say(wording_library.HOW_FOUND[how]))
            for how, n in moved.items()
        ]
        lines.append(say(wording_library.ADDED_MOVED, moved=listed(ways)))
    remove = button(say(wording_library.REMOVE), pack("removal", story_id))
    opens = button(say(wording.READ), pack("open", story_id), main=True)
    return Screen(text("\n".join(lines)), row(opens, remove))

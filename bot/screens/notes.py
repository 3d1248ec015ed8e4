"""Margin notes, as they are listed and written."""

from collections.abc import Sequence

from msgspec import Struct

from bot.custom_id import pack
from bot.languages.hearing import to_person
from bot.screens.form import Form, line
from bot.screens.screen import Part, Screen, box, button, drawn, leafing, note, parted, row, shortened, text
from bot.screens.where import TITLE, message_link, person, place_name
from bot.wording import Markdown, counted, say
from bot.wording import notes as wording_notes
from story.outline import Outline, Where
from story.places import Place

LISTED = 10  # notes on one message
LONGEST = 1_000  # characters of a note
SHORT = 80  # characters of one that a sentence quotes


class Jotting(Struct, frozen=True):
    """A note to show; `source` is the server, channel and message it was said in, if it was."""

    words: str
    who: int
    place: Place
    source: tuple[int, int, int] | None


def margin(reader_id: str, number: int, count: int) -> list[Part]:
    """The way to a page's notes, where it has any; `number` is the revision or the post that shows the page."""
    label = counted(count, *wording_notes.NOTES)
    return [button(label, pack("notes", "of", reader_id, number, 0))] if count else []


@drawn
def pinned(where: Where) -> Screen:
    return note(say(wording_notes.NOTE_PINNED, place=place_name(where)))


@drawn
def removed(words: str) -> Screen:
    return note(say(wording_notes.NOTE_GONE, words=words))


@drawn
def taken_off(who: int, words: str) -> Screen:
    """For all who have seen the report."""
    return Screen(text(say(wording_notes.NOTE_TAKEN_OFF, who=person(who), words=shortened(words, SHORT))))


@to_person()
def note_form(reading_id: str, revision: int) -> Form:
    """Where a note is written to the page that was seen."""
    field = line(
        "words", say(wording_notes.NOTE_FIELD), "", LONGEST, hint=say(wording_notes.NOTE_HINT), long=True
    )
    return Form(say(wording_notes.NOTE_FORM), pack("note", reading_id, revision), field)


@drawn
def on_page(outline: Outline, reading_id: str, revision: int, notes: Sequence[Jotting], page: int) -> Screen:
    """The notes of one page of the story; `page` counts those of the list, from 0."""
    write = row(button(say(wording_notes.WRITE_NOTE), pack("write-note", reading_id, revision)))
    if not notes:
        return Screen(text(say(wording_notes.NOTES_NONE_HERE)), write)
    title = say(wording_notes.NOTES_HERE)
    return _listed(title, outline, notes, page, ("notes", reading_id, revision), write)


@drawn
def notes(outline: Outline, reading_id: str, notes: Sequence[Jotting], page: int) -> Screen:
    """All notes a reader has come to."""
    if not notes:
        return note(say(wording_notes.NOTES_NONE))
    title = say(wording_notes.NOTES_OF, title=shortened(outline.title, TITLE))
    return _listed(title, outline, notes, page, ("all-notes", reading_id))


@drawn
def _listed(
    title: str, outline: Outline, notes: Sequence[Jotting], page: int, leaf: tuple[object, ...], *below: Part
) -> Screen:
    shown = [_shown(outline, each) for each in notes]
    leaves = parted(shown, LISTED)
    page = max(0, min(page, len(leaves) - 1))
    listed = "\n\n".join(shown[number] for number in leaves[page])
    leafs = leafing(str(leaf[0]), *leaf[1:], page=page, pages=len(leaves))
    return Screen(box(text(title), text(listed)), *leafs, *below)


def _shown(outline: Outline, jotting: Jotting) -> Markdown:
    """Every line quoted, so that a note cannot look like anything but a note."""
    quoted = "\n".join(f"> {say('{line}', line=each)}" for each in jotting.words.splitlines() if each.strip())
    about = {"who": person(jotting.who), "place": place_name(outline.where(jotting.place))}
    if jotting.source is None:
        return Markdown(f"{quoted}\n{say(wording_notes.NOTE_BY, **about)}")
    return Markdown(
        f"{quoted}\n{say(wording_notes.NOTE_BY_LINK, **about, link=message_link(*jotting.source))}"
    )

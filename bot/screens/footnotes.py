"""The footnotes of a page, as they are told to whoever asks."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.custom_id import pack
from bot.screens.screen import Part, Screen, box, button, drawn, leafing, note, parted, section, text
from bot.wording import Markdown, counted, listed, say
from bot.wording import footnotes as wording_footnotes
from story.model import Footnote, Kind, Scene
from story.pages import PageLength, paginate
from story.places import Place

LISTED = 12  # parts of footnotes on one message
_BESIDE_A_MARK = (Kind.PARAGRAPH, Kind.VERSE)


class Asking(Struct, frozen=True):
    """What a button under a page asks for: what it does, and the ids and numbers of the page that is meant."""

    does: str
    ids: tuple[str | int, ...]


def of_reading(reading_id: str, revision: int) -> Asking:
    """The footnotes of the page that a reading showed at a revision."""
    return Asking("footnotes", (reading_id, revision))


def of_group(readalong_id: str, place: Place) -> Asking:
    """The footnotes of a read-along's page."""
    return Asking("group-footnotes", (readalong_id, place.scene, place.at))


@drawn
def footnotes(told: Sequence[Footnote], of: Asking, page: int) -> Screen:
    """The footnotes of one page of the story; `page` counts those of the list, from 0."""
    parts = [part for each in told for part in _parts(each)]
    if not parts:
        return note(say(wording_footnotes.FOOTNOTES_NONE))
    leaves = parted(parts, LISTED)
    page = max(0, min(page, len(leaves) - 1))
    shown = "\n\n".join(parts[number] for number in leaves[page])
    leafs = leafing(of.does, *of.ids, page=page, pages=len(leaves))
    return Screen(box(text(say(wording_footnotes.FOOTNOTES_HERE)), text(shown)), *leafs)


def _parts(each: Footnote) -> Iterator[Markdown]:
    """A footnote with its mark or title, a long one in several parts."""
    first, *more = [Markdown(page.markdown) for page in paginate(Scene(each.blocks), PageLength.SHORT)]
    if each.mark and each.blocks[0].kind in _BESIDE_A_MARK:
        yield say(wording_footnotes.FOOTNOTE_MARK, mark=each.mark, words=first)
    else:
        title = each.mark or each.title or say(wording_footnotes.AUTHORS_NOTE)
        yield say(wording_footnotes.FOOTNOTE_TITLE, title=title, words=first)
    yield from more


def with_footnotes(foot: Markdown, told: Sequence[Footnote], of: Asking | None) -> Part:
    """The line under a page, with the way to its footnotes where there are any."""
    if not told or not of:
        return text(foot)
    pair = wording_footnotes.FOOTNOTES if any(each.mark for each in told) else wording_footnotes.AUTHORS_NOTES
    opens = button(counted(len(told), *pair), pack(of.does, "of", *of.ids, 0))
    return section(foot, press=opens)


def beside(scenes: Sequence[Scene]) -> list[Markdown]:
    """How many footnotes and authors' notes a story has, where it has any."""
    marked = [bool(each.mark) for scene in scenes for each in scene.footnotes]
    counts = (
        (sum(marked), wording_footnotes.FOOTNOTES),
        (len(marked) - sum(marked), wording_footnotes.AUTHORS_NOTES),
    )
    told = [Markdown(counted(count, *pair)) for count, pair in counts if count]
    return [say(wording_footnotes.DRY_RUN_BESIDE, notes=listed(told))] if told else []

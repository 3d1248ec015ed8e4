"""What was found in the story: quotes with the words in bold, each with a button that goes there."""

from collections.abc import Sequence

from bot import wording
from bot.custom_id import pack
from bot.screens.screen import Screen, box, button, drawn, note, row, section, shortened, text
from bot.screens.where import TITLE, place_name
from bot.wording import Markdown, say
from bot.wording import alone as wording_alone
from story.discord_markdown import render
from story.model import Block
from story.outline import Outline
from story.places import Place

Hits = Sequence[tuple[Place, Block]]


@drawn
def found(
    outline: Outline,
    reading_id: str,
    revision: int,
    typed: str,
    hits: Hits,
    *,
    earlier: bool,
    later: bool,
    alone: bool = False,
) -> Screen:
    """The hits as they are given; Earlier and Later carry the words and the place they go on from."""
    if not hits:
        return note(say(wording.FOUND_NO_MORE))
    title = say(wording.FOUND_IN, text=typed, title=shortened(outline.title, TITLE))
    sections = [
        section(
            _told(outline, place, quote),
            press=button(say(wording.GO), pack("go", reading_id, revision, place.scene, place.at)),
        )
        for place, quote in hits
    ]
    framed = box(text(title), *sections, text(say(wording_alone.FOUND_FOOT if alone else wording.FOUND_FOOT)))
    if not earlier and not later:
        return Screen(framed)
    places = [place for place, _ in hits]
    before, after = min(places), max(places)
    return Screen(
        framed,
        row(
            button(
                say(wording.EARLIER),
                pack("find", "earlier", reading_id, before.scene, before.at, typed),
                disabled=not earlier,
            ),
            button(
                say(wording.LATER),
                pack("find", "later", reading_id, after.scene, after.at, typed),
                disabled=not later,
            ),
        ),
    )


def _told(outline: Outline, place: Place, quote: Block) -> Markdown:
    where = say(wording.FOUND_AT, place=place_name(outline.where(place)))
    return Markdown(f"{render(quote, 0, len(quote.text))}\n{where}")

"""The fullest pages, in plain text and in a message that Discord forgets, in every language: Discord takes them."""

from itertools import product

import pytest

from bot.actions.desk import Desk
from bot.actions.request import Request
from bot.languages.catalogue import language, tags
from bot.languages.hearing import speaking
from bot.screens.reading import Audience, panel, retired
from bot.store import library
from bot.store.database import Transaction
from story.pages import PageLength
from story.places import Place
from story.sheet import Sheet
from tests.actions.conftest import Salon, story

FULL = {
    "dense": "x" * 6_000,
    "escaped": "*_`~|>" * 1_000,
    "wide": "言葉" * 3_000,
    "wider": "𠮷🖋" * 3_000,
    "right to left": "مرحبا بالعالم " * 500,
    "words": "a lamp and a ferry, " * 400,
}


@pytest.mark.parametrize("kind", FULL)
async def test_the_fullest_page_fits(salon: Salon, kind: str) -> None:
    words = FULL[kind]
    salon.brings("full.txt", story(*[f"# {words[:300]}\n\n{words}"] * 3, title=words[:190]))
    await salon.refreshes()
    for length in PageLength:
        for sheet in await salon.asks(first_pages, length):
            for tag, plain in product(("en", *tags()), (True, False)):
                with speaking(language(tag), plain=plain):
                    drawn_for_all(sheet, words)


async def first_pages(tx: Transaction, desk: Desk, request: Request, length: PageLength) -> list[Sheet]:
    """The only story's first six pages of a length."""
    (story,) = await library.shelf(tx, request.server_id)
    desk, place = desk.cut(length), Place(0, 0)
    found: list[Sheet] = []
    while len(found) < 6:
        sheet = await desk.sheet(tx, story.edition_id, place)
        if sheet.is_end:
            break
        found.append(sheet)
        place = await desk.page_after(tx, story.edition_id, place) or place
    assert found
    return found


def drawn_for_all(sheet: Sheet, words: str) -> None:
    """A page with everything that may stand around it; a screen that Discord would refuse raises Unshowable."""
    about = (sheet, "r" * 13, 12_345)
    for audience in Audience:
        panel(
            *about, recap=words[:400], came_from=12, notes=99, audience=audience, behind=1_234
        ).to_components()
    retired(sheet).to_components()

"""Uploads are read again when the importer has grown, once, and nothing that was told of them or read is lost."""

from bot.actions import library as folders
from bot.actions import reading, stories, telling
from bot.actions.reading import Way
from bot.actions.rereading import reread_uploads
from bot.store import installation, uploads
from bot.store.database import Transaction
from tests.actions.conftest import SERVER, Salon
from tests.actions.test_uploads import accepts, drafts
from tests.story.pages_made import PROSE, packed_book, xhtml
from tests.story.pictures_made import BLUE, RED


def book(*images: bytes) -> bytes:
    """A chapter of several pages, with pictures at its beginning."""
    files = {f"{at}.png": data for at, data in enumerate(images)}
    shown = "".join(f'<img src="{name}" alt="A lamp"/>' for name in files)
    return packed_book({"a.xhtml": xhtml(f"<h1>One</h1>{shown}" + f"<p>{PROSE}</p>" * 20)}, extra=files)


async def all_pictures(tx: Transaction) -> list[str]:
    return [row[0] for row in await tx.all("SELECT name FROM picture")]


async def test_an_upload_is_read_again_and_keeps_its_places_and_what_was_told(salon: Salon) -> None:
    await accepts(salon, await drafts(salon, "lamp.epub", book(RED)))
    shelf = await salon.asks(stories.own)
    said = {"title": "The *Lamp*", "author": "", "rating": "", "content_notes": ""}
    file, told = await salon.asks(telling.say, shelf[0].story_id, said)
    await salon.asks(telling.retell, file, (await drafts(salon, "x.epub", book(RED))).story, told)
    await salon.asks(reading.read, None)
    page = await salon.asks(reading.turn, Way.NEXT)
    await imported_by_older(salon)
    lines = await reread_uploads(salon.store, lambda: salon.now)
    assert lines == ["read “The *Lamp*” again, which was uploaded to a server"]
    (shown,) = await salon.store.read(all_pictures)
    assert shown.endswith(".png")
    again = await salon.asks(reading.read, None)
    assert (again.sheet.place, again.sheet.outline.title) == (page.sheet.place, "The *Lamp*")
    assert await reread_uploads(salon.store, lambda: salon.now) == [], "once"


async def imported_by_older(salon: Salon) -> None:
    """The source is another importer's; the importer that was kept is another."""

    async def older(tx: Transaction) -> None:
        await installation.put(tx, "importer", "0")
        await tx.run("UPDATE story SET source = 'older'")

    await salon.store.write(older)


async def test_what_was_read_before_a_kill_is_not_read_twice(salon: Salon) -> None:
    await accepts(salon, await drafts(salon, "lamp.epub", book(RED)))
    await salon.store.write(installation.put, "importer", "0")
    assert await reread_uploads(salon.store, lambda: salon.now) == []


async def test_one_that_cannot_be_read_any_more_stays(salon: Salon) -> None:
    await accepts(salon, await drafts(salon, "lamp.epub", book(RED)))
    await imported_by_older(salon)

    async def damage(tx: Transaction) -> None:
        await tx.run("UPDATE upload SET data = ?", b"\x00\x01")

    await salon.store.write(damage)
    assert await reread_uploads(salon.store, lambda: salon.now) == []
    assert len(await salon.asks(stories.own)) == 1


async def test_pictures_are_kept_once_counted_and_forgotten(salon: Salon) -> None:
    first = await drafts(salon, "one.epub", book(RED, BLUE))
    await accepts(salon, first)
    await accepts(salon, await drafts(salon, "two.epub", book(RED)))
    assert len(await salon.store.read(all_pictures)) == 2
    used = await salon.store.read(uploads.usage, SERVER)
    files = sum(len(book(*images)) for images in ((RED, BLUE), (RED,)))
    assert used.size == files + 2 * len(RED) + len(BLUE)
    corrected = await drafts(salon, "one.epub", book(RED))
    await accepts(salon, corrected)
    assert len(await salon.store.read(all_pictures)) == 1, "what no edition shows is gone"
    for each in await salon.asks(stories.own):
        await salon.asks(stories.remove, each.story_id)
    salon.now += folders.UNDO + 60_000
    await salon.refreshes()
    assert await salon.store.read(all_pictures) == []

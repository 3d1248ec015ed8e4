"""Drafts and uploads: what there is room for, how long things are kept, and whose they are."""

from typing import Any

import pytest
from msgspec.structs import replace

from bot.actions import reading, stories, telling, uploads
from bot.actions.library import UNDO
from bot.actions.refusals import Refusal
from bot.actions.uploads import DRAFT_LIVES, MOST_BYTES, MOST_DRAFTS, MOST_STORIES, Accepted, DryRun
from bot.store.database import Transaction
from story.importing import read_story
from story.split import Split
from tests.actions.conftest import SERVER, Salon, scene, story

OTHER = SERVER + 1


def tale(title: str = "The Tale") -> bytes:
    return story(scene("one"), scene("two"), title=title).encode()


async def drafts(
    salon: Salon, name: str, data: bytes, server: int = SERVER, wanted: str | None = None
) -> DryRun:
    """A file that waits to be accepted."""
    replaces = await salon.asks(uploads.bring, name, len(data), wanted, server=server)
    dry: DryRun = await salon.asks(uploads.keep, name, data, replaces, read_story(data, name), server=server)
    return dry


async def accepts(salon: Salon, dry: DryRun, server: int = SERVER) -> Accepted:
    request = salon.request(server=server)
    accepted: Accepted = await salon.store.write(
        uploads.accept, salon.desk, request, dry.draft, dry.story, as_new=False
    )
    return accepted


async def adds(salon: Salon, name: str, data: bytes, server: int = SERVER) -> Accepted:
    return await accepts(salon, await drafts(salon, name, data, server), server)


async def test_a_server_has_so_many_stories_and_no_more(salon: Salon) -> None:
    small = b"A very short tale, told once.\n"
    for number in range(MOST_STORIES):
        await adds(salon, f"{number}.txt", small)
    with pytest.raises(Refusal, match="more are not possible"):
        await drafts(salon, "one more.txt", small)
    assert (await drafts(salon, "7.txt", small + b"Corrected.")).replaced, "a correction takes no room"
    await adds(salon, "elsewhere.txt", small, OTHER)
    listed = await salon.asks(stories.listed)
    await salon.asks(stories.remove, listed.stories[0].story_id)
    await adds(salon, "one more.txt", small)
    with pytest.raises(Refusal, match="more are not possible"):
        await salon.asks(uploads.restore, listed.stories[0].story_id)


async def test_a_server_has_so_many_bytes_and_no_more(salon: Salon) -> None:
    await adds(salon, "tale.txt", tale())
    await salon.asks(uploads.bring, "b.txt", MOST_BYTES - len(tale()), None)
    with pytest.raises(Refusal, match="are left"):
        await salon.asks(uploads.bring, "b.txt", MOST_BYTES - len(tale()) + 1, None)
    await salon.asks(uploads.bring, "tale.txt", MOST_BYTES, None)


async def test_what_was_removed_waits_for_its_day_and_takes_room(salon: Salon) -> None:
    small = b"A very short tale, told once.\n"
    for number in range(2 * MOST_STORIES):
        done = await adds(salon, f"{number}.txt", small)
        await salon.asks(stories.remove, done.story_id)
    with pytest.raises(Refusal, match="removed here within the last day"):
        await drafts(salon, "one more.txt", small)
    salon.now += UNDO
    await salon.refreshes()
    await adds(salon, "one more.txt", small)
    assert len((await salon.asks(stories.listed)).stories) == 1


async def test_a_story_is_gone_for_good_after_its_day(salon: Salon) -> None:
    done = await adds(salon, "tale.txt", tale())
    await salon.sees(await salon.asks(reading.read, None))
    await salon.asks(stories.remove, done.story_id)
    salon.now += UNDO - 10 * 60_000
    await salon.asks(uploads.restore, done.story_id)
    await salon.asks(stories.remove, done.story_id)
    salon.now += UNDO + 1
    with pytest.raises(Refusal, match="gone for good"):
        await salon.asks(uploads.restore, done.story_id)
    page = await salon.asks(reading.read, None) if (await adds(salon, "tale.txt", tale())) else None
    assert page and page.revision == 1, "its readings are gone with it"


async def test_a_removed_story_s_readings_come_back_with_its_file(salon: Salon) -> None:
    done = await adds(salon, "tale.txt", tale())
    seen = await salon.sees(await salon.asks(reading.read, None))
    there = await salon.asks(reading.turn, reading.Way.NEXT, seen)
    await salon.sees(there)
    await salon.asks(stories.remove, done.story_id)
    dry = await drafts(salon, "tale.txt", tale())
    assert dry.replaced and dry.replaced.removed and dry.replaced.same
    await accepts(salon, dry)
    assert (await salon.asks(reading.read, None)).sheet.place == there.sheet.place


async def test_drafts_are_few_and_short_lived(salon: Salon) -> None:
    kept = [await drafts(salon, f"{number}.txt", tale()) for number in range(MOST_DRAFTS + 1)]
    with pytest.raises(Refusal, match="is gone"):
        await salon.asks(uploads.draft, kept[0].draft.draft_id)
    await salon.asks(uploads.draft, kept[1].draft.draft_id)
    salon.now += DRAFT_LIVES
    with pytest.raises(Refusal, match="is gone"):
        await accepts(salon, kept[-1])
    await drafts(salon, "new.txt", tale(), OTHER)
    rows = await salon.store.read(_drafts)
    assert rows == 1, "old ones are swept in every server"


async def _drafts(tx: Transaction) -> int:
    row = await tx.one("SELECT COUNT(*) FROM draft")
    return int(row[0]) if row else 0


async def test_a_draft_that_was_read_another_way_meanwhile_is_not_accepted(salon: Salon) -> None:
    dry = await drafts(salon, "tale.txt", tale())
    another = replace(dry.draft, split=Split.NONE)
    again = await salon.asks(uploads.read_again, another, read_story(tale(), "t", split=Split.NONE))
    assert len(again.outline.scenes) == 1
    with pytest.raises(Refusal, match="changed this meanwhile"):
        await accepts(salon, dry)
    await accepts(salon, again)


async def test_servers_are_walls(salon: Salon) -> None:
    dry = await drafts(salon, "tale.txt", tale())
    action: Any
    for action in (uploads.draft, uploads.discard):
        with pytest.raises(Refusal, match="is gone"):
            await salon.asks(action, dry.draft.draft_id, server=OTHER)
    with pytest.raises(Refusal, match="is gone"):
        await salon.asks(uploads.read_again, dry.draft, dry.story, server=OTHER)
    with pytest.raises(Refusal, match="is gone"):
        await accepts(salon, dry, OTHER)
    done = await accepts(salon, dry)
    for action in (stories.remove, uploads.restore):
        with pytest.raises(Refusal, match="gone for good"):
            await salon.asks(action, done.story_id, server=OTHER)
    for action in (stories.card, stories.to_remove, telling.editable):
        with pytest.raises(Refusal, match="no story called"):
            await salon.asks(action, done.story_id, server=OTHER)
    with pytest.raises(Refusal, match="left the library"):
        await salon.asks(telling.say, done.story_id, {"title": "Mine"}, server=OTHER)
    with pytest.raises(Refusal, match="no story called"):
        await salon.asks(uploads.bring, "tale.txt", 10, done.story_id, server=OTHER)
    assert (await drafts(salon, "tale.txt", tale(), OTHER)).replaced is None
    assert (await salon.asks(stories.listed, server=OTHER)).stories == ()


async def test_only_what_differs_is_told_instead_of_the_file(salon: Salon) -> None:
    done = await adds(salon, "tale.txt", tale())
    file, told = await salon.asks(telling.say, done.story_id, {"title": " ", "author": "Ana"})
    assert told == '{"author": "Ana"}'
    await salon.asks(telling.retell, file, read_story(file.data, file.name), told)
    card = await salon.asks(stories.card, "tale")
    assert (card.about.title, card.about.author) == ("The Tale", "Ana")
    assert await salon.store.read(_editions) == 1, "the edition before is forgotten"


async def _editions(tx: Transaction) -> int:
    row = await tx.one("SELECT COUNT(*) FROM edition")
    return int(row[0]) if row else 0

"""Where a server's readings stand, and from that, what to type next."""

from msgspec import Struct

from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.meant import meant
from bot.actions.request import Request
from bot.store import library, panels, reading
from bot.store.database import Transaction
from bot.store.panels import Panel
from bot.store.reading import Reading
from story.outline import Outline, Where


class Progress(Struct, frozen=True):
    """One reading's standing; `panel` is the message that showed it last."""

    outline: Outline
    where: Where
    reading: Reading
    panel: Panel | None


async def progress(tx: Transaction, desk: Desk, request: Request) -> list[Progress]:
    """Every reading whose story is still there and may be told of here, the one turned last first.

    The server's own, and then what the person who asks reads alone.
    """
    found = []
    together = await reading.of_server(tx, request.server_id) if request.server_id else []
    for each in together + await reading.all_alone(tx, request.server_id, request.person_id):
        if not each.removed and ages.may_read(request, each.rating):
            found.append(await progress_of(tx, desk, each))
    return found


async def progress_of(tx: Transaction, desk: Desk, found: Reading) -> Progress:
    """One reading's standing."""
    outline = await desk.outline(tx, found.edition_id)
    return Progress(outline, outline.where(found.place), found, await panels.newest(tx, found.reading_id))


class Situation(Struct, frozen=True):
    """What /help tells apart: how many stories there are, and what this channel is reading."""

    stories: int
    current: Progress | None


async def situation(tx: Transaction, desk: Desk, request: Request) -> Situation:
    """Where a server stands, seen from a channel."""
    shelf = await library.shelf(tx, request.server_id)
    stories = sum(ages.may_read(request, each.rating) for each in shelf)
    here = await meant(tx, request)
    if here is None or here.removed or not ages.may_read(request, here.rating):
        return Situation(stories, None)
    return Situation(stories, await progress_of(tx, desk, here))

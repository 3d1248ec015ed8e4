"""Which reading a command or a press is about: the one on the page that was pressed, one's own, or the channel's.

What is typed in a server is for everybody there, except by somebody who was shown a page of their own in that channel
within `ALONE_HERE` and has not turned the server's page since. Outside of servers everything is one's own.
"""

from msgspec.structs import replace

from bot import wording
from bot.actions import ages
from bot.actions.desk import Desk
from bot.actions.refusals import Refusal
from bot.actions.request import Request, Seen
from bot.store import reading
from bot.store.database import Transaction
from bot.store.reading import Reading

ALONE_HERE = 60 * 60 * 1_000  # milliseconds: afterwards a private page has long been scrolled away


async def current_reading(tx: Transaction, request: Request, seen: Seen | None) -> Reading:
    """The reading that is meant: the one on the pressed page, else the typing person's. Raises Refusal.

    One for adults is refused where it may not be shown.
    """
    if seen:
        found = await reading.get(tx, request.server_id, seen.reading_id, request.person_id)
    else:
        found = await meant(tx, request)
    if found is None:
        raise Refusal(wording.NOTHING_OPEN)
    if found.removed:
        raise Refusal(wording.STORY_REMOVED)
    ages.check(request, found.rating)
    return _here(request, found)


async def meant(tx: Transaction, request: Request) -> Reading | None:
    """The reading that somebody who types is in; None where none is open."""
    since = request.now - ALONE_HERE if request.server_id else 0
    here = await reading.alone_in_channel(tx, request.channel_id, request.person_id, since)
    if not request.server_id:
        return here[0] if here and not here[0].removed else await last_alone(tx, request)
    together = await reading.in_channel(tx, request.server_id, request.channel_id)
    if here is None:
        return together
    own, shown_at = here
    is_back = together and together.turned_by == request.person_id and together.turned_at > shown_at
    return together if is_back else _here(request, own)


async def is_alone(tx: Transaction, desk: Desk, request: Request, seen: Seen | None) -> bool:
    """Whether what somebody types or presses is about a page of their own. Raises Refusal where no story is open."""
    del desk
    return (await current_reading(tx, request, seen)).is_alone


async def last_alone(tx: Transaction, request: Request) -> Reading | None:
    """What a person read alone last and may read on here."""
    for each in await reading.all_alone(tx, request.server_id, request.person_id):
        if ages.may_read(request, each.rating):
            return _here(request, each)
    return None


async def own_reading(tx: Transaction, request: Request, story_id: str) -> Reading | None:
    """A person's own reading of a story."""
    found = await reading.alone(tx, request.server_id, request.person_id, story_id)
    return _here(request, found) if found else None


def _here(request: Request, found: Reading) -> Reading:
    """One's own reading is in the server where it is read: that one's library and notes are around it."""
    return replace(found, server_id=request.server_id) if found.is_alone else found

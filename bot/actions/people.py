"""A person's own settings, which go with them into every server."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.actions import shards
from bot.actions.desk import Desk
from bot.actions.house_rules import recut
from bot.actions.request import Request
from bot.store import house_rules, readalong, reading
from bot.store.database import Transaction
from bot.store.house_rules import Naming, Wishes


class Mine(Struct, frozen=True):
    """A person's settings; `before`: those they replaced a moment ago.

    `named_in`: the read-alongs whose messages now name them otherwise.
    """

    wishes: Wishes
    before: Wishes | None
    named_in: tuple[str, ...] = ()


async def look(tx: Transaction, desk: Desk, request: Request) -> Mine:
    """The settings of who asks."""
    del tx, desk
    return Mine(request.wishes, None)


async def change(tx: Transaction, desk: Desk, request: Request, settings: Mapping[str, Any]) -> Mine:
    """Change settings, named as the fields of Wishes."""
    del desk
    wishes = replace(request.wishes, **settings)
    await house_rules.wish(tx, request.person_id, wishes)
    if wishes.length != request.wishes.length:
        await recut(tx, await reading.of_reader(tx, request.person_id), request.now)
    if wishes.naming is request.wishes.naming:
        return Mine(wishes, request.wishes)
    await shards.named_otherwise(tx, request.interaction_id)
    await readalong.name_everywhere(tx, request.person_id, named=wishes.naming is Naming.YES)
    found = await readalong.of_person(tx, request.person_id)
    return Mine(wishes, request.wishes, tuple(one.readalong_id for one in found))

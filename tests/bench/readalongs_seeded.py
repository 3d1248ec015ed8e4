"""A bot's home in which so many read-alongs are going on, as if they had been begun before it was stopped."""

import asyncio
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from bot.actions import readalong, readalong_lobby
from bot.actions import readalong_outbox as outbox
from bot.actions.desk import Desk
from bot.actions.library import refresh
from bot.actions.readalong_events import Begin
from bot.actions.request import Request
from bot.playground.state import Channel, User
from bot.store import lobbies
from bot.store.database import Store
from bot.store.readalong_state import Pace, Phase, Turns
from tests.bench.novel import novel

STORY = "A Bench Novel"
AT_ONCE = 100  # that are written in one commit


async def seed(
    home: Path, seats: Sequence[tuple[Channel, User]], begun_at: Sequence[int], minutes: int
) -> None:
    """A timed read-along for each seat, its first page shown at that time in milliseconds UTC."""
    for folder in ("library", "bundled"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "library" / f"{STORY}.txt").write_text(novel(100_000), "utf-8")
    store, desk = await Store.open(home / "lamplight.db", files("migrations")), Desk()
    try:
        await refresh(store, home / "bundled", home / "library", begun_at[0])
        for first in range(0, len(seats), AT_ONCE):
            some = range(first, min(first + AT_ONCE, len(seats)))
            await asyncio.gather(*(_begin(store, desk, seats[n], n, begun_at[n], minutes) for n in some))
    finally:
        await store.close()


async def _begin(
    store: Store, desk: Desk, seat: tuple[Channel, User], number: int, at: int, minutes: int
) -> None:
    channel, user = seat
    assert channel.guild is not None
    request = Request(channel.guild.id, channel.id, user.id, number + 1, at)
    pace = Pace(Turns.TIMED, minutes=minutes)

    async def gathered(tx: object) -> str:
        one = await readalong_lobby.gather(tx, desk, request, STORY, pace, 0, in_channel=True)  # type: ignore[arg-type]
        return one.readalong_id

    readalong_id = await store.write(gathered)
    await store.write(readalong_lobby.lobby_stands, desk, request, readalong_id, number + 1)
    await store.write(readalong.does, desk, request, readalong_id, Begin(user.id))
    await store.write(lobbies.tells, readalong_id, Phase.READING)
    letter = await store.write(outbox.next_letter, desk, readalong_id, at)
    assert letter is not None
    await store.write(outbox.sent, letter.post, channel.id, number + 1, at)

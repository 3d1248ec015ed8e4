"""Taking a read-along along to a corrected edition of its story."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from bot.actions.readalong import record
from bot.actions.readalong_events import Corrected
from bot.store import posts, readalong
from bot.store.database import Transaction
from bot.store.readalong import Readalong
from bot.store.readalong_state import NOTHING_READ, Phase
from story.places import How, Place, quote, relocate


class Move(Struct, frozen=True):
    """From the scene texts of one edition to those of another."""

    edition_id: str
    old: Sequence[str]
    new: Sequence[str]
    now: int

    def goes(self, place: Place, words: str = "") -> tuple[Place, How]:
        return relocate(place, words, self.old, self.new)

    def words(self, place: Place) -> str:
        return quote(self.new[place.scene], place.at) if place.scene < len(self.new) else ""


async def take_along(tx: Transaction, group: Readalong, move: Move) -> None:
    """Let a read-along go on in the other edition. Where words have changed, its page is shown again."""
    await readalong.repoint(tx, group.readalong_id, move.edition_id)
    state, shows = group.state, move.old != move.new
    if not shows or state.phase is Phase.LOBBY:
        return
    place, _ = move.goes(state.place, await readalong.quote(tx, group.readalong_id))
    horizon = max(place, _going(move, state.horizon))
    first = min(place, _going(move, state.first))
    furthest = Place(len(move.new), 0) if state.is_own else horizon
    read = {each.person_id: min(furthest, _going(move, each.read)) for each in state.people}
    await posts.hold(tx, group.readalong_id)
    waiting = await posts.held(tx, group.readalong_id)
    for post in (*waiting, *await posts.with_buttons(tx, group.readalong_id)):
        await posts.resettle(tx, post, min(horizon, _going(move, post.place)))
    if state.phase is not Phase.PAUSED:
        await posts.release(tx, group.readalong_id, place if state.phase is Phase.READING else None)
    counts = replace(state, scenes=len(move.new) if state.is_own else 0)
    moved = replace(group, edition_id=move.edition_id, state=counts)
    await record(tx, moved, Corrected(first, place, horizon, read, shows), move.now, move.words(place))


def _going(move: Move, place: Place) -> Place:
    return NOTHING_READ if place == NOTHING_READ else move.goes(place)[0]

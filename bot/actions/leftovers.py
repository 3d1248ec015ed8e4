"""What nobody asks for again: imports that waited a day for a yes, stories removed for good, deadlines long done."""

from bot.actions.library import UNDO
from bot.actions.uploads import DRAFT_LIVES
from bot.store import deadlines, library, uploads
from bot.store.database import Transaction


async def forget(tx: Transaction, now: int) -> None:
    """At `now`, in every server."""
    await uploads.drop_drafts(tx, now - DRAFT_LIVES)
    await library.sweep(tx, now - UNDO)
    await deadlines.drop_done(tx, now - deadlines.KEPT)

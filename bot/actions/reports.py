"""Reporting a story or a note: what is meant, and who is to hear of it."""

from msgspec import Struct

from bot.actions import notes
from bot.actions.desk import Desk
from bot.actions.reading import find_story
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store import library
from bot.store.database import Transaction
from bot.store.notes import Note
from bot.wording import report as wording_report


class Report(Struct, frozen=True):
    """A story that is reported, or a note in it; `channel_id`: where the server wants to hear of it, or 0."""

    story_id: str
    title: str
    note: Note | None
    channel_id: int


async def reported(
    tx: Transaction, desk: Desk, request: Request, story: str | None, note_id: str | None
) -> Report:
    """What somebody means, if they may see it. Raises Refusal where there is no such thing."""
    channel_id = request.rules.reports_to
    if note_id is not None:
        found = await _note(tx, desk, request, note_id)
        title = next(
            (
                each.title
                for each in await library.shelf(tx, request.server_id)
                if each.story_id == found.story_id
            ),
            "",
        )
        return Report(found.story_id, title, found, channel_id)
    if story is None:
        raise Refusal(wording_report.REPORT_WHAT)
    meant = find_story(await library.shelf(tx, request.server_id), story)
    return Report(meant.story_id, meant.title, None, channel_id)


async def _note(tx: Transaction, desk: Desk, request: Request, note_id: str) -> Note:
    """One that the reader has come to: of others nobody learns even that they are there."""
    for note in (await notes.kept(tx, desk, request)).notes:
        if note.note_id == note_id:
            return note
    raise Refusal(wording_report.REPORT_NO_NOTE)

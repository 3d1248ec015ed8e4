"""A report, as those who manage a server see it, and the thanks to whoever made it."""

from bot.screens.screen import Screen, box, drawn, note, shortened, text
from bot.screens.where import TITLE, person
from bot.wording import report as wording_report
from bot.wording import say

WORDS = 1_000  # characters of a note, or of what the reader adds


@drawn
def report(who: int, why: str, title: str, noted: tuple[int, str] | None, words: str) -> Screen:
    """`noted`: whose note it is, and its words; `who` 0 wants not to be named."""
    lines = [say(wording_report.REPORTED, who=person(who), why=say(wording_report.REPORT_WHY[why]))]
    title = shortened(title, TITLE)
    if noted:
        author, written = noted
        about = {"who": person(author), "title": title, "words": shortened(written, WORDS)}
        lines.append(say(wording_report.REPORTED_NOTE, **about))
    else:
        lines.append(say(wording_report.REPORTED_STORY, title=title))
    if words:
        lines.append(say(wording_report.REPORTED_WORDS, words=shortened(words, WORDS)))
    return Screen(box(*map(text, lines)))


@drawn
def thanks(*, told: bool) -> Screen:
    """`told`: those who manage the server have it before them."""
    return note(say(wording_report.REPORT_SENT if told else wording_report.REPORT_LOGGED))

"""A report, as those who manage a server see it, and the thanks to whoever made it."""

from bot.custom_id import pack
from bot.screens.screen import Screen, box, button, drawn, note, row, shortened, text
from bot.screens.where import TITLE, person
from bot.wording import report as wording_report
from bot.wording import say

WORDS = 1_000  # characters of a note, or of what the reader adds


@drawn
def report(who: int, why: str, title: str, noted: tuple[str, int, str] | None, words: str) -> Screen:
    """`noted`: a note's id, whose it is, and its words; the note can be taken off also where nobody is named."""
    lines = [say(wording_report.REPORTED, who=person(who), why=say(wording_report.REPORT_WHY[why]))]
    title = shortened(title, TITLE)
    answers = []
    if noted:
        note_id, author, written = noted
        about = {"who": person(author), "title": title, "words": shortened(written, WORDS)}
        lines.append(say(wording_report.REPORTED_NOTE, **about))
        answers.append(row(button(say(wording_report.TAKE_OFF), pack("take-off", note_id), danger=True)))
    else:
        lines.append(say(wording_report.REPORTED_STORY, title=title))
    if words:
        lines.append(say(wording_report.REPORTED_WORDS, words=shortened(words, WORDS)))
    return Screen(box(*map(text, lines)), *answers)


@drawn
def thanks(*, told: bool) -> Screen:
    """`told`: those who manage the server have it before them."""
    return note(say(wording_report.REPORT_SENT if told else wording_report.REPORT_LOGGED))

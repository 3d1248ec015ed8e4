"""The log: to standard error, one line each, with the id of the interaction that it was written in; never what people
read or write.

That id is also what a person is shown when something fails, so that whoever runs the bot finds the lines.
"""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum

HANDLED: ContextVar[int] = ContextVar("interaction", default=0)  # the id of the interaction that is answered


class Form(Enum):
    """How a line is written."""

    TEXT = "text"
    JSON = "json"


def short(interaction_id: int) -> str:
    """Eight characters that are hardly ever those of another interaction: its count and some of its milliseconds."""
    return format(interaction_id & 0xFFFFFFFF, "08x")


@contextmanager
def handling(interaction_id: int) -> Iterator[None]:
    """Whatever is logged inside, and in tasks that are begun there, has the id of this interaction."""
    before = HANDLED.set(interaction_id)
    try:
        yield
    finally:
        HANDLED.reset(before)


class AsText(logging.Formatter):
    """For people, and for the journals of systemd and containers."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        handled = HANDLED.get()
        return f"[{short(handled)}] {line}" if handled else line


class AsJson(logging.Formatter):
    """One object a line, for programs; `interaction` is there where there is one, times are UTC."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if handled := HANDLED.get():
            line["interaction"] = short(handled)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up(level: int, form: Form = Form.TEXT) -> None:
    """The bot's own words from `level` on.

    Others are never asked for more than INFO: at DEBUG, discord.py logs the bodies of requests and all that the gateway
    tells, and with them what people read and write. It speaks only of trouble unless everything is wanted.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson() if form is Form.JSON else AsText())
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler])
    for ours in ("bot", "story"):
        logging.getLogger(ours).setLevel(level)
    theirs = logging.INFO if level <= logging.DEBUG else max(level, logging.WARNING)
    logging.getLogger("discord").setLevel(theirs)

"""Whoever is shown an id after a failure can be helped: the lines of the log about it have the same."""

import io
import json
import logging
import re
from collections.abc import Iterator

import pytest

from bot import logs
from bot.cogs import progress
from bot.playground import Reply
from tests.conversations.conftest import Club
from tests.conversations.test_bad_days import CALLBACK, locked


class Log:
    """What is logged from here on, as the bot writes it."""

    def __init__(self, form: logging.Formatter) -> None:
        self._stream = io.StringIO()
        self.handler = logging.StreamHandler(self._stream)
        self.handler.setFormatter(form)

    def lines(self, name: str) -> list[str]:
        return [
            line for line in self._stream.getvalue().splitlines() if f" {name}" in line or f'"{name}' in line
        ]


@pytest.fixture(params=[logs.AsText, logs.AsJson])
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    made = Log(request.param())
    logging.getLogger().addHandler(made.handler)
    yield made
    logging.getLogger().removeHandler(made.handler)


def id_in(told: Reply) -> str:
    """The one that a person is shown."""
    found = re.search(r"report `([0-9a-f]{8})`", str(told.text))
    assert found, told
    return found[1]


def id_of(line: str) -> str:
    """The one that a line has."""
    if line.startswith("{"):
        return str(json.loads(line).get("interaction"))
    return line.partition("[")[2].partition("]")[0]


async def test_a_bug_is_found_by_its_id(club: Club, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*_: object) -> None:
        raise ArithmeticError("one and one")

    monkeypatch.setattr(progress, "_help", fails)
    told = await club.ben.types("/help", club.room)
    assert "Something went wrong on my side" in told
    (line,) = log.lines("bot.answers")
    assert id_of(line) == id_in(told)
    assert "ArithmeticError" in log._stream.getvalue()


async def test_trouble_with_the_database_and_with_discord_has_one_too(club: Club, log: Log) -> None:
    await club.ana.types("/read", club.room)
    with locked(club):
        not_saved = await club.ben.presses("Next", club.room)
    club.discord.faults.fail(1, 403, path=CALLBACK)
    not_taken = await club.ben.presses("Next", club.room)
    assert [id_of(line) for line in log.lines("bot.answers")] == [id_in(not_saved), id_in(not_taken)]
    assert id_in(not_saved) != id_in(not_taken)
    assert id_in(not_saved) in map(id_of, log.lines("bot.store")), "what the database said has it too"


async def test_what_discord_py_says_meanwhile_has_it(club: Club, log: Log) -> None:
    await club.ana.types("/read", club.room)
    club.discord.faults.rate_limit(2, 0.01, path=CALLBACK)
    await club.ben.presses("Next", club.room)
    lines = log.lines("discord.webhook")
    assert len(lines) == 2 and len({id_of(line) for line in lines}) == 1, lines
    assert logs.HANDLED.get() == 0, "and nothing else has"

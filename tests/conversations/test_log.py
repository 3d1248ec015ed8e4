"""Nothing that anybody reads or writes is in the log, however much of it the bot is asked for."""

import logging

import pytest

from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening

SECRETS = ("zanzibar", "quokka", "xylophone", "marzipan")  # a bookmark, a note, a search, a report


async def test_what_people_read_and_write_is_never_logged(
    club: Club, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for name in ("bot", "story"):
        caplog.set_level(logging.DEBUG, name)
    bookmark, note, search, report = SECRETS
    await club.ben.types("/read", club.room)
    await club.ben.presses("Next")
    await club.ben.types(f"/bookmark add name:{bookmark}")
    await club.ben.types(f"/note add text:{note}")
    await club.ben.types(f"/find text:{search}")
    await club.ben.types(f"/goto place:{search}")
    await club.ben.types(f"/report story:ferry why:It hurts somebody words:{report}")
    await club.ben.types("/read", club.ben.dm)
    await club.ben.types("/next")
    await club.ben.types("/privacy export")
    evening = Evening(club)
    await evening.begins(club.ben)
    await evening.presses(club.ana, "Turn now")
    await club.ben.types("/privacy delete")
    await club.ben.presses("Forget everything about me")
    await club.restarts_the_bot()
    logged = caplog.text.casefold()
    assert "reported in server" in logged, "the log is heard"
    for word in (*SECRETS, "boats below", "counted the"):
        assert word not in logged

"""Starts the bot again and again in a moment: everything is imported once, and each bot is a fork of that.

A line on standard input starts a bot, whose process id is the answer; the bots are killed by whoever asked. The line
says by how many milliseconds its clock is ahead of the machine's.
"""

import asyncio
import gc
import os
import sys
import time
from functools import partial
from typing import Any

import bot.bundled
import bot.connecting
import bot.logs
import bot.run
import bot.store.postgresql.store
import bot.store.sqlite
import migrations
import story.importing
from bot.client import Lamplight
from bot.settings import make_folders, settings_from

# What a bot imports only where it is used is imported before the forks, so that no bot has to.
IMPORTED = (bot.bundled, bot.store.postgresql.store, bot.store.sqlite, migrations, story.importing)
SERVERS_WITHIN = 0.3  # seconds in which the next of its servers is told to a bot, instead of discord.py's two


class Prompt(Lamplight):
    """Ready as soon as its few servers are there."""

    def __init__(self, *about: Any, **more: Any) -> None:
        super().__init__(*about, **more)
        self._connection.guild_ready_timeout = SERVERS_WITHIN


def now(ahead: int) -> int:
    """Milliseconds since 1970 in UTC, by a clock that is so many ahead."""
    return time.time_ns() // 1_000_000 + ahead


def main() -> None:
    assert all(IMPORTED)
    gc.freeze()
    vars(bot.connecting)["Lamplight"] = Prompt
    for line in sys.stdin:
        ahead = int(line)
        pid = os.fork()
        if pid == 0:
            settings = settings_from(os.environ)
            make_folders(settings)
            bot.logs.set_up(settings.log_level)
            asyncio.run(bot.run.run(settings, partial(now, ahead)))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()

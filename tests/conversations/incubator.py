"""Starts the bot again and again in a moment: everything is imported once, and each bot is a fork of that.

A line on standard input starts a bot, whose process id is the answer; the bots are killed by whoever asked.
"""

import asyncio
import gc
import os
import sys

import bot.client
import story.importing
from bot.run import run, set_up_logging
from bot.settings import make_folders, settings_from


def main() -> None:
    assert bot.client and story.importing, "imported before the forks, so that no bot has to"
    gc.freeze()
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            settings = settings_from(os.environ)
            make_folders(settings)
            set_up_logging(settings.log_level)
            asyncio.run(run(settings))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()

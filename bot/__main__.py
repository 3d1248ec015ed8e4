"""The command line: run the bot, or look at a story file before a server does."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from dotenv import dotenv_values

from bot.settings import Settings, SettingsError, make_folders, settings_from

DONE, FAILED, REFUSED = 0, 1, 2  # exit codes; REFUSED: what was given cannot be used


def main(arguments: list[str] | None = None) -> int:
    """Every way this ends badly is one sentence on standard error and an exit code."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.does(options))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.set_defaults(does=_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    check = commands.add_parser("check", help="show what an import would make of a file")
    check.add_argument("file", type=Path)
    check.add_argument(
        "--json", action="store_true", help="the whole story, cut into pages, as one JSON object"
    )
    check.add_argument("--page-length", choices=("short", "medium", "long"), default="medium")
    check.set_defaults(does=_check)
    add = commands.add_parser("add", help="put a file into the library of every server")
    add.add_argument("file", type=Path)
    add.set_defaults(does=_add)
    return parser


def _settings() -> Settings:
    found = {name: value or "" for name, value in dotenv_values(".env").items()}
    settings = settings_from({**found, **os.environ})
    make_folders(settings)
    return settings


def _run(_: argparse.Namespace) -> int:
    settings = _settings()
    if not settings.discord_token:
        if settings.discord_api_url:
            raise SettingsError("DISCORD_TOKEN is missing: DISCORD_API_URL says where, but not as whom.")
        os.execv(sys.executable, [sys.executable, "-m", "bot.playground"])
    from bot.run import CannotRun, run, set_up_logging
    from bot.store.errors import StoreError

    set_up_logging(settings.log_level)
    try:
        asyncio.run(run(settings))
    except (CannotRun, StoreError) as error:
        print(error, file=sys.stderr)
        return FAILED
    return DONE


def _check(options: argparse.Namespace) -> int:
    from bot import check
    from story.model import Unreadable
    from story.pages import PageLength

    try:
        _, story = check.read(options.file)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return REFUSED
    length = PageLength(options.page_length)
    print(check.as_json(story, length) if options.json else check.as_text(story, length))
    return DONE


def _add(options: argparse.Namespace) -> int:
    from bot import check
    from story.model import Unreadable

    try:
        print(check.add(options.file, _settings().library_dir))
    except Unreadable as error:
        print(error, file=sys.stderr)
        return REFUSED
    return DONE


if __name__ == "__main__":
    sys.exit(main())

"""The command line: run the bot, look after its library and its backups."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

from bot.settings import ENV_FILE, Settings, SettingsError, make_folders, settings_from, with_env_file

P = ParamSpec("P")
ABOUT = "Without a command it runs: the bot, or without a DISCORD_TOKEN the playground, on a page of this machine."
DONE, FAILED, REFUSED = 0, 1, 2  # exit codes; REFUSED: what was given cannot be used


def main(arguments: list[str] | None = None) -> int:
    """Every way this ends badly is one sentence on standard error and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # stories are not ASCII
    try:
        options = _parser().parse_args(arguments)
        code = int(options.does(options))
        sys.stdout.flush()
        return code
    except SettingsError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=ABOUT)
    parser.set_defaults(does=_run)
    commands = parser.add_subparsers(title="commands", metavar="[COMMAND]")
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
    listing = commands.add_parser("list", help="show the files of the library of every server")
    listing.set_defaults(does=_list)
    remove = commands.add_parser("remove", help="take a file out of the library of every server")
    remove.add_argument("name")
    remove.set_defaults(does=_remove)
    backup = commands.add_parser("backup", help="copy the database, while the bot runs or not")
    backup.add_argument("to", metavar="TO", help="a new file, a folder, or - for standard output")
    backup.set_defaults(does=_backup)
    restore = commands.add_parser("restore", help="put a backup in the place of the database")
    restore.add_argument("source", metavar="FROM", type=Path)
    restore.set_defaults(does=_restore)
    copying = commands.add_parser(
        "copy-database", help="move everything to another database, on either engine"
    )
    copying.add_argument(
        "source", metavar="FROM", type=_place, help="a file, a DATA_DIR, or a postgresql:// URL"
    )
    copying.add_argument("target", metavar="TO", type=_place, help="the same, and empty")
    copying.set_defaults(does=_copy)
    doctor = commands.add_parser("doctor", help="look at everything the bot needs, and say what to mend")
    doctor.set_defaults(does=_doctor)
    return parser


def read_settings() -> Settings:
    """With the folders that they name. Raises SettingsError."""
    settings = settings_from(with_env_file(os.environ))
    make_folders(settings)
    return settings


def _run(_: argparse.Namespace) -> int:
    settings = read_settings()
    if not settings.discord_token:
        if settings.discord_api_url:
            raise SettingsError("DISCORD_TOKEN is missing: DISCORD_API_URL says where, but not as whom.")
        if ENV_FILE.exists():
            print(f"There is no DISCORD_TOKEN in {ENV_FILE}, so this is the playground.", file=sys.stderr)
        os.execv(sys.executable, [sys.executable, "-m", "bot.playground"])
    return start(settings)


def start(settings: Settings, now: Callable[[], int] | None = None) -> int:
    """Run the bot to its end, by the machine's clock or another. The exit code."""
    gc.disable()  # until the client has logged in: start-up makes much and throws nothing away
    from bot import logs, run
    from bot.connecting import CannotRun
    from bot.store.errors import StoreError

    logs.set_up(settings.log_level, logs.Form(settings.log_format))
    try:
        run.end_to_end(run.run(settings, now or run.now))
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
    from bot.check import add

    return _told(add, options.file, read_settings().library_dir)


def _list(_: argparse.Namespace) -> int:
    from bot.shelf import listed

    return _told(listed, read_settings().library_dir)


def _remove(options: argparse.Namespace) -> int:
    from bot.shelf import remove

    return _told(remove, options.name, read_settings().library_dir)


def _backup(options: argparse.Namespace) -> int:
    from bot import backups, run

    database = _file(read_settings())
    if options.to == "-":
        return _told(backups.pour, database, sys.stdout.buffer)
    return _told(backups.save, database, Path(options.to), run.now())


def _restore(options: argparse.Namespace) -> int:
    from bot import backups, run

    return _told(backups.put_back, _file(read_settings()), options.source, run.now())


def _place(named: str) -> Path | str:
    """Where a database is: a PostgreSQL URL, a file, or the folder with that file."""
    if named.startswith(("postgresql://", "postgres://")):
        return named
    return Path(named) / "lamplight.db" if Path(named).is_dir() else Path(named)


def _copy(options: argparse.Namespace) -> int:
    from bot import backups

    return _told(backups.copy, options.source, options.target)


def _file(settings: Settings) -> Path:
    """SQLite's. Raises SettingsError where the database is PostgreSQL's, which has its own programs for that."""
    if isinstance(settings.database, str):
        raise SettingsError("A PostgreSQL database is backed up with pg_dump and put back with pg_restore.")
    return settings.database


def _doctor(_: argparse.Namespace) -> int:
    import asyncio

    from bot import doctor, run

    findings = asyncio.run(doctor.examine(read_settings(), run.now))
    print(*findings, sep="\n")
    return FAILED if any(each.mend for each in findings) else DONE


def _told(does: Callable[P, str | None], *about: P.args, **more: P.kwargs) -> int:
    """Prints what something gives to tell, or why it cannot be done."""
    from bot.store.errors import StoreError
    from story.model import Unreadable

    try:
        if (told := does(*about, **more)) is not None:
            print(told)
    except (StoreError, Unreadable) as error:
        print(error, file=sys.stderr)
        return REFUSED
    return DONE


if __name__ == "__main__":
    sys.exit(main())

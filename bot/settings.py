"""The settings: one frozen object, filled from the environment and from `.env`; nothing else reads either."""

import logging
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from msgspec import Struct

LOG_FORMATS = ("text", "json")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
ENV_FILE = Path(".env")
MOST_SHARDS = 16_000  # of 2,500 servers at most: forty million servers
MOST_DAYS = 30  # what was forgotten is gone from the backups after these, too (docs/PRIVACY.md)


class SettingsError(Exception):
    """A setting that is wrong or missing; `str()` is one sentence that names it."""


class Settings(Struct, frozen=True):
    """`.env.example` explains each; "" is the same as not set."""

    discord_token: str
    data_dir: Path
    database_url: str
    library_dir: Path
    log_level: int
    log_format: str
    discord_api_url: str
    public_bot: bool
    backup_days: int
    metrics_port: int
    shard_count: int  # 0: as many as Discord recommends
    shard_ids: tuple[int, ...]  # the ones that this process would rather have; none: any

    @property
    def database(self) -> Path | str:
        """SQLite's file, or the URL of a PostgreSQL database."""
        return self.database_url or self.data_dir / "lamplight.db"


def with_env_file(environment: Mapping[str, str]) -> dict[str, str]:
    """What is set, in the environment or else in `.env`; nothing is set to nothing. Raises SettingsError."""
    found = _env_file(ENV_FILE) if ENV_FILE.is_file() else {}
    return {name: value for source in (found, environment) for name, value in source.items() if value}


def _env_file(path: Path) -> Mapping[str, str | None]:
    """Raises SettingsError where dotenv would pass over a line, with the token in it perhaps."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"The file {path} is not UTF-8 text: save it as UTF-8 and try again.") from None
    except OSError as error:
        raise SettingsError(f"The file {path} cannot be opened: {error.strerror}.") from None
    for each in parse_stream(StringIO(text)):
        if each.error:
            said = each.original.string
            number = each.original.line + said[: -len(said.lstrip())].count("\n")
            raise SettingsError(
                f"Line {number} of {path} cannot be understood: write NAME=value, and where the value "
                "begins with a quotation mark let it end with the same one."
            )
    return dotenv_values(stream=StringIO(text))


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Raises SettingsError for the first setting that cannot be used."""
    values = {name: value.strip() for name, value in environment.items()}
    data_dir = _folder("DATA_DIR", values.get("DATA_DIR") or "data")
    database_url = _database_url(values.get("DATABASE_URL", ""))
    shard_count = _shard_count(values.get("SHARD_COUNT") or "1")
    return Settings(
        discord_token=_token(values.get("DISCORD_TOKEN", "")),
        data_dir=data_dir,
        database_url=database_url,
        library_dir=_folder("LIBRARY_DIR", values.get("LIBRARY_DIR") or str(data_dir / "library")),
        log_level=_log_level(values.get("LOG_LEVEL") or "INFO"),
        log_format=_log_format(values.get("LOG_FORMAT") or "text"),
        discord_api_url=_api_url(values.get("DISCORD_API_URL", "")),
        public_bot=_switch("PUBLIC_BOT", values.get("PUBLIC_BOT") or "false"),
        backup_days=_days("BACKUP_DAYS", values.get("BACKUP_DAYS") or "7"),
        metrics_port=_port("METRICS_PORT", values.get("METRICS_PORT") or "0"),
        shard_count=shard_count,
        shard_ids=_shard_ids(values.get("SHARD_IDS", ""), shard_count, shares=bool(database_url)),
    )


def _token(token: str) -> str:
    if token and (not token.isascii() or not token.isprintable() or " " in token):
        raise SettingsError("DISCORD_TOKEN is not a bot's token: copy it again from the Developer Portal.")
    return token


def _folder(name: str, folder: str) -> Path:
    try:
        return Path(folder).expanduser()
    except RuntimeError:
        raise SettingsError(f"{name} is {folder!r}, and there is no such user on this machine.") from None


def _database_url(url: str) -> str:
    """Never told in what is wrong with it, for there is a password in it; "sqlite" says what nothing says, too."""
    if url in ("", "sqlite"):
        return ""
    if not url.startswith(("postgresql://", "postgres://")):
        raise SettingsError(
            "DATABASE_URL must be a URL such as postgresql://lamplight:password@127.0.0.1/lamplight."
        )
    return url


def _log_level(name: str) -> int:
    if name.upper() not in LOG_LEVELS:
        raise SettingsError(f"LOG_LEVEL is {name!r}, but must be one of {', '.join(LOG_LEVELS)}.")
    return int(logging.getLevelNamesMapping()[name.upper()])


def _log_format(name: str) -> str:
    if name.lower() not in LOG_FORMATS:
        raise SettingsError(f"LOG_FORMAT is {name!r}, but must be {' or '.join(LOG_FORMATS)}.")
    return name.lower()


def _switch(name: str, value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise SettingsError(f"{name} is {value!r}, but must be true or false.")
    return value.lower() == "true"


def _days(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value) <= MOST_DAYS):
        raise SettingsError(
            f"{name} is {value!r}, but must be a number of days up to {MOST_DAYS}; 0 is none."
        )
    return int(value)


def _port(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value) <= 65_535):
        raise SettingsError(f"{name} is {value!r}, but must be a port such as 9464; 0 is none.")
    return int(value)


def _shard_count(value: str) -> int:
    if value.lower() == "auto":
        return 0
    if not (value.isascii() and value.isdecimal() and 0 < int(value) <= MOST_SHARDS):
        raise SettingsError(f"SHARD_COUNT is {value!r}, but must be auto or a number up to {MOST_SHARDS}.")
    return int(value)


def _shard_ids(value: str, count: int, *, shares: bool) -> tuple[int, ...]:
    """Of numbers and ranges such as 0-3,8, where there are so many shards; all of them is the same as none."""
    if not value:
        return ()
    if not count:
        raise SettingsError("SHARD_IDS needs a SHARD_COUNT that is a number.")
    found = set[int]()
    for part in value.replace(" ", "").split(","):
        match = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part, re.ASCII)
        here = range(int(match[1]), int(match[2] or match[1]) + 1) if match else range(0)
        if not here:
            raise SettingsError(f"SHARD_IDS is {value!r}, but must be numbers such as 0-3 or 0,2.")
        found.update(here)
    if max(found) >= count:
        raise SettingsError(
            f"SHARD_IDS is {value!r}, but with SHARD_COUNT={count} the last one is {count - 1}."
        )
    if len(found) < count and not shares:
        raise SettingsError(
            "SHARD_IDS leaves shards to other processes, and several processes need PostgreSQL."
        )
    return () if len(found) == count else tuple(sorted(found))


def _api_url(url: str) -> str:
    if url and not _is_web_address(url):
        raise SettingsError(
            f"DISCORD_API_URL is {url!r}, but must be a URL such as http://127.0.0.1:8080/api/v10."
        )
    return url.rstrip("/")


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def make_folders(settings: Settings) -> None:
    """The folders that settings name, made where they are missing. Raises SettingsError where they cannot be."""
    for name, folder in (("DATA_DIR", settings.data_dir), ("LIBRARY_DIR", settings.library_dir)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            next(folder.iterdir(), None)
        except OSError as error:
            raise SettingsError(
                f"{name} is {str(folder)!r}, which cannot be used: {error.strerror}."
            ) from None

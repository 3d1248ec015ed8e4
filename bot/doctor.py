"""`python -m bot doctor`: looks at everything that the bot needs to run, and says what to mend. It changes nothing."""

import asyncio
import email.utils
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import aiohttp
import discord
from msgspec import Struct

from bot import check
from bot.actions.library import passed_over
from bot.arrival import invite_link, missing
from bot.settings import Settings
from bot.shelf import names_in
from bot.store.backup import inspect
from bot.store.errors import StoreError
from bot.store.migrations import read_migrations
from story.model import Unreadable

DISCORD = "https://discord.com/api/v10"
PATIENCE = aiohttp.ClientTimeout(total=10)  # seconds for each question to Discord
MOST_SKEW = 10.0  # seconds; Discord tells its time in whole ones
A_PAGE = 200  # servers that Discord tells of at once
MOST_SERVERS = 2_000  # that are looked through
FEW_STARTS = 20  # of the thousand a day that Discord allows


class Finding(Struct, frozen=True):
    """`mend` says what to do; "" is in order."""

    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"MEND  {self.what}: {self.mend}" if self.mend else f"ok    {self.what}"


class _Told(Exception):
    """What Discord answers instead of what was asked."""


async def examine(settings: Settings, now: Callable[[], int]) -> list[Finding]:
    """Everything, in the order in which it is needed; `now` is this machine's clock, in milliseconds."""
    here = [each async for each in _database(settings.database)]
    here += await asyncio.to_thread(lambda: [*_library(settings.library_dir)])
    return [*here, *[each async for each in _discord(settings, now)]]


async def _database(where: Path | str) -> AsyncIterator[Finding]:
    if isinstance(where, Path):
        for each in await asyncio.to_thread(lambda: [*_file(where)]):
            yield each
        return
    from bot.store.postgresql import looking

    try:
        found = await looking.look(where)
    except StoreError as error:
        yield Finding("database", str(error))
        return
    state = f"version {found.version}" if found.version else "empty until the first start"
    yield Finding(f"database: {found.server}, {found.name}, {state}", _age(found.version))
    yield Finding("backups: pg_dump makes them, when you tell it to")


def _age(version: int) -> str:
    newest = len(read_migrations(files("migrations")))
    return "it is newer than I am; update Lamplight" if version > newest else ""


def _file(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding(f"database: {path} will be made at the first start")
        return
    try:
        version = inspect(path)
    except StoreError as error:
        yield Finding("database", f"{error} `python -m bot restore` puts a backup in its place")
        return
    yield Finding(f"database: {path} is whole, version {version}", _age(version))
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    room = f"disk: {free >> 20:,} MB are free"
    yield Finding(room, "that is too little for a backup; make room" if free < 2 * size else "")


def _library(folder: Path) -> Iterator[Finding]:
    try:
        names = names_in(folder)
    except Unreadable as error:
        yield Finding("library", str(error))
        return
    yield Finding(f"library: {folder} has files: {len(names)}")
    for name in names:
        try:
            check.read(folder / name)
        except Unreadable as error:
            yield Finding(f"library: {name}", str(error))
    yield from (Finding(f"library: passed over {line}") for line in passed_over(folder))


async def _discord(settings: Settings, now: Callable[[], int]) -> AsyncIterator[Finding]:
    if not settings.discord_token:
        yield Finding("token", "DISCORD_TOKEN is not set; copy it from the Developer Portal into .env")
        return
    headers = {"Authorization": f"Bot {settings.discord_token}", "User-Agent": "DiscordBot (Lamplight, 1)"}
    async with aiohttp.ClientSession(headers=headers, timeout=PATIENCE) as session:
        ask = _Asking(session, settings.discord_api_url or DISCORD, now)
        try:
            me = await ask("/users/@me")
            yield Finding(f"token: Discord knows it as {me['username']}")
            yield _clock(ask.skew)
            application = await ask("/applications/@me")
            yield _application(application, settings)
            yield _starts(await ask("/gateway/bot"))
            async for each in _servers(ask, int(application["id"])):
                yield each
        except _Told as error:
            yield Finding("Discord", str(error))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            yield Finding(
                "Discord", f"it cannot be reached ({error}); look at the network, and at DISCORD_API_URL"
            )


class _Asking:
    """`skew`: seconds that this machine's clock is ahead of Discord's, as of the last answer."""

    def __init__(self, session: aiohttp.ClientSession, url: str, now: Callable[[], int]) -> None:
        self._session, self._url, self._now = session, url, now
        self.skew = 0.0

    async def __call__(self, path: str) -> Any:
        async with self._session.get(self._url + path) as answer:
            if answer.status == 401:
                raise _Told("it does not accept DISCORD_TOKEN; copy it again from the Developer Portal")
            if answer.status >= 400:
                raise _Told(f"it answers {answer.status} to {path}; try again later")
            if date := answer.headers.get("Date"):
                self.skew = self._now() / 1000 - email.utils.parsedate_to_datetime(date).timestamp()
            return await answer.json()


def _clock(skew: float) -> Finding:
    if abs(skew) <= MOST_SKEW:
        return Finding("clock: as Discord's")
    late = "ahead of" if skew > 0 else "behind"
    return Finding(
        "clock", f"it is {abs(skew):,.0f} seconds {late} Discord's, and read-alongs with it; switch NTP on"
    )


def _application(told: Any, settings: Settings) -> Finding:
    if told.get("interactions_endpoint_url"):
        return Finding(
            "application",
            "its Interactions Endpoint URL takes the commands elsewhere; empty it in the Developer Portal",
        )
    if settings.public_bot and not told.get("bot_public", True):
        return Finding(
            "application", "PUBLIC_BOT is true, but only you may add it; say Public Bot in the Portal"
        )
    return Finding("application: commands come here; no privileged intents are needed")


def _starts(told: Any) -> Finding:
    left = told["session_start_limit"]["remaining"]
    if left < FEW_STARTS:
        return Finding(
            "connections", f"{left} are left for today; look in the log for why it starts so often"
        )
    return Finding(f"connections: {left} are left for today")


async def _servers(ask: _Asking, application_id: int) -> AsyncIterator[Finding]:
    """What it lacks in each server. Channels may have rules of their own, which /help tells there."""
    seen, after = 0, 0
    while seen < MOST_SERVERS:
        found = await ask(f"/users/@me/guilds?limit={A_PAGE}&after={after}")
        for each in found:
            if lacks := missing(discord.Permissions(int(each["permissions"]))):
                link = invite_link(application_id, int(each["id"]))
                yield Finding(f"server {each['name']}", f"it lacks {', '.join(lacks)}; grant it with {link}")
        seen += len(found)
        if len(found) < A_PAGE:
            break
        after = int(found[-1]["id"])
    yield Finding(f"servers looked at: {seen}")

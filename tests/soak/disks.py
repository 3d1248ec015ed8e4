"""Bad disks: one that is full, one that may only be read, and one that has damaged the database."""

import asyncio
import contextlib
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.backups import keep_one_of_today
from bot.playground import Person, Playground, Room
from bot.playground.site_child import Child
from tests.soak.engines import NAME, Sqlite
from tests.soak.kills import numbers, story
from tests.soak.report import Result

ROOT = Path(__file__).parents[2]
REFUSED = "could not save that just now"
PATIENCE = 30.0  # seconds
Fill = Callable[[], contextlib.AbstractContextManager[None]]


def _settings(discord: Playground, home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DATA_DIR": str(home),
        "LIBRARY_DIR": str(home / "library"),
        "DATABASE_URL": "",
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }


@contextlib.asynccontextmanager
async def reader(
    home: Path, more: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[tuple[Child, Person, Room]]:
    """A bot in that folder, and Ana on the first page of a long story."""
    (home / "library").mkdir(exist_ok=True)
    (home / "library" / "evening.txt").write_text(story(3_000), "utf-8")
    async with Playground() as discord:
        room = discord.server("Book club").channel("reading")
        ana = discord.server("Annex").member("Ana")
        assert room.channel.guild is not None
        discord.world.add_member(room.channel.guild, ana.user)
        child = Child(discord, (sys.executable, "-m", "bot"), {**_settings(discord, home), **more})
        assert await child.start(), child.last_words
        try:
            await ana.types("/read story:evening", room)
            await room.until(lambda: numbers(room.transcript()), within=PATIENCE)
            yield child, ana, room
        finally:
            await child.stop()


# --- full


def _limited(child: Child) -> Fill:
    """No file may grow any more: a quota, which needs no rights to set."""

    @contextlib.contextmanager
    def full() -> Iterator[None]:
        assert child._process is not None
        pid = child._process.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, before[1]))
        yield
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)

    return full


def _filled(folder: Path) -> Fill:
    @contextlib.contextmanager
    def full() -> Iterator[None]:
        ballast = folder / "ballast"
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass
        yield
        ballast.unlink()

    return full


@contextlib.contextmanager
def _small_disk(folder: Path, size: str = "24m") -> Iterator[bool]:
    """A disk of its own, where one may be mounted."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


async def full(rounds: int) -> Result:
    """Raises AssertionError where a turn is lost, or refused without a sentence."""
    refused, turned, kinds = 0, 0, ["a quota (EFBIG)"]
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name:
        some = await _fills_up(Path(name), rounds, None)
        refused, turned = refused + some[0], turned + some[1]
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name, _small_disk(Path(name)) as mounted:
        if mounted:
            kinds.append("a full disk (ENOSPC)")
            some = await _fills_up(Path(name), rounds, _filled(Path(name)))
            refused, turned = refused + some[0], turned + some[1]
    held = f"{refused:,} turns refused in a sentence, {turned:,} made; after there was room again the same process"
    return Result(
        "A full disk", f"{rounds} times {' and '.join(kinds)}", f"{held} went on: 0 saved turns lost"
    )


async def _fills_up(home: Path, rounds: int, fill: Fill | None) -> tuple[int, int]:
    refused = turned = 0
    async with reader(home) as (child, ana, room):
        place = 1
        for _ in range(rounds):
            with (fill or _limited(child))():
                for _press in range(12):
                    told = await ana.presses("Next", room)
                    if REFUSED in told.text:
                        refused += 1
                    else:
                        place, turned = numbers(told.text)[-1], turned + 1
            told = await ana.presses("Next", room)
            assert numbers(told.text) == [place + 1], told.text
            place += 1
    (((scene,),),) = await Sqlite().ask(home, "SELECT scene FROM reading WHERE revision > 0")
    assert scene + 1 == place
    assert refused >= rounds, "the disk was not full enough to be noticed"
    return refused, turned


# --- read-only


async def read_only() -> Result:
    """A start on such a disk ends in a sentence, and what is there stays as it is."""
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name, _small_disk(Path(name)) as mounted:
        home = Path(name)
        async with reader(home):
            pass
        before = (home / NAME).read_bytes()
        with _only_to_read(home, mounted=mounted):
            said = await _does_not_start(home)
        assert (home / NAME).read_bytes() == before
    return Result("A read-only disk", "a start on it", f"ends with one sentence: “{_short(said)}”")


@contextlib.contextmanager
def _only_to_read(home: Path, *, mounted: bool) -> Iterator[None]:
    if mounted:
        subprocess.run(["mount", "-o", "remount,ro", str(home)], check=True)
    home.chmod(0o500) if not mounted else None
    yield
    home.chmod(0o700) if not mounted else None


async def _does_not_start(home: Path) -> str:
    async with Playground() as discord:
        command = (sys.executable, "-m", "bot")
        bot = await asyncio.create_subprocess_exec(
            *command, env=_settings(discord, home), cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        async with asyncio.timeout(60):
            _, said = await bot.communicate()
    assert bot.returncode in (1, 2), said
    lines = said.decode().strip().splitlines()
    assert len(lines) == 1 and lines[0].endswith("."), said
    return lines[0]


def _short(sentence: str) -> str:
    """Without the folders of this run."""
    return " ".join(Path(word).name if word.startswith("/") else word for word in sentence.split())


# --- damaged


async def damaged(rounds: int, chance: random.Random) -> Result:
    """Recognised at the start, with the way back in the sentence, which is then gone."""
    with tempfile.TemporaryDirectory(prefix="lamplight-soak-") as name:
        good = Path(name) / "good"
        good.mkdir()
        async with reader(good) as (_, ana, room):
            for _ in range(5):
                await ana.presses("Next", room)
        keep_one_of_today(good / NAME, 7, time.time_ns() // 1_000_000)
        for number in range(rounds):
            home = Path(name) / f"bad-{number}"
            shutil.copytree(good, home)
            _harm(home / NAME, chance)
            said = await _does_not_start(home)
            assert "damaged" in said, said
            await _goes_the_way_back(home, said)
            shutil.rmtree(home)
    return Result(
        "A damaged database",
        f"{rounds} files cut short, with a header of zeros, or with pages of noise",
        "each recognised at the start; the one sentence names the newest backup and the command, which brings it back",
    )


def _harm(database: Path, chance: random.Random) -> None:
    content = bytearray(database.read_bytes())
    match chance.randrange(3):
        case 0:
            content = content[: chance.randrange(4096, len(content) * 9 // 10)]
        case 1:
            content[:100] = bytes(100)
        case _:
            for page in range(1, len(content) // 4096, 2):
                content[page * 4096 : page * 4096 + 512] = chance.randbytes(512)
    database.write_bytes(content)


async def _goes_the_way_back(home: Path, said: str) -> None:
    """As an operator copies it from the sentence."""
    command = said.partition("python -m ")[2].rstrip(".").split()
    async with Playground() as discord:
        settings = _settings(discord, home)
    done = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *command), env=settings, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
    )
    assert await done.wait() == 0, command
    (((scene,),),) = await Sqlite().ask(home, "SELECT scene FROM reading WHERE revision > 0")
    assert scene == 5

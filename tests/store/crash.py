"""A process that forks readers and migrations of a database and kills them; what it finds it checks.

Run by the tests as a process of its own, because only a process without threads may fork:

    python -m tests.store.crash turns DATABASE MIGRATIONS KILLS SEED
    python -m tests.store.crash migrations DATABASE MIGRATIONS KILLS SEED
"""

import asyncio
import os
import random
import resource
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from bot.store.database import Store
from bot.store.lock import Lock
from bot.store.opening import prepare
from tests.store.sample import Outdated, history, revision_of, turn

# --- turns


async def _press(store: Store, reading: int, pipe: int) -> None:
    """Turns what it sees, as fast as it can, and says so only when the store has said so."""
    while True:
        seen = await store.read(revision_of, reading)
        with suppress(Outdated):
            revision = await store.write(turn, reading, seen)
            os.write(pipe, b"%d %d\n" % (reading, revision))


async def _read_along(path: Path, migrations: Path, pipe: int) -> None:
    store = await Store.open(path, migrations)
    await asyncio.gather(*(_press(store, reading, pipe) for reading in range(8) for _ in range(3)))


def turns(path: Path, migrations: Path, kills: int, chance: random.Random) -> str:
    acknowledged: Counter[tuple[int, int]] = Counter()
    for kill in range(kills):
        reading = kill % 5 > 0  # else it may die while it opens
        seconds = chance.uniform(0.001, 0.05)
        acknowledged.update(_acknowledged_until_killed(path, migrations, reading, seconds))
        if kill % 2 == 0 or kill == kills - 1:  # else the next process finds what the kill has left
            _nothing_is_lost(path, acknowledged)
    return f"{kills} kills, {acknowledged.total()} turns acknowledged"


def _acknowledged_until_killed(
    path: Path, migrations: Path, reading: bool, seconds: float
) -> list[tuple[int, int]]:
    out, into = os.pipe()
    child = _fork(lambda: asyncio.run(_read_along(path, migrations, into)))
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        if reading:
            select.select([pipe], [], [], 10)  # the first acknowledgement
        select.select([], [], [], seconds)
        os.kill(child, signal.SIGKILL)
        lines = pipe.read().splitlines()
    assert _end_of(child) == -signal.SIGKILL, "the readers ended by themselves"
    return [(int(reading), int(revision)) for reading, revision in (line.split() for line in lines)]


def _nothing_is_lost(path: Path, acknowledged: Counter[tuple[int, int]]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        if not path.stat().st_size or not connection.execute("PRAGMA user_version").fetchone()[0]:
            assert not acknowledged
            return
        kept = {(reading, step) for reading, steps in history(connection).items() for step in steps}
    assert acknowledged.keys() <= kept, f"lost: {acknowledged.keys() - kept}"
    assert all(count == 1 for count in acknowledged.values()), "one turn for two"


# --- migrations


def migrations(path: Path, folder: Path, kills: int, chance: random.Random) -> str:
    """Kills an update at every statement, in writes that make a file grow, within statements, at random."""
    versions = _what_each_version_holds(path, folder)
    deaths: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=path.parent) as empty:
        scratch = Path(empty) / path.name
        for name, harm in _harms(kills, chance):
            shutil.rmtree(empty)
            shutil.copytree(path.parent, empty, ignore=shutil.ignore_patterns(Path(empty).name))
            deaths[name] += _update_and_die(scratch, folder, harm)
            _old_or_new(scratch, versions)
            _update(scratch, folder, lambda _: None)
            assert _content(scratch) == max(versions.items()), "the second start did not finish the update"
            _old_or_new(scratch, versions)
    return ", ".join(f"{count} killed {name}" for name, count in sorted(deaths.items()))


Harm = Callable[[sqlite3.Connection], None]


def _harms(kills: int, chance: random.Random) -> Iterator[tuple[str, Harm]]:
    for number in range(1, 80):
        yield "at a statement", _die_at_statement(number)
    for size in range(0, 120_000, 2048):
        yield "as a file grew", _die_when_a_file_grows_beyond(size + chance.randrange(2048))
    for _ in range(kills):
        yield "within a statement", _die_at_step(chance.randrange(1, 6000))
        yield "at random", _die_after(chance.uniform(0.0001, 0.012))


def _die(*_: object) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


def _die_at_statement(number: int) -> Harm:
    left = [number]

    def count(_: str) -> None:
        left[0] -= 1
        if not left[0]:
            _die()

    return lambda connection: connection.set_trace_callback(count)


def _die_at_step(number: int) -> Harm:
    return lambda connection: connection.set_progress_handler(_die, number)


def _die_after(seconds: float) -> Harm:
    def set_off(_: sqlite3.Connection) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process as SIGKILL does
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return set_off


def _die_when_a_file_grows_beyond(size: int) -> Harm:
    """The kernel ends the process inside the write that crosses the line, after the part below it."""

    def limit(_: sqlite3.Connection) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def _update_and_die(path: Path, folder: Path, harm: Harm) -> bool:
    child = _fork(lambda: _update(path, folder, harm))
    return _end_of(child) < 0


def _update(path: Path, folder: Path, harm: Harm) -> None:
    lock = Lock(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        harm(connection)
        prepare(connection, path, lock, folder)
    lock.release()


def _content(path: Path) -> tuple[int, str]:
    """The version of a database, and all that is in it; checked for damage."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, "\n".join(connection.iterdump())


def _what_each_version_holds(path: Path, folder: Path) -> dict[int, str]:
    versions = dict([_content(path)])
    with tempfile.TemporaryDirectory() as empty:
        one_more, copy = Path(empty) / "migrations", Path(empty) / path.name
        one_more.mkdir()
        shutil.copy(path, copy)
        for file in sorted(folder.iterdir()):
            shutil.copy(file, one_more)
            if len(list(one_more.iterdir())) > min(versions):
                _update(copy, one_more, lambda _: None)
                versions |= dict([_content(copy)])
    return versions


def _old_or_new(path: Path, versions: dict[int, str]) -> None:
    version, content = _content(path)
    assert content == versions[version], f"half of a migration after version {version}"
    if version > min(versions):
        copy = path.with_name(f"{path.name}.before-{max(versions):04}")
        assert _content(copy) == min(versions.items()), "the copy is not what was there before"


# --- processes


def _fork(work: Callable[[], object]) -> int:
    """The id of a child that does the work and ends with 0, or says what went wrong and ends with 1."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


def _end_of(child: int) -> int:
    """0 for a proper end, minus the signal for a killed one."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code <= 0, "the child failed; see above"
    return code


if __name__ == "__main__":
    what, database, scripts, number, seed = sys.argv[1:]
    run = {"turns": turns, "migrations": migrations}[what]
    sys.stdout.write(run(Path(database), Path(scripts), int(number), random.Random(seed)))

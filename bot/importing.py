"""Imports: a small plain text is read on the spot, other files by a worker process, which may crash or hang alone."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from msgspec import Raw, Struct
from msgspec.json import decode

from story import story_json, told, wording
from story.model import Story, Undecodable, Unreadable
from story.quick import is_quick
from story.split import Split

LARGEST = 20_000_000  # bytes of a file, as in story.importing, which is not loaded into the bot
_LARGEST_ANSWER = 120_000_000  # bytes; a story takes a few more than its text, doubled for other scripts
_PIECE = 262_144


# The worker knows the bot's packages and nothing of its settings: no environment, no site, no user's folder.
_FLAGS = ("-I", "-S", "-X", "utf8")
# Without typing_extensions, for which msgspec would load a good part of the standard library, a sixth of a start.
PRELUDE = (
    "import sys; sys.path[:] = sys.argv[2:]; sys.modules['typing_extensions'] = None;"
    " import msgspec; del sys.modules['typing_extensions'];"
)
_START = f"{PRELUDE} from importlib import import_module; import_module(sys.argv[1]).main()"


class Limits(Struct, frozen=True):
    """What one import may take: seconds of waiting, seconds of work, bytes of memory over an idle worker's."""

    seconds: float = 10.0
    cpu: int = 10
    memory: int = 300_000_000


LIMITS = Limits()


class _Said(Struct):
    """What a worker answers: the story, or why it cannot be read."""

    story: Raw = Raw()
    unreadable: Any = None  # a sentence as story.told dumps it
    undecodable: bool = False


async def import_story(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    split: Split = Split.AUTO,
    limits: Limits = LIMITS,
) -> Story:
    """The story in a file, read where that is best. Raises Unreadable.

    A worker takes longer to start than a small text to read, and is there for what could go wrong with all others.
    """
    if encoding or not is_quick(data, name):
        return await import_apart(data, name, encoding=encoding, split=split, limits=limits)
    return await asyncio.to_thread(_read_here, data, name, split)


def _read_here(data: bytes, name: str, split: Split) -> Story:
    from story.importing import read_story  # only now: a bot whose library is up to date reads no file

    return read_story(data, name, split=split)


async def import_apart(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    split: Split = Split.AUTO,
    limits: Limits = LIMITS,
    worker: str = "bot.import_worker",
) -> Story:
    """`story.importing.read_story` in a process of its own. Raises Unreadable, whatever happens there.

    `worker` is the module whose `main` the process runs. No process outlives the call, a cancelled one included.
    """
    if len(data) > LARGEST:
        raise Unreadable(wording.TOO_LARGE, most=LARGEST // 1_000_000)
    how = {"encoding": encoding, "split": split.value}
    wanted = {"name": name, **how, "memory": limits.memory, "cpu": limits.cpu}
    try:
        async with asyncio.timeout(limits.seconds), worker_process(worker) as process:
            answer = await ask(process, json.dumps(wanted).encode("ascii") + b"\n", data)
            await process.wait()
    except TimeoutError:
        raise Unreadable(wording.TOO_LONG) from None
    except OSError as error:
        raise Unreadable(wording.BROKE_OFF) from error
    if process.returncode is not None and -process.returncode == signal.SIGXCPU:
        raise Unreadable(wording.TOO_LONG)
    return await asyncio.to_thread(_story, answer)


@contextlib.asynccontextmanager
async def worker_process(worker: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A worker that is killed, with all that it may have started, when it is no longer waited for."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *_FLAGS, "-c", _START, worker, *folders(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
        env=None if sys.platform == "win32" else {},
    )  # fmt: skip
    try:
        yield process
    finally:
        _kill(process)
        await asyncio.shield(process.wait())


def folders() -> list[str]:
    """Where the worker finds modules: where the bot does."""
    return [str(Path(__file__).parents[1]), *(str(Path(each).absolute()) for each in sys.path if each)]


def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


async def ask(process: asyncio.subprocess.Process, head: bytes, data: bytes) -> bytes:
    """What the worker says to the file, up to the largest answer there can be."""
    assert process.stdin is not None and process.stdout is not None
    writing = asyncio.create_task(_write(process.stdin, head, data))
    try:
        return await _read(process.stdout)
    finally:
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing


async def _write(stdin: asyncio.StreamWriter, head: bytes, data: bytes) -> None:
    """The file, piece by piece; a worker that has refused it early has closed its end."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        stdin.write(head)
        for start in range(0, len(data), _PIECE):
            stdin.write(data[start : start + _PIECE])
            await stdin.drain()
        stdin.close()
        await asyncio.shield(
            stdin.wait_closed()
        )  # one that is cancelled is told of all the same, and stumbles over it


async def _read(stdout: asyncio.StreamReader) -> bytes:
    answer = bytearray()
    while piece := await stdout.read(_PIECE):
        answer += piece
        if len(answer) > _LARGEST_ANSWER:
            raise Unreadable(wording.BROKE_OFF)
    return bytes(answer)


def _story(answer: bytes) -> Story:
    """The story in the worker's answer; one that is no answer means that the worker broke off."""
    try:
        line, _, pictures = answer.partition(b"\n")
        said = decode(line, type=_Said)
        if said.unreadable is not None:
            sentence = told.load(said.unreadable)
            raise (Undecodable if said.undecodable else Unreadable)(sentence)
        return story_json.load(bytes(said.story), pictures)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(wording.BROKE_OFF) from None

"""Reads so many broken files of a format, and measures: how long each takes, and how much memory."""

import resource
import signal
import sys
import traceback
from pathlib import Path
from time import process_time
from types import FrameType

from msgspec import Struct, field

from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.fuzz.sources import SUFFIXES, sources

SLOWEST = 10.0  # seconds of work for one file
MOST_MEMORY = 300_000_000  # bytes of the whole process
_ALL = 1_500_000_000  # bytes that the process may map, so that one that runs wild ends alone
ENOUGH = 20  # problems, after which a format is not tried on


class Tried(Struct):
    """What came of it: each of `problems` with its file; at most so many seconds, and so many bytes of memory."""

    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    memory: int = 0
    problems: list[tuple[str, bytes]] = field(default_factory=list)


def run(kind: str, cases: int, seed: int) -> Tried:
    """Needs a system that tells memory as Linux does; elsewhere it counts as none."""
    tried = Tried()
    resource.setrlimit(resource.RLIMIT_AS, (_ALL, _ALL))
    signal.signal(signal.SIGVTALRM, _too_slow)
    for data in mutations(sources(kind), cases, seed):
        if problem := _try(data, f"broken{SUFFIXES[kind][0]}", tried):
            tried.problems.append((problem, data))
            if len(tried.problems) >= ENOUGH:
                break
    return tried


def _try(data: bytes, name: str, tried: Tried) -> str:
    """What went wrong, or ""."""
    _forget_peak()
    began = process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
    try:
        read = survives(data, name)
    except Exception:
        return traceback.format_exc(limit=-4)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    tried.read += read
    tried.refused += not read
    tried.slowest = max(tried.slowest, process_time() - began)
    tried.memory = max(tried.memory, memory := _peak())
    return f"{memory / 1e6:.0f} MB" if memory > MOST_MEMORY else ""


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"longer than {SLOWEST:.0f} s")


def _forget_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak() -> int:
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024

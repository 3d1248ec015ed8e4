"""Bots as an operator starts them, in processes of their own; none outlives its test (tests/conftest.py)."""

import asyncio
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STARTED: list["asyncio.subprocess.Process"] = []


async def start(home: Path, *arguments: str, **environment: str) -> "asyncio.subprocess.Process":
    """`python -m bot` with its data in a folder, or python with other arguments."""
    pipe = asyncio.subprocess.PIPE
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "DATA_DIR": str(home / "data"), **environment}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *(arguments or ("-m", "bot")), env=settings, cwd=home, stdout=pipe, stderr=pipe
    )
    STARTED.append(process)
    return process


async def says(process: "asyncio.subprocess.Process", words: bytes) -> None:
    """Waits for them in the log."""
    assert process.stderr
    line = b""
    while words not in line:
        line = await process.stderr.readline()
        assert line, "it has ended"


def end_all() -> None:
    """Those that a failed test has left."""
    for process in STARTED:
        if process.returncode is None:
            process.kill()
    STARTED.clear()

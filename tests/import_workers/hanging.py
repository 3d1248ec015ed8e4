"""Starts another process, says both process ids into the pipe that the file is named after, and waits for ever."""

import json
import os
import sys
import threading
from pathlib import Path


def main() -> None:
    pipe = Path(json.loads(sys.stdin.buffer.readline())["name"])
    child = os.fork()
    if child:
        pipe.write_text(f"{os.getpid()} {child}", "ascii")
    threading.Event().wait()

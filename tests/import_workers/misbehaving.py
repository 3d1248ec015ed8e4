"""Does what the file says: answers nonsense, crashes, spins, writes a file, or nothing at all."""

import json
import os
import pickle
import sys

from bot.import_worker import limit
from story import wording

_STORY = {
    "title": "T",
    "author": "",
    "language": "",
    "rating": "",
    "content_notes": "",
    "licence": "",
    "summary": "",
    "tags": "",
    "series": "",
    "source": "",
}


def _unreadable(*told: object) -> bytes:
    return json.dumps({"unreadable": told}).encode()


_SPAN_OUTSIDE = {
    **_STORY,
    "dropped": [],
    "warnings": [],
    "chapters": [["C", [["text", '{"b":[["p",4,0,2,9,1]]}']]]],
}


def main() -> None:
    wanted = json.loads(sys.stdin.buffer.readline())
    limit(wanted["memory"], wanted["cpu"])
    deed = sys.stdin.buffer.read().decode()
    if deed in _ANSWERS:
        sys.stdout.buffer.write(_ANSWERS[deed])
    else:
        _do(deed, wanted["name"])


_ANSWERS = {
    "garbage": b"\xff\x00{[" * 50,
    "nested": b"[" * 200_000,
    "pickle": pickle.dumps(_STORY),
    "wrong": json.dumps({"story": _SPAN_OUTSIDE}).encode(),
    "environment": _unreadable([wording.NO_SUCH_ENCODING], None, {"encoding": " ".join(os.environ)}),
    "leak": _unreadable(["{encoding.__class__.__mro__}"], None, {"encoding": "x"}),
    "unfilled": _unreadable([wording.NO_SUCH_ENCODING], None, {"sentence": "x"}),
    "uncounted": _unreadable([*wording.PAGES_MISSING], "x", {}),
}


def _do(deed: str, name: str) -> None:
    match deed:
        case "crash":
            os.abort()
        case "exit":
            os._exit(7)
        case "endless":
            while True:
                sys.stdout.buffer.write(b"x" * 1_000_000)
        case "spin":
            while True:
                pass
        case "write":
            with open(name, "wb") as file:  # noqa: PTH123  # as hostile code would
                file.write(b"written")

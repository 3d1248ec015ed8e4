"""Files on their way from a window: posted first, then named in what the window asks."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from aiohttp import web

from bot.playground.messages import Upload
from bot.playground.messages import upload as upload_of
from bot.playground.refusals import NotPossible

KEPT = 64 << 20  # bytes of files that nothing has named yet


class Uploads:
    """Kept until they are taken, or until too many newer ones have come."""

    def __init__(self) -> None:
        self._waiting: dict[str, Upload] = {}

    async def receive(self, request: web.Request) -> web.Response:
        """POST with ``?name=``; the body is the file, the answer the word by which it is taken."""
        kept = upload_of((request.query.get("name") or "file", await request.read()))
        word = secrets.token_urlsafe(12)
        self._waiting[word] = kept
        while sum(len(one.data) for one in self._waiting.values()) > KEPT:
            del self._waiting[next(iter(self._waiting))]
        return web.json_response({"upload": word})

    def find(self, words: Iterable[str]) -> list[Upload]:
        """They stay, since what they were meant for may have to be sent again."""
        try:
            return [self._waiting[word] for word in words]
        except KeyError:
            raise NotPossible("this file is not here any more: choose it again") from None

    def forget(self, words: Iterable[str]) -> None:
        for word in words:
            self._waiting.pop(word, None)

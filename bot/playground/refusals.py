"""The ways in which something cannot be done: Discord's errors for the app, a person's for the person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Refused(Exception):
    """What the wire answers instead: an HTTP status with Discord's code and message."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


class NotPossible(Exception):
    """Discord's own window would not let the person do this; the text names the reason."""


class InteractionFailed(Exception):
    """What the person reads as "This interaction failed": the app did not answer in time."""


class NothingHappened(AssertionError):
    """What was waited for did not come; the text shows what the channel shows instead."""


NOT_FOUND = {
    "application command": 10063,
    "channel": 10003,
    "guild": 10004,
    "interaction": 10062,
    "member": 10007,
    "message": 10008,
    "scheduled event": 10070,
    "user": 10013,
    "webhook": 10015,
}


def unknown(what: str) -> Refused:
    """404 with Discord's code for "Unknown Message" and its kin."""
    title = " ".join(word.capitalize() for word in what.split())
    return Refused(
        404, NOT_FOUND[what], "Unknown interaction" if what == "interaction" else f"Unknown {title}"
    )


def unauthorized() -> Refused:
    return Refused(401, 0, "401: Unauthorized")


def missing_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def missing_permissions() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


EMPTY_MESSAGE = "Cannot send an empty message"
CODES = (
    ("required", "BASE_TYPE_REQUIRED"),
    ("in length", "BASE_TYPE_BAD_LENGTH"),
    ("must be one of", "BASE_TYPE_CHOICES"),
    ("custom id cannot be duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    ("IS_COMPONENTS_V2", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
)


def invalid(problems: Iterable[str], under: str = "") -> Refused:
    """400 with 50035 and the nested ``errors`` of lines as ``bot.limits`` writes them ("In path: rule")."""
    lines = list(problems)
    if EMPTY_MESSAGE in lines:
        return Refused(400, 50006, EMPTY_MESSAGE)
    errors: dict[str, Any] = {}
    for line in lines:
        path, _, rule = line.removeprefix("In ").partition(": ") if line.startswith("In ") else ("", "", line)
        node = errors
        for step in filter(None, (under + path).split(".")):
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": _code(rule), "message": rule})
    return Refused(400, 50035, "Invalid Form Body", errors)


def _code(rule: str) -> str:
    return next((code for words, code in CODES if words in rule), "BASE_TYPE_INVALID")

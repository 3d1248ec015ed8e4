"""Whom a message would call by name, as Discord reads it and as its allowed_mentions permit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.playground.components import texts
from bot.playground.state import NOBODY, Channel, Json, Pings

MENTION = re.compile(r"<@(!|&)?(\d{1,20})>|(@everyone|@here)")


def pings(
    channel: Channel, content: str, components: Iterable[Json], allowed: Any, *, may_call_all: bool
) -> Pings:
    """Strict on purpose: a mention in code or behind a backslash counts, since it may in some client.

    ``may_call_all``: the author may mention everyone and every role.
    """
    written = "\n".join((content, *texts(components)))
    if "@" not in written:
        return NOBODY
    found = list(MENTION.finditer(written))
    users = {int(m[2]) for m in found if m[2] and m[1] != "&"}
    roles = {int(m[2]) for m in found if m[2] and m[1] == "&"}
    return Pings(
        frozenset(_permitted(users & _members(channel), allowed, "users")),
        frozenset(_permitted(roles & _roles(channel), allowed, "roles") if may_call_all else ()),
        may_call_all and any(m[3] for m in found) and _parses(allowed, "everyone"),
    )


def _permitted(ids: set[int], allowed: Any, kind: str) -> set[int]:
    if _parses(allowed, kind):
        return ids
    return ids & {int(one) for one in allowed.get(kind) or ()}


def _parses(allowed: Any, kind: str) -> bool:
    return allowed is None or kind in (allowed.get("parse") or ())


def _members(channel: Channel) -> set[int]:
    return set(channel.guild.members) if channel.guild else {user.id for user in channel.recipients}


def _roles(channel: Channel) -> set[int]:
    return set(channel.guild.roles) if channel.guild else set()

"""The rules about a whole message and about the answer to an interaction."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.limits.commands import autocomplete_problems
from bot.limits.components import IS_COMPONENTS_V2, check_components
from bot.limits.fields import Payload, Problems, check_count, check_length, check_unique, say
from bot.limits.modals import modal_problems

MAX_CONTENT = 2000  # code points; the 4000 of Discord's OpenAPI description are not for apps
MAX_EMBEDS = 10
MAX_EMBED_TEXT = 6000  # over all embeds of a message
MAX_EMBED_FIELDS = 25
MAX_FILES = 10
MAX_NONCE = 25
MAX_MENTIONS = 100

EPHEMERAL = 1 << 6
SUPPRESS_EMBEDS = 1 << 2
SUPPRESS_NOTIFICATIONS = 1 << 12
IS_VOICE_MESSAGE = 1 << 13
MAY_SET = EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_VOICE_MESSAGE | IS_COMPONENTS_V2

EMPTY = "Cannot send an empty message"
LEGACY_FIELDS = (
    ("content", "content"),
    ("embeds", "embeds"),
    ("poll", "poll"),
    ("sticker_ids", "stickers"),
)


def message_problems(
    payload: Payload, *, edit: bool = False, v2: bool = False, attachments: Collection[str] | None = None
) -> Problems:
    """What Discord would refuse in a message to be sent or, with ``edit``, in the fields to be changed.

    ``v2``: the message that is edited has components V2 already. ``attachments``: the names of its files, new
    and kept; None where they are not known, and then references to them are not judged.
    """
    problems: Problems = []
    flags = payload.get("flags") or 0
    v2 = v2 or bool(flags & IS_COMPONENTS_V2)
    if flags & ~MAY_SET and not edit:
        say(problems, "flags", "Only message flags that an app may set are allowed.")
    if v2:
        _check_legacy_fields(problems, payload)
    else:
        check_length(problems, payload, "content", "", MAX_CONTENT, shortest=0)
        if payload.get("embeds"):
            _check_embeds(problems, payload["embeds"])
    if payload.get("components"):
        check_components(problems, payload["components"], v2=v2, attachments=attachments)
    if not edit and _is_empty(payload, v2, attachments):
        problems.append(EMPTY)
    if len(payload) > 3:  # the hot path has flags, components and allowed_mentions only
        _check_rest(problems, payload, attachments)
    return problems


def _check_legacy_fields(problems: Problems, payload: Payload) -> None:
    for key, name in LEGACY_FIELDS:
        if payload.get(key):
            rule = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            say(problems, key, rule)


def _is_empty(payload: Payload, v2: bool, attachments: Collection[str] | None) -> bool:
    if v2:
        return not payload.get("components")
    if attachments or payload.get("attachments") or payload.get("poll") or payload.get("sticker_ids"):
        return False
    return not (payload.get("content") or "").strip() and not payload.get("embeds")


def _check_rest(problems: Problems, payload: Payload, attachments: Collection[str] | None) -> None:
    files = payload.get("attachments")
    if max(len(files or ()), len(attachments or ())) > MAX_FILES:
        say(problems, "attachments", f"Must be between 0 and {MAX_FILES} in length.")
    for index, file in enumerate(files or ()):
        check_length(problems, file, "filename", f"attachments.{index}.", 1024)
        check_length(problems, file, "description", f"attachments.{index}.", 1024, shortest=0)
    if len(str(payload.get("nonce") or "")) > MAX_NONCE:
        say(problems, "nonce", f"Must be {MAX_NONCE} or fewer in length.")
    if payload.get("allowed_mentions"):
        _check_mentions(problems, payload["allowed_mentions"])


def _check_mentions(problems: Problems, allowed: Payload) -> None:
    parse = allowed.get("parse") or ()
    for index, name in enumerate(parse):
        if name not in ("users", "roles", "everyone"):
            rule = 'Value must be one of ("roles", "users", "everyone").'
            say(problems, f"allowed_mentions.parse.{index}", rule)
    for key in ("users", "roles"):
        ids: list[Any] = list(allowed.get(key) or ())
        if len(ids) > MAX_MENTIONS:
            say(problems, f"allowed_mentions.{key}", f"Must be {MAX_MENTIONS} or fewer in length.")
        if ids and key in parse:
            say(problems, "allowed_mentions", f"parse and {key}: [ids...] are mutually exclusive.")
        check_unique(problems, ids, f"allowed_mentions.{key}", "", "This id is here twice")


def _check_embeds(problems: Problems, embeds: Any) -> None:
    if not check_count(problems, embeds, "embeds", 0, MAX_EMBEDS):
        return
    for index, embed in enumerate(embeds):
        _check_embed(problems, embed, f"embeds.{index}.")
    total = sum(map(_embed_length, embeds))
    if total > MAX_EMBED_TEXT:
        say(problems, "embeds", f"Embed size exceeds maximum size of {MAX_EMBED_TEXT}")


def _check_embed(problems: Problems, embed: Payload, path: str) -> None:
    check_length(problems, embed, "title", path, 256, shortest=0)
    check_length(problems, embed, "description", path, 4096, shortest=0)
    check_length(problems, embed.get("footer") or {}, "text", f"{path}footer.", 2048)
    check_length(problems, embed.get("author") or {}, "name", f"{path}author.", 256)
    fields = embed.get("fields") or []
    if len(fields) > MAX_EMBED_FIELDS:
        say(problems, f"{path}fields", f"Must be {MAX_EMBED_FIELDS} or fewer in length.")
    for index, field in enumerate(fields):
        check_length(problems, field, "name", f"{path}fields.{index}.", 256, needed=True)
        check_length(problems, field, "value", f"{path}fields.{index}.", 1024, needed=True)


def _embed_length(embed: Payload) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    texts += [field.get(key) for field in embed.get("fields") or () for key in ("name", "value")]
    return sum(len(text.strip()) for text in texts if text)


def callback_problems(
    callback: Payload, *, v2: bool = False, attachments: Collection[str] | None = None
) -> Problems:
    """The same for the first answer to an interaction: ``{"type": 4, "data": {…}}`` and its kin."""
    data = callback.get("data") or {}
    match callback.get("type"):
        case 4:
            problems = message_problems(data, attachments=attachments)
        case 7:
            problems = message_problems(data, edit=True, v2=v2, attachments=attachments)
        case 5:
            problems = _defer_problems(data)
        case 8:
            problems = autocomplete_problems(data)
        case 9:
            problems = modal_problems(data)
        case 1 | 6:
            problems = []
        case _:
            return ['In type: Value of field "type" must be one of (1, 4, 5, 6, 7, 8, 9).']
    return [line.replace("In ", "In data.", 1) if line.startswith("In ") else line for line in problems]


def _defer_problems(data: Payload) -> Problems:
    problems: Problems = []
    if (data.get("flags") or 0) & ~EPHEMERAL:
        say(problems, "flags", "Only the EPHEMERAL flag may be set when the answer is deferred.")
    return problems

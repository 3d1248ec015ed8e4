"""Filling in what asks for values: the menus of a message and the fields of a modal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground import payloads
from bot.playground.components import LABEL, ROW
from bot.playground.interactions import Modal
from bot.playground.messages import Upload, store, upload
from bot.playground.refusals import NotPossible
from bot.playground.state import Channel, Json
from bot.playground.world import World

SELECT, TEXT_INPUT, USERS, ROLES, MENTIONABLES, CHANNELS, FILES = 3, 4, 5, 6, 7, 8, 19
RADIO, CHECKBOXES, CHECKBOX = 21, 22, 23
WITH_OPTIONS = frozenset((SELECT, RADIO, CHECKBOXES))


def values(channel: Channel, menu: Json, labels: Sequence[str]) -> list[str] | None:
    """The values of the options with these labels; None where the menu does not have them all."""
    if menu["type"] in WITH_OPTIONS:
        known = {option["label"]: option["value"] for option in menu["options"]}
    else:
        known = _entities(channel, menu["type"])
    names = [label.lstrip("@#") if menu["type"] not in WITH_OPTIONS else label for label in labels]
    if any(name not in known for name in names):
        return None
    most = menu.get("max_values", 1) or 1
    if len(names) > most:
        raise NotPossible(f"this menu takes {most} at most")
    return [known[name] for name in names]


def _entities(channel: Channel, kind: int) -> dict[str, str]:
    guild = channel.guild
    if guild is None:
        return {user.name: str(user.id) for user in channel.recipients} if kind == USERS else {}
    users = {member.user.name: str(member.user.id) for member in guild.members.values()}
    roles = {role.name: str(role.id) for role in guild.roles.values()}
    channels = {one.name: str(one.id) for one in guild.channels.values()}
    return {USERS: users, ROLES: roles, MENTIONABLES: {**roles, **users}, CHANNELS: channels}.get(kind, {})


def resolved(world: World, channel: Channel, kind: int, ids: Sequence[str]) -> Json:
    """The ``resolved`` objects of what an entity menu chose; a menu of options has none."""
    found: Json = {}
    if kind in WITH_OPTIONS:
        return found
    guild = channel.guild
    for number in map(int, ids):
        if number in world.users and kind in (USERS, MENTIONABLES):
            found.setdefault("users", {})[str(number)] = payloads.user(world.users[number])
            if guild and number in guild.members:
                body = payloads.member(world, guild.members[number], channel)
                found.setdefault("members", {})[str(number)] = {k: v for k, v in body.items() if k != "user"}
        elif guild and number in guild.roles:
            found.setdefault("roles", {})[str(number)] = payloads.role(guild.roles[number])
        elif number in world.channels:
            body = payloads.channel(world, world.channels[number], world.bot)
            found.setdefault("channels", {})[str(number)] = body
    return found


def submission(
    world: World, channel: Channel, modal: Modal, fields: Mapping[str, Any], *, by_id: bool = False
) -> Json:
    """The ``data`` of a submitted modal; every field that is not named keeps its preset.

    ``fields``: by their labels, what is chosen too; ``by_id``: by custom ids and values.
    """
    left: dict[str, Any] = dict(fields)
    together: Json = {}
    parts: list[Json] = []
    for item in modal.components:
        inner = _inner(item)
        if inner is None:
            parts.append({"type": item["type"], "id": item["id"]})
            continue
        label = str(item.get("label") or inner.get("label"))
        given = left.pop(inner["custom_id"] if by_id else label, None)
        answer, found = _answer(world, channel, inner, label, given, by_id=by_id)
        for kind, bodies in found.items():
            together.setdefault(kind, {}).update(bodies)
        key = "component" if item["type"] == LABEL else "components"
        parts.append(
            {"type": item["type"], "id": item["id"], key: answer if key == "component" else [answer]}
        )
    if left:
        raise NotPossible(f"the form {modal.title!r} has no field {', '.join(left)}")
    data: Json = {"custom_id": modal.custom_id, "components": parts}
    return {**data, "resolved": together} if together else data


def _inner(item: Json) -> Json | None:
    if item["type"] == LABEL:
        return dict(item["component"])
    return dict(item["components"][0]) if item["type"] == ROW else None


def _answer(
    world: World, channel: Channel, field: Json, label: str, given: Any, *, by_id: bool
) -> tuple[Json, Json]:
    body: Json = {"type": field["type"], "id": field.get("id", 0), "custom_id": field["custom_id"]}
    found: Json = {}
    match field["type"]:
        case 4:  # text input
            body["value"] = _text(field, label, given)
        case 23:  # checkbox
            body["value"] = bool(field.get("default") if given is None else given)
        case 19:  # files
            uploads = [one if isinstance(one, Upload) else upload(one) for one in _listed(given)]
            _check_number(field, label, len(uploads))
            kept = [store(world, channel, one, {}, ephemeral=True) for one in uploads]
            found = {"attachments": {str(one.id): payloads.attachment(one) for one in kept}} if kept else {}
            body["values"] = [str(one.id) for one in kept]
        case _:
            chosen = _chosen(channel, field, given, by_id=by_id)
            if chosen is None:
                raise NotPossible(f"{label}: there is no {given!r}")
            body |= {"value": chosen[0] if chosen else None} if field["type"] == RADIO else {"values": chosen}
            if field["type"] not in WITH_OPTIONS:
                found = resolved(world, channel, field["type"], chosen)
    if (
        field.get("required", True)
        and field["type"] != CHECKBOX
        and not (body.get("value") or body.get("values"))
    ):
        raise NotPossible(f"{label} is required")
    return body, found


def _text(field: Json, label: str, given: Any) -> str:
    text = str(field.get("value") or "" if given is None else given)
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if text and not least <= len(text) <= most:
        raise NotPossible(f"{label} takes {least} to {most} characters, not {len(text)}")
    return text


def _chosen(channel: Channel, field: Json, given: Any, *, by_id: bool) -> list[str] | None:
    """What is chosen as values; None where there is no such choice."""
    if given is None:
        return _preset(field)
    if not by_id:
        return values(channel, field, _listed(given))
    ids = [str(one) for one in _listed(given)]
    known = [option["value"] for option in field.get("options") or ()]
    return ids if field["type"] not in WITH_OPTIONS or all(one in known for one in ids) else None


def _check_number(field: Json, label: str, count: int) -> None:
    least = 1 if field.get("min_values") is None else field["min_values"]
    most = field.get("max_values") or 1
    if count and not least <= count <= most:
        raise NotPossible(f"{label} takes {least} to {most} files, not {count}")


def _preset(field: Json) -> list[str]:
    options = [option["value"] for option in field.get("options") or () if option.get("default")]
    return options or [str(one["id"]) for one in field.get("default_values") or ()]


def _listed(given: Any) -> list[Any]:
    if given is None:
        return []
    return list(given) if isinstance(given, list) else [given]

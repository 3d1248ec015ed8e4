"""Routes about a server's scheduled events."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.playground import payloads, permissions
from bot.playground.refusals import Refused, invalid, missing_permissions, unknown
from bot.playground.state import Guild, Json, User
from bot.playground.wire import Call, Route
from bot.playground.world import World

STAGE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
STEPS = {SCHEDULED: (SCHEDULED, ACTIVE, CANCELED), ACTIVE: (ACTIVE, COMPLETED)}
MAX_EVENTS = 100  # scheduled or active, in one server
LENGTHS = {"name": (1, 100), "description": (0, 1000)}
CREATE, MANAGE = permissions.BITS["create_events"], permissions.BITS["manage_events"]


async def listed(call: Call) -> list[Json]:
    return list(call.guild().scheduled_events.values())


async def create(call: Call) -> Json:
    guild = _allowed(call)
    problems = _problems(call.body) + _start_problems(call)
    if problems:
        raise invalid(problems)
    living = [one for one in guild.scheduled_events.values() if one["status"] in (SCHEDULED, ACTIVE)]
    if len(living) >= MAX_EVENTS:
        raise Refused(400, 30038, "Maximum number of guild scheduled events reached (100)")
    event = _new(call, guild)
    guild.scheduled_events[int(event["id"])] = event
    call.world.emit("GUILD_SCHEDULED_EVENT_CREATE", event, guild=guild)
    return event


def _allowed(call: Call) -> Guild:
    """CREATE_EVENTS since 2026-02-23, or MANAGE_EVENTS."""
    guild = call.guild()
    if not permissions.in_guild(guild, call.world.bot) & (CREATE | MANAGE):
        raise missing_permissions()
    return guild


def _new(call: Call, guild: Guild) -> Json:
    body = call.body
    return {
        "id": str(call.world.clock.new_id()),
        "guild_id": str(guild.id),
        "channel_id": body.get("channel_id"),
        "creator_id": str(call.world.bot.id),
        "creator": payloads.user(call.world.bot),
        "name": body["name"],
        "description": body.get("description"),
        "image": None,
        "scheduled_start_time": body["scheduled_start_time"],
        "scheduled_end_time": body.get("scheduled_end_time"),
        "privacy_level": body["privacy_level"],
        "status": SCHEDULED,
        "entity_type": body["entity_type"],
        "entity_id": None,
        "entity_metadata": body.get("entity_metadata"),
        "recurrence_rule": body.get("recurrence_rule"),
        "guild_scheduled_event_exceptions": [],
        "user_count": 0,
    }


def _start_problems(call: Call) -> list[str]:
    start = call.body.get("scheduled_start_time")
    if start and _time(start).timestamp() <= call.world.clock.now():
        return ["In scheduled_start_time: Cannot schedule event in the past."]
    return []


def _problems(event: Json) -> list[str]:
    """The rules about the fields together. Source: "Field Requirements By Entity Type", in Discord's documentation."""
    problems = []
    for key, (least, most) in LENGTHS.items():
        if (key == "name" or event.get(key)) and not least <= len(event.get(key) or "") <= most:
            problems.append(f"In {key}: Must be between {least} and {most} in length.")
    for key in ("scheduled_start_time", "privacy_level", "entity_type"):
        if event.get(key) is None:
            problems.append(f"In {key}: This field is required")
    if event.get("entity_type") == EXTERNAL:
        location = (event.get("entity_metadata") or {}).get("location") or ""
        if not 1 <= len(location) <= 100:
            problems.append("In entity_metadata.location: Must be between 1 and 100 in length.")
        if not event.get("scheduled_end_time"):
            problems.append("In scheduled_end_time: This field is required")
    elif not event.get("channel_id"):
        problems.append("In channel_id: This field is required")
    start, end = event.get("scheduled_start_time"), event.get("scheduled_end_time")
    if start and end and _time(end) <= _time(start):
        problems.append("In scheduled_end_time: Cannot schedule event to end before it starts.")
    return problems


def _time(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _found(call: Call) -> tuple[Guild, Json]:
    guild = call.guild()
    event = guild.scheduled_events.get(call.id("event"))
    if event is None:
        raise unknown("scheduled event")
    return guild, event


async def read(call: Call) -> Json:
    return _found(call)[1]


async def edit(call: Call) -> Json:
    guild, event = _found(call)
    _check_own(call, guild, event)
    changed = {**event, **call.body}
    problems = _problems(changed)
    if changed["status"] not in STEPS.get(event["status"], ()):
        problems.append("In status: Cannot change to this status.")
    if problems:
        raise invalid(problems)
    guild.scheduled_events[int(event["id"])] = changed
    call.world.emit("GUILD_SCHEDULED_EVENT_UPDATE", changed, guild=guild)
    return changed


async def delete(call: Call) -> None:
    guild, event = _found(call)
    _check_own(call, guild, event)
    del guild.scheduled_events[int(event["id"])]
    call.world.emit("GUILD_SCHEDULED_EVENT_DELETE", event, guild=guild)


def _check_own(call: Call, guild: Guild, event: Json) -> None:
    """One's own events need CREATE_EVENTS only; the events of others need MANAGE_EVENTS."""
    have = permissions.in_guild(guild, call.world.bot)
    own = event["creator_id"] == str(call.world.bot.id)
    if not have & (CREATE | MANAGE if own else MANAGE):
        raise missing_permissions()


async def users(call: Call) -> list[Json]:
    guild, event = _found(call)
    number = event["id"]
    who = sorted(guild.interested.get(int(number), ()))
    told = [payloads.user(call.world.users[one]) for one in who]
    return [{"guild_scheduled_event_id": number, "user": one} for one in told]


def set_interest(world: World, guild: Guild, event_id: int, user: User, *, interested: bool) -> None:
    """A person wants to be reminded of an event, or no longer."""
    event, who = guild.scheduled_events[event_id], guild.interested.setdefault(event_id, set())
    if (user.id in who) is interested:
        return
    who.symmetric_difference_update({user.id})
    guild.scheduled_events[event_id] = {**event, "user_count": len(who)}
    data: Json = {
        "guild_scheduled_event_id": str(event_id),
        "user_id": str(user.id),
        "guild_id": str(guild.id),
    }
    name = "GUILD_SCHEDULED_EVENT_USER_" + ("ADD" if interested else "REMOVE")
    world.emit(name, data, guild=guild)


_EVENTS = "/guilds/{guild}/scheduled-events"

ROUTES: list[Route] = [
    ("GET", _EVENTS, listed),
    ("POST", _EVENTS, create),
    ("GET", _EVENTS + "/{event}", read),
    ("PATCH", _EVENTS + "/{event}", edit),
    ("DELETE", _EVENTS + "/{event}", delete),
    ("GET", _EVENTS + "/{event}/users", users),
]

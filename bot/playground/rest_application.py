"""Routes about the app itself: who it is, its gateway, its commands."""

from __future__ import annotations

from typing import Any

from bot.limits import commands_problems
from bot.playground import payloads, permissions
from bot.playground.refusals import Refused, invalid, missing_access, unknown
from bot.playground.state import Json
from bot.playground.wire import Call, Route
from bot.playground.world import World


async def me(call: Call) -> Json:
    return payloads.me(call.world.bot)


async def application(call: Call) -> Json:
    world = call.world
    nothing = ("icon", "interactions_endpoint_url", "role_connections_verification_url", "team")
    return {
        **dict.fromkeys(nothing),
        "id": str(world.app_id),
        "name": world.bot.name,
        "description": "",
        "type": None,
        "summary": "",
        "bot": payloads.user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "owner": payloads.user(world.owner),
        "redirect_uris": [],
        "rpc_origins": [],
        "eligible_oauth2_scopes": [],
        "explicit_content_filter": 0,
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": sum(user.installed for user in world.users.values()),
        "approximate_user_authorization_count": 0,
        "integration_types_config": {"0": {}, "1": {}},
    }


async def guilds(call: Call) -> list[Json]:
    """Those with the app, and what it may do in each; ``limit`` and ``after`` as Discord has them."""
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 200))
    bot = call.world.bot
    inside = [one for one in call.world.guilds.values() if bot.id in one.members and one.id > after]
    return [
        {
            "id": str(one.id),
            "name": one.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(permissions.in_guild(one, bot)),
            "features": [],
        }
        for one in sorted(inside, key=lambda one: one.id)[:limit]
    ]


async def gateway(call: Call) -> Json:
    return {"url": call.wire.gateway_url}


async def gateway_bot(call: Call) -> Json:
    starts = call.wire.starts
    return {"url": call.wire.gateway_url, "shards": starts.shards, "session_start_limit": starts.told()}


# Commands. A guild id of 0 stands for the commands of everywhere.


async def get_commands(call: Call) -> list[Json]:
    return call.world.commands.get(_scope(call), [])


async def put_commands(call: Call) -> list[Json]:
    return _replace(call, _scope(call), call.body)


async def add_command(call: Call) -> Json:
    """An upsert by name and type, as Discord's is."""
    scope, new = _scope(call), _key(call.body)
    others = [command for command in call.world.commands.get(scope, []) if _key(command) != new]
    return _replace(call, scope, [*others, call.body])[-1]


async def get_command(call: Call) -> Json:
    found = [c for c in call.world.commands.get(_scope(call), []) if c["id"] == call.ids["command"]]
    if not found:
        raise unknown("application command")
    return found[0]


async def edit_command(call: Call) -> Json:
    scope, old = _scope(call), await get_command(call)
    commands = [{**c, **call.body} if c is old else c for c in call.world.commands[scope]]
    return next(c for c in _replace(call, scope, commands) if c["id"] == old["id"])


async def delete_command(call: Call) -> None:
    call.world.commands[_scope(call)].remove(await get_command(call))


def _scope(call: Call) -> int:
    if call.id("app") != call.world.app_id:
        raise Refused(403, 20012, "You are not authorized to perform this action on this application")
    if "guild" not in call.ids:
        return 0
    guild = call.world.guilds.get(call.id("guild"))
    if guild is None or call.world.bot.id not in guild.members:
        raise missing_access()
    return guild.id


def _key(command: Json) -> tuple[Any, Any]:
    return command.get("type", 1), command["name"]


def _replace(call: Call, scope: int, commands: list[Json]) -> list[Json]:
    problems = commands_problems(commands)
    if problems:
        raise invalid(problems)
    world = call.world
    known = {_key(command): command["id"] for command in world.commands.get(scope, [])}
    world.commands[scope] = [_registered(world, scope, command, known) for command in commands]
    world.synced = True
    world.touch()
    return world.commands[scope]


def _registered(world: World, scope: int, command: Json, known: dict[tuple[Any, Any], str]) -> Json:
    """A command as Discord keeps it: numbered, with every default spelt out."""
    numbered: Json = {
        "id": known.get(_key(command)) or str(world.clock.new_id()),
        "application_id": str(world.app_id),
        "version": str(world.clock.new_id()),
        "default_member_permissions": None,
        "type": 1,
        "name_localizations": None,
        "description": "",
        "description_localizations": None,
        "nsfw": False,
        **command,
    }
    numbered["contexts"] = command.get("contexts") or ([0] if command.get("dm_permission") is False else None)
    numbered["integration_types"] = command.get("integration_types") or [0]
    numbered["dm_permission"] = command.get("dm_permission", True) is not False
    if scope:
        numbered["guild_id"] = str(scope)
    if numbered["default_member_permissions"] is not None:
        numbered["default_member_permissions"] = str(numbered["default_member_permissions"])
    return numbered


_ANYWHERE = "/applications/{app}/commands"
_IN_GUILD = "/applications/{app}/guilds/{guild}/commands"

ROUTES: list[Route] = [
    ("GET", "/users/@me", me),
    ("GET", "/users/@me/guilds", guilds),
    ("GET", "/oauth2/applications/@me", application),
    ("GET", "/applications/@me", application),
    ("GET", "/gateway", gateway),
    ("GET", "/gateway/bot", gateway_bot),
    *(
        route
        for base in (_ANYWHERE, _IN_GUILD)
        for route in (
            ("GET", base, get_commands),
            ("PUT", base, put_commands),
            ("POST", base, add_command),
            ("GET", base + "/{command}", get_command),
            ("PATCH", base + "/{command}", edit_command),
            ("DELETE", base + "/{command}", delete_command),
        )
    ),
]

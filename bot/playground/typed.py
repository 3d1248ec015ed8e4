"""What a person types after a slash, read as Discord's own window reads it: a command, its options, what is amiss."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground import payloads, permissions
from bot.playground.interactions import ELSEWHERE, IN_BOT_DM, IN_GUILD, context, owners
from bot.playground.messages import Upload, store
from bot.playground.refusals import NotPossible
from bot.playground.state import Channel, Json, User
from bot.playground.world import World

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(1, 12)
WANTED = {
    INTEGER: "a whole number",
    BOOLEAN: "true or false",
    USER: "a person",
    CHANNEL: "a channel",
    ROLE: "a role",
    MENTIONABLE: "a person or a role",
    NUMBER: "a number",
}
PLACES = {IN_GUILD: "a server", IN_BOT_DM: "a direct message", ELSEWHERE: "a direct message among people"}
MENTION = re.compile(r"<(?:@[!&]?|#)(\d{1,20})>")
LARGEST = 1 << 53  # of a whole number: JavaScript's


@dataclass(slots=True, eq=False)
class Typing:
    """A person typing a command: who, where, and how strictly they are held to what is possible."""

    world: World
    user: User
    channel: Channel
    anyway: bool = False
    files: list[Upload] = field(default_factory=list)
    given: Mapping[str, str] | None = None  # options that were filled in one by one, and not typed
    attached: Mapping[str, Upload] = field(default_factory=dict)  # files by the options that want them
    resolved: dict[str, Json] = field(default_factory=dict)
    focused: str | None = None  # the option that is being completed

    def object(self, reason: str) -> None:
        if not self.anyway:
            raise NotPossible(reason)

    def read(self, text: str) -> Json:
        """The ``data`` of the interaction."""
        if not text.startswith("/"):
            raise NotPossible(f"{text!r} is no command: it does not begin with a slash")
        name, _, rest = text[1:].partition(" ")
        command = self.command(name)
        if command is None:
            self.object(f"there is no command /{name} here")
            return {"id": str(self.world.clock.new_id()), "name": name, "type": 1, "options": []}
        self.check_may_use(command)
        data: Json = {"id": command["id"], "name": name, "type": 1}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        data["options"] = self.options(command, rest.strip(), f"/{name}")
        if self.resolved:
            data["resolved"] = self.resolved
        return data

    def command(self, name: str, kind: int = 1) -> Json | None:
        """The server's own command before the one of everywhere."""
        scopes = [self.channel.guild.id] if self.channel.guild else []
        for scope in (*scopes, 0):
            for command in self.world.commands.get(scope, ()):
                if command["name"] == name and command["type"] == kind:
                    return command
        return None

    def check_may_use(self, command: Json) -> None:
        name, channel = command["name"], self.channel
        if "guild_id" not in command:
            self._check_context(command)
        if channel.guild is None:
            return
        have = permissions.in_channel(channel, self.user)
        if not have & permissions.BITS["view_channel"]:
            self.object(f"{self.user.name} cannot see #{channel.name}")
        if not have & permissions.BITS["use_application_commands"]:
            self.object(f"{self.user.name} may not use commands in #{channel.name}")
        if channel.archived:
            self.object(f"#{channel.name} is archived: no commands there")
        asked = int(command["default_member_permissions"] or 0)
        needs_all = command["default_member_permissions"] == "0" and have != permissions.ALL
        if have & asked != asked or needs_all:
            words = ", ".join(permissions.names(asked & ~have)) or "administrator"
            self.object(f"/{name} is not for {self.user.name}: it needs {words}")
        if command.get("nsfw") and not channel.age_restricted:
            self.object(f"/{name} is for age-restricted channels only")

    def _check_context(self, command: Json) -> None:
        here = context(self.world, self.channel)
        default = [IN_GUILD, IN_BOT_DM] if command["dm_permission"] else [IN_GUILD]
        if here not in (command["contexts"] or default):
            self.object(f"/{command['name']} cannot be used in {PLACES[here]}")
        installed = {int(key) for key in owners(self.world, self.user, self.channel)}
        if not installed & set(command["integration_types"]):
            self.object(f"there is no command /{command['name']} here: the app is not installed for it")

    # Options.

    def options(self, thing: Json, rest: str, path: str) -> list[Json]:
        known = thing.get("options") or []
        if known and known[0]["type"] in (SUBCOMMAND, GROUP):
            return self._below(known, rest, path)
        given = self.given
        if given is None:
            given = self._split({option["name"] for option in known}, rest, path)
        found = []
        for option in known:
            value = self._value(option, given, path)
            if value is not None:
                found.append({"name": option["name"], "type": option["type"], "value": value})
                if option["name"] == self.focused:
                    found[-1]["focused"] = True
            elif option.get("required"):
                self.object(f"{path} needs the option {option['name']}")
        return found

    def _below(self, known: list[Json], rest: str, path: str) -> list[Json]:
        word, _, rest = rest.partition(" ")
        for option in known:
            if option["name"] == word:
                inner = self.options(option, rest.strip(), f"{path} {word}")
                return [{"name": word, "type": option["type"], "options": inner}]
        names = ", ".join(option["name"] for option in known)
        self.object(f"{path} is followed by one of: {names}")
        return []

    def _split(self, names: set[str], rest: str, path: str) -> dict[str, str]:
        """``story:The Lamplighter alone:true``: a value runs until the next option's name."""
        if not rest:
            return {}
        longest_first = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        pattern = re.compile(rf"(?:^|(?<=\s))({longest_first}):")
        starts = list(pattern.finditer(rest)) if names else []
        if not starts or starts[0].start() != 0:
            self.object(f"{path} has no option {rest.partition(':')[0]!r}")
            return {}
        ends = [match.start() for match in starts[1:]] + [len(rest)]
        pairs = {m[1]: rest[m.end() : end].strip() for m, end in zip(starts, ends, strict=True)}
        if self.focused == "":
            self.focused = starts[-1][1]
        return pairs

    def _value(self, option: Json, given: Mapping[str, str], path: str) -> Any:
        name, kind = option["name"], option["type"]
        if kind == FILE:
            return self._file(name)
        if name not in given or (not given[name] and name != self.focused):
            return None
        text = given[name]
        if name == self.focused:
            return text
        value = self._choice(option, text, path) if option.get("choices") else self._typed(kind, text)
        if value is None:
            self.object(f"{path} {name}: {text!r} is not {WANTED.get(kind, 'possible')}")
            return text
        self._check_range(option, value, path)
        self._check_kind(option, value, path)
        return value

    def _choice(self, option: Json, text: str, path: str) -> Any:
        for choice in option["choices"]:
            if text == choice["name"]:
                return choice["value"]
        names = ", ".join(choice["name"] for choice in option["choices"])
        self.object(f"{path} {option['name']}: {text!r} is none of {names}")
        return text

    def _check_range(self, option: Json, value: Any, path: str) -> None:
        size = len(value) if isinstance(value, str) else value
        kind = "length" if isinstance(value, str) else "value"
        least, most = option.get(f"min_{kind}"), option.get(f"max_{kind}")
        if (least is not None and size < least) or (most is not None and size > most):
            self.object(f"{path} {option['name']}: {kind} {size} is not from {least} to {most}")

    def _check_kind(self, option: Json, value: Any, path: str) -> None:
        """A channel of a kind that the option takes."""
        wanted = option.get("channel_types")
        if wanted and self.resolved["channels"][value]["type"] not in wanted:
            self.object(f"{path} {option['name']}: a channel of another kind is needed")

    def _typed(self, kind: int, text: str) -> Any:
        """The value that the text stands for, or None where it stands for none of this type."""
        try:
            match kind:
                case 3:  # STRING
                    return text
                case 4:  # INTEGER
                    return int(text) if abs(int(text)) <= LARGEST else None
                case 10:  # NUMBER
                    return float(text) if math.isfinite(float(text)) else None
                case 5:  # BOOLEAN
                    return {"true": True, "false": False}.get(text.lower())
        except ValueError:
            return None
        return self._named(kind, text)

    def _named(self, kind: int, text: str) -> str | None:
        """By mention, or by name with or without its sign."""
        mention, name = MENTION.fullmatch(text), text.lstrip("@#")

        def meant(number: int, called: str) -> bool:
            return number == int(mention[1]) if mention else called == name

        if kind in (USER, MENTIONABLE):
            for user in self._people():
                if meant(user.id, user.name):
                    return self.resolve_user(user)
        guild = self.channel.guild
        for role in guild.roles.values() if guild and kind in (ROLE, MENTIONABLE) else ():
            if meant(role.id, role.name):
                return self.resolve("roles", role.id, payloads.role(role))
        for channel in guild.channels.values() if guild and kind == CHANNEL else ():
            if meant(channel.id, channel.name):
                return self.resolve("channels", channel.id, payloads.channel(self.world, channel, self.user))
        return None

    def _people(self) -> list[User]:
        guild = self.channel.guild
        return [one.user for one in guild.members.values()] if guild else self.channel.recipients

    def resolve_user(self, user: User) -> str:
        guild = self.channel.guild
        if guild is not None and user.id in guild.members:
            body = payloads.member(self.world, guild.members[user.id], self.channel)
            self.resolve("members", user.id, {key: value for key, value in body.items() if key != "user"})
        return self.resolve("users", user.id, payloads.user(user))

    def _file(self, option: str) -> str | None:
        upload = self.attached.get(option) or (self.files.pop(0) if self.files else None)
        if upload is None:
            return None
        kept = store(self.world, self.channel, upload, {}, ephemeral=True)
        return self.resolve("attachments", kept.id, payloads.attachment(kept))

    def resolve(self, kind: str, number: int, body: Json) -> str:
        self.resolved.setdefault(kind, {})[str(number)] = body
        return str(number)

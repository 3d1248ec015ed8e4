"""Interactions: what a person did, told to the app, and what the app has answered so far.

sent ──4 message · 5 "thinking" · 6 later · 7 update · 8 choices · 9 modal──▶ answered ──▶ 15 min: token dead
  └──3 s without an answer──▶ failed
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.playground import payloads, permissions
from bot.playground.refusals import Refused, unknown
from bot.playground.state import Channel, Json, Message, User
from bot.playground.world import World

ACKNOWLEDGE_WITHIN = 3.0  # s
TOKEN_LIVES = 15 * 60.0  # s

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
IN_GUILD, IN_BOT_DM, ELSEWHERE = 0, 1, 2


@dataclass(slots=True, eq=False)
class Modal:
    """A form that is open on a person's screen."""

    custom_id: str
    title: str
    components: list[Json]
    opened_by: Interaction


@dataclass(slots=True, eq=False)
class Interaction:
    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    data: Json
    created_at: float
    source: Message | None = None  # the message whose button was pressed
    owners: dict[str, str] = field(default_factory=dict)
    typed: str = ""
    answer: int | None = None  # the type of the first answer
    original: Message | None = None
    followups: dict[int, Message] = field(default_factory=dict)
    modal: Modal | None = None
    choices: list[Json] | None = None
    shown: Message | None = None  # what the person saw first
    failed: bool = False
    # Done as soon as the person sees something come of it, or that nothing will.
    seen: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    deadline: asyncio.TimerHandle | None = None

    @property
    def acknowledged(self) -> bool:
        return self.answer is not None

    def show(self, message: Message | None) -> None:
        if not self.seen.done():
            self.shown = message
            self.seen.set_result(None)


class Interactions:
    """All interactions whose token lives, and the rules about answering them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.recent: deque[Interaction] = deque()
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def send(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        source: Message | None = None,
        shown: Message | None = None,
        typed: str = "",
    ) -> Interaction:
        """Tell the app what a person did; the three seconds begin now.

        ``shown``: the message as the person still sees it, where that is not how it is (``source``).
        """
        self._forget_old()
        world = self.world
        one = Interaction(
            world.clock.new_id(),
            f"aW50ZXJhY3Rpb24{secrets.token_urlsafe(48)}",
            kind,
            user,
            channel,
            data,
            world.clock.now(),
            source,
            owners(world, user, channel),
            typed,
        )
        self.recent.append(one)
        self._by_id[one.id] = self._by_token[one.token] = one
        one.deadline = world.clock.at(one.created_at + ACKNOWLEDGE_WITHIN, lambda: self.fail(one))
        told = interaction_json(world, one, shown or source)
        world.emit("INTERACTION_CREATE", told, guild=channel.guild, channel=channel, for_people=False)
        return one

    def _forget_old(self) -> None:
        oldest = self.world.clock.now() - 2 * TOKEN_LIVES
        while self.recent and self.recent[0].created_at < oldest:
            gone = self.recent.popleft()
            del self._by_id[gone.id], self._by_token[gone.token]

    def fail(self, one: Interaction) -> None:
        """Nobody answered: the person reads "This interaction failed"."""
        if one.acknowledged or one.failed:
            return
        one.failed = True
        self._stop(one)
        one.show(None)
        data: Json = {"id": str(one.id), "channel_id": str(one.channel.id), "typed": one.typed}
        self.world.emit("INTERACTION_FAILED", data, channel=one.channel, only_for=one.user.id, for_app=False)

    def to_answer(self, interaction_id: int, token: str) -> Interaction:
        """The interaction that an app wants to answer for the first time, if it still may."""
        one = self._by_id.get(interaction_id)
        if one is None or one.token != token:
            raise unknown("interaction")
        if one.acknowledged:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        if one.failed or self.world.clock.now() - one.created_at > ACKNOWLEDGE_WITHIN:
            raise unknown("interaction")
        return one

    def acknowledge(self, one: Interaction, answer: int) -> None:
        one.answer = answer
        self._stop(one)

    def _stop(self, one: Interaction) -> None:
        if one.deadline is not None:
            self.world.clock.forget(one.deadline)

    def of_token(self, token: str) -> Interaction:
        """The acknowledged interaction that a webhook token stands for, while it lives (15 minutes)."""
        one = self._by_token.get(token)
        if one is None:
            raise unknown("webhook")
        if self.world.clock.now() - one.created_at > TOKEN_LIVES:
            raise Refused(401, 50027, "Invalid Webhook Token")
        if not one.acknowledged:
            raise unknown("webhook")
        return one


def owners(world: World, user: User, channel: Channel) -> dict[str, str]:
    """Who installed the app that is used here: the server (0), the person (1), or both."""
    found: dict[str, str] = {}
    if context(world, channel) == IN_BOT_DM:
        found["0"] = "0"
    elif channel.guild is not None and world.bot.id in channel.guild.members:
        found["0"] = str(channel.guild.id)
    if user.installed:
        found["1"] = str(user.id)
    return found


def context(world: World, channel: Channel) -> int:
    if channel.guild is not None:
        return IN_GUILD
    return IN_BOT_DM if world.bot in channel.recipients else ELSEWHERE


def kept_private(one: Interaction) -> bool:
    """What a person brought along to a server that does not want such apps answers them alone."""
    brought = "0" not in one.owners and one.channel.guild is not None
    return brought and not permissions.may(one.channel, one.user, "use_external_apps")


def interaction_json(world: World, one: Interaction, source: Message | None) -> Json:
    """The body of INTERACTION_CREATE. Source: Discord's documentation, "Interaction Object"."""
    channel, guild = one.channel, one.channel.guild
    body: Json = {
        "id": str(one.id),
        "application_id": str(world.app_id),
        "type": one.kind,
        "token": one.token,
        "version": 1,
        "data": one.data,
        "channel_id": str(channel.id),
        "channel": payloads.channel(world, channel, viewer=one.user),
        "locale": one.user.locale,
        "app_permissions": str(permissions.of_app(channel, world.bot)),
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": one.owners,
        "context": context(world, channel),
        "attachment_size_limit": guild.upload_limit if guild else 10 << 20,
    }
    if guild:
        body |= {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": payloads.member(world, guild.members[one.user.id], channel),
        }
    else:
        body["user"] = payloads.user(one.user)
    if source is not None:
        body["message"] = payloads.message(world, source)
    return body


def metadata(world: World, one: Interaction) -> Json:
    """A message's ``interaction_metadata``: who brought it about, and how."""
    body: Json = {
        "id": str(one.id),
        "type": one.kind,
        "user": payloads.user(one.user),
        "authorizing_integration_owners": one.owners,
    }
    if one.kind == COMMAND:
        body["name"] = one.data["name"]
        body["command_type"] = one.data.get("type", 1)
    elif one.kind == COMPONENT and one.source is not None:
        body["interacted_message_id"] = str(one.source.id)
    elif one.kind == MODAL_SUBMIT and one.modal is not None:
        body["triggering_interaction_metadata"] = metadata(world, one.modal.opened_by)
    return body


def details(world: World, one: Interaction, *, ephemeral: bool) -> dict[str, Any]:
    """The fields of a Message that answers an interaction."""
    return {
        "only_for": one.user.id if ephemeral else None,
        "application_id": world.app_id,
        "webhook_id": world.app_id,
        "metadata": metadata(world, one),
        "typed": one.typed,
        "kind": _message_kind(one),
    }


def _message_kind(one: Interaction) -> int:
    if one.kind != COMMAND:
        return 0
    return 20 if one.data.get("type", 1) == 1 else 23

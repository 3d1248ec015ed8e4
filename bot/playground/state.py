"""What the world consists of: users, servers, roles, channels, threads, messages and their files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from bot.playground import components, said

Json: TypeAlias = dict[str, Any]

TEXT_CHANNEL, DIRECT_CHANNEL, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 11, 12

EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 12, 1 << 15
HAS_THREAD = 1 << 5


@dataclass(slots=True, eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    closed: bool = False  # takes no direct messages from the bot
    installed: bool = False  # has the app installed on the account, for use anywhere


@dataclass(slots=True, eq=False)
class Role:
    id: int
    name: str
    permissions: int = 0
    position: int = 0
    managed_by: int | None = None  # the bot whose own role this is
    colour: int = 0  # 0xRRGGBB; 0: none
    hoisted: bool = False  # its members stand under its name


@dataclass(slots=True, eq=False)
class Member:
    user: User
    joined_at: float
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True, eq=False)
class Overwrite:
    is_member: bool
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Guild:
    id: int
    name: str
    owner_id: int
    everyone: Role
    locale: str = "en-US"
    upload_limit: int = 10 << 20  # bytes of one file
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)  # threads included
    scheduled_events: dict[int, Json] = field(default_factory=dict)
    interested: dict[int, set[int]] = field(default_factory=dict)  # user ids by scheduled event

    def named(self, name: str) -> Channel | None:
        return next((channel for channel in self.channels.values() if channel.name == name), None)


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel, a direct message between two, or (with a parent) a thread."""

    id: int
    kind: int
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    nsfw: bool = False
    topic: str | None = None
    position: int = 0
    slowmode: int = 0  # s
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipients: list[User] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    # of a thread only:
    owner_id: int = 0
    created_at: float = 0.0
    archived: bool = False
    archived_at: float = 0.0
    locked: bool = False
    auto_archive: int = 1440  # minutes
    invitable: bool = True
    thread_members: dict[int, float] = field(default_factory=dict)  # user id: joined at

    @property
    def is_thread(self) -> bool:
        return self.parent is not None

    @property
    def private(self) -> bool:
        return self.kind == PRIVATE_THREAD

    @property
    def direct(self) -> bool:
        return self.guild is None

    @property
    def age_restricted(self) -> bool:
        return self.parent.nsfw if self.parent else self.nsfw

    @property
    def last_message_id(self) -> int | None:
        return next((m.id for m in self.newest_first() if not m.ephemeral), None)

    def newest_first(self) -> Iterator[Message]:
        return reversed(self.messages.values())


@dataclass(slots=True, eq=False)
class Attachment:
    id: int
    filename: str
    content_type: str
    data: bytes
    url: str
    description: str | None = None
    ephemeral: bool = False


@dataclass(frozen=True, slots=True)
class Pings:
    """Whom a message calls: user ids, role ids, and whether everyone."""

    users: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)


NOBODY = Pings()


@dataclass(slots=True, eq=False)
class Message:
    id: int
    channel: Channel
    author: User
    created_at: float
    kind: int = 0
    content: str = ""
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    edited_at: float | None = None
    nonce: str | int | None = None
    pinned: bool = False
    pings: Pings = NOBODY
    only_for: int | None = None  # the one user who sees it
    application_id: int | None = None
    webhook_id: int | None = None
    metadata: Json | None = None  # interaction_metadata
    reference: Json | None = None
    thread: Channel | None = None
    typed: str = ""  # what the person typed or pressed to bring it about
    deleted: bool = False

    def copy(self) -> Message:
        """The message as it is now, to be remembered."""
        return replace(self)

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None

    @property
    def text(self) -> str:
        """What it says, as in a transcript."""
        if self.loading:
            return f"{self.author.name} is thinking..."
        shown = () if self.v2 else self.attachments  # there only what a component refers to is shown
        return said.text(self.content, self.embeds, self.components, [file.filename for file in shown])

    @property
    def buttons(self) -> list[str]:
        """The buttons that can be pressed."""
        every = components.buttons(self.components)
        return [components.label_of(one) for one in every if not one.get("disabled")]

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def v2(self) -> bool:
        return bool(self.flags & IS_COMPONENTS_V2)

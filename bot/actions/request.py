"""Who asks for something, where and when; what every action is told of the world outside."""

from msgspec import Struct

from bot.store.house_rules import NO_RULES, NO_WISHES, HouseRules, Wishes


class Request(Struct, frozen=True):
    """One command or press. `server_id` 0: no server's, in a direct message or by the person's own installation.

    `now` is milliseconds since 1970 in UTC, taken when it was received.

    `age_restricted`: it comes from a channel that Discord lets only adults into, for sure. `public_bot`: no story for
    adults is read anywhere. `manages`: the person may manage the server; `roles`: what they are there. The settings
    of the server and of the person are looked up in the action's own transaction (`bot.actions.house_rules.ruled`).
    """

    server_id: int
    channel_id: int
    person_id: int
    interaction_id: int
    now: int
    age_restricted: bool = False
    public_bot: bool = False
    manages: bool = False
    roles: frozenset[int] = frozenset()
    rules: HouseRules = NO_RULES
    wishes: Wishes = NO_WISHES


class Seen(Struct, frozen=True):
    """The page a person saw when they pressed: the reading and the revision its buttons were drawn for."""

    reading_id: str
    revision: int

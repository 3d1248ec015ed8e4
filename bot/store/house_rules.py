"""How a server wants to be read to, and a person: one row each, read together in one statement."""

import enum

from msgspec import Struct

from bot.store.database import Transaction
from story.pages import PageLength


class WhoTurns(enum.StrEnum):
    """Who may turn what a server reads together; those who manage it always may. The values are stored."""

    EVERYONE = "everyone"
    PARTICIPANTS = "participants"
    ROLE = "role"
    MANAGERS = "managers"


class Naming(enum.StrEnum):
    """Whether a person is named in what others see; `UNSAID`: only for what others saw them do."""

    UNSAID = ""
    YES = "yes"
    NO = "no"


class HouseRules(Struct, frozen=True):
    """A server's settings. `language` "": as Discord says; `zone`: an IANA name; ids are 0 for none."""

    length: PageLength = PageLength.MEDIUM
    who_turns: WhoTurns = WhoTurns.EVERYONE
    role_id: int = 0
    plain: bool = False
    language: str = ""
    zone: str = "UTC"
    adults: bool = True
    reports_to: int = 0


class Wishes(Struct, frozen=True):
    """A person's own settings. `length` None: as the server's; `language` "": as Discord says."""

    length: PageLength | None = None
    plain: bool = False
    language: str = ""
    naming: Naming = Naming.UNSAID


NO_RULES = HouseRules()
NO_WISHES = Wishes()


async def of(tx: Transaction, server_id: int, person_id: int) -> tuple[HouseRules, Wishes]:
    """What holds for a person in a server: every action asks, so it is one statement of two keys."""
    row = await tx.one(
        "SELECT h.page_length, h.who_turns, h.role_id, h.plain, h.language, h.zone, h.adults, h.reports_to,"
        " p.page_length, p.plain, p.language, p.naming"
        " FROM (SELECT 1 AS one) here LEFT JOIN house_rules h ON h.server_id = ?"
        " LEFT JOIN person p ON p.person_id = ?",
        *(server_id, person_id),
    )
    assert row is not None
    rules, wishes = NO_RULES, NO_WISHES
    if row[0] is not None:
        rules = HouseRules(
            *(PageLength(row[0]), WhoTurns(row[1]), row[2], bool(row[3])),
            *(row[4], row[5], bool(row[6]), row[7]),
        )
    if row[9] is not None:
        length = PageLength(row[8]) if row[8] else None
        wishes = Wishes(length, bool(row[9]), row[10], Naming(row[11]))
    return rules, wishes


async def put(tx: Transaction, server_id: int, rules: HouseRules) -> None:
    """Keep a server's settings."""
    await tx.run(
        "INSERT INTO house_rules (server_id, page_length, who_turns, role_id, plain, language, zone, adults,"
        " reports_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (server_id) DO UPDATE"
        " SET page_length = excluded.page_length, who_turns = excluded.who_turns, role_id = excluded.role_id,"
        " plain = excluded.plain, language = excluded.language, zone = excluded.zone,"
        " adults = excluded.adults, reports_to = excluded.reports_to",
        *(server_id, rules.length.value, rules.who_turns.value, rules.role_id, int(rules.plain)),
        *(rules.language, rules.zone, int(rules.adults), rules.reports_to),
    )


async def wish(tx: Transaction, person_id: int, wishes: Wishes) -> None:
    """Keep a person's settings."""
    length = wishes.length.value if wishes.length else ""
    await tx.run(
        "INSERT INTO person (person_id, page_length, plain, language, naming) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (person_id) DO UPDATE SET page_length = excluded.page_length, plain = excluded.plain,"
        " language = excluded.language, naming = excluded.naming",
        *(person_id, length, int(wishes.plain), wishes.language, wishes.naming.value),
    )


async def never_named(tx: Transaction) -> list[int]:
    """Everybody who asked to be named nowhere."""
    return [row[0] for row in await tx.all("SELECT person_id FROM person WHERE naming = ?", Naming.NO.value)]

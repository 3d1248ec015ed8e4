"""The longest that a screen may be given: names, titles and lists, from right to left and full of marks."""

import enum
import types
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from inspect import signature, unwrap
from itertools import count, cycle, islice
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from bot.actions.search import HITS
from bot.arrival import NEEDED
from bot.screens.house_rules import Around
from bot.screens.pictures import NONE, Pictures
from bot.screens.readalong_board import DUES
from bot.screens.screen import Screen
from bot.wording import Markdown, library, privacy, report
from bot.wording.house import SETTINGS_NAMES, WISHES_LINES
from story.model import Block, Chapter, Footnote, Scene, Story
from story.outline import Outline, Where, outline_of
from story.pages import PageLength, paginate
from story.places import How, Place
from story.sheet import Sheet, sheet
from story.told import tally
from story.wording import LEFT_OUT, SHORT_PAGE

MANY = 60  # more of everything than a message shows


def words(length: int) -> str:
    """Arabic with marks of markdown, which take a backslash each; isolated where it stands in a sentence."""
    return "".join(islice(cycle("حكاية **العبّارة** _الأخيرة_ ~~|| "), length))


def _story() -> Story:
    block = Block(words(1_400))
    notes = tuple(Footnote(0, "1", words(200), (Block(words(3_000)),)) for _ in range(9))
    scene = Scene((block,) * 6, words(200), words(600), words(2_000), footnotes=notes)
    chapters = tuple(Chapter(words(200), (scene, scene)) for _ in range(30))
    told: dict[str, Any] = {
        "summary": words(5_000),
        "tags": words(2_000),
        "series": words(200),
        "source": words(200),
    }
    told |= {"rating": words(200), "content_notes": words(2_000), "licence": words(2_000)}
    left_out = tuple(tally(1_234, *pair) for pair in LEFT_OUT.values())
    return Story(words(200), words(200), "ar", chapters, dropped=left_out, warnings=(SHORT_PAGE,) * 4, **told)


STORY = _story()
OUTLINE = outline_of(STORY)
LAST = Place(len(STORY.scenes) - 1, 0)
ID = "abcdefg234567"
DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
NUMBERS = count()
SNOWFLAKE = (1 << 63) - 1
CHOSEN = {
    **{"length": "medium", "turns": "participants", "plain": "no", "language": "pt-BR", "adults": "yes"},
    **{"zone": "America/Argentina/ComodRivadavia", "reports": str(SNOWFLAKE), "naming": ""},
}
OTHERS = {
    **{"length": "short", "turns": str(SNOWFLAKE), "plain": "yes", "language": "", "adults": "no"},
    **{"zone": "America/Argentina/Buenos_Aires", "reports": "0", "naming": "no"},
}
LINK = Markdown(f"https://discord.com/channels/{SNOWFLAKE}/{SNOWFLAKE}/{SNOWFLAKE}")
BY_NAME: dict[str, Any] = {
    **dict.fromkeys(
        ("at", "began", "ended", "turned_at", "begins_at", "next_turn", "until"), 1_760_000_000_000
    ),
    **{"link": LINK, "language": "ar", "origin": "upload", "zone": CHOSEN["zone"], "cover": "", "page": 1},
    **{"missing": NEEDED, "rights": (NEEDED, str(LINK)), "encoding": "cp1252", "split": "headings"},
    **{"phase": "lobby", "sentence": privacy.FORGOTTEN, "problem": SHORT_PAGE, "recap": words(600)},
    **{"about_person": dict.fromkeys(privacy.ABOUT_PERSON, 123_456), "data": b"{}"},
    **{"about_server": dict.fromkeys(privacy.ABOUT_SERVER, 123_456), "file": (words(200), 20_000_000)},
    **{"counts": dict.fromkeys(privacy.ABOUT_PERSON, 123_456), "moved": dict.fromkeys(How, 123)},
    **{"how": (ID, "daily.10.1439.America/Argentina/ComodRivadavia"), "noted": (ID, SNOWFLAKE, words(1_000))},
    **{"next_up": [(ID, words(200)), (ID[::-1], words(200))], "kept": [(words(60), LAST, SNOWFLAKE)] * MANY},
    **{"hits": [(Place(number, 0), Block(words(300))) for number in range(HITS)]},
    **{"moves": [(OUTLINE.where(LAST), OUTLINE.where(LAST), How.QUOTE.value)] * MANY},
    **{"own": [Markdown("how far one has come, and when the next is due " * 3)] * (DUES + 3)},
    **{"told": STORY.scenes[0].footnotes, "typed": words(50), "does": "footnotes", "ids": (ID, 999_999)},
}


def variants(screen: Callable[..., Screen]) -> list[dict[str, Any]]:
    """Arguments for a screen: with and without what may be left out, each switch on and off, every choice."""
    names = signature(unwrap(screen)).parameters
    most = len(CHOSEN) + 1 if "before" in names else len(report.REPORT_WHY) if "why" in names else 4
    return [_arguments(unwrap(screen), variant) for variant in range(most)]


def _arguments(function: Callable[..., Any], variant: int) -> dict[str, Any]:
    hints = get_type_hints(function)
    return {name: _named(name, hints[name], variant) for name in signature(function).parameters}


def _named(name: str, kind: Any, variant: int) -> Any:
    if variant % 2 and type(None) in get_args(kind):
        return None
    if name.endswith("_id"):
        return another_id()
    if name in ("settings", "wishes", "before"):
        return _settings(name, variant)
    if name == "why":
        return [*report.REPORT_WHY][variant % len(report.REPORT_WHY)]
    if name == "origin":
        return [*library.ORIGINS][variant % len(library.ORIGINS)]
    is_struct = isinstance(kind, type) and issubclass(kind, Struct)
    if name not in BY_NAME or is_struct or kind is bool:
        return _made(kind, variant)
    return str(BY_NAME[name]) if kind is str else BY_NAME[name]


def _settings(name: str, variant: int) -> dict[str, str] | None:
    """What is chosen; and what it was before, when one thing at most was another."""
    if name != "before":
        return {each: CHOSEN[each] for each in (SETTINGS_NAMES if name == "settings" else WISHES_LINES)}
    changed = [*CHOSEN, None][variant % (len(CHOSEN) + 1)]
    return {**CHOSEN, changed: OTHERS[changed]} if changed else None


def another_id() -> str:
    """No two alike, as Discord wants them on one message."""
    return ID[:-4] + "".join(DIGITS[next(NUMBERS) // 32**place % 32] for place in range(4))


def _made(kind: Any, variant: int) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _made(next(each for each in inner if each is not type(None)), variant)
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(_made(each, variant) for each in inner)
    if origin is tuple or (isinstance(origin, type) and issubclass(origin, Sequence)):
        return [_made(inner[0], variant) for _ in range(MANY)]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {}
    return _single(kind, variant)


@cache
def _sheet(length: PageLength) -> Sheet:
    return sheet(OUTLINE, LAST, paginate(STORY.scenes[0], length), STORY.scenes[0].footnotes)


def _single(kind: Any, variant: int) -> Any:
    known = {
        str: words(200), int: 123_456, bytes: b"", Markdown: Markdown("a sentence of **some** length " * 8),
        Outline: OUTLINE, Story: STORY, Place: LAST, Pictures: NONE, Where: OUTLINE.where(LAST),
        Around: Around("23:59", bool(variant & 1), bool(variant & 2)), Block: Block(words(300)),
    }  # fmt: skip
    if kind is bool:
        return bool(variant & 2)
    if kind is Sheet:
        return _sheet([*PageLength][variant % len(PageLength)])
    if kind in known:
        return known[kind]
    if issubclass(kind, enum.Enum):
        return [*kind][variant % len(kind)]
    assert issubclass(kind, Struct), kind
    hints = get_type_hints(kind)
    return kind(**{each.name: _named(each.name, hints[each.name], variant) for each in fields(kind)})

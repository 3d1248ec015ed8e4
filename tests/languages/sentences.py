"""Everything that is to be translated: the sentences of `bot.wording`, and what Discord shows of the commands."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from bot.actions.desk import Desk
from bot.client import COGS, MENUS, Lamplight
from bot.lamp import Lamp
from bot.languages.commands import COMMAND_NAME, GROUP, OPTION_NAME, SUBCOMMAND
from bot.store.database import Store

BOT = Path(__file__).parents[2] / "bot"
Key = tuple[str, str]  # the context, mostly "", and the English


@dataclass(frozen=True, slots=True)
class Sentence:
    """`many` is the English of more than one, for what is counted; `where` says who says it."""

    key: Key
    many: str
    where: tuple[str, str]

    @property
    def english(self) -> str:
        return self.key[1]

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate in it."""
        return any(letter.isalpha() for letter in without_placeholders(self.english))


def without_placeholders(sentence: str) -> str:
    parts = sentence.split("{")
    return "".join([parts[0], *(part.partition("}")[2] for part in parts[1:])])


def catalogue() -> Iterator[Sentence]:
    """In the order of the files; a sentence that several constants hold comes once."""
    parts = sorted(path.stem for path in (BOT / "wording").glob("[!_]*.py"))
    own = ("bot.saying", "bot.wording.__init__", *(f"bot.wording.{part}" for part in parts))
    for name in (*own, "story.wording"):
        for constant, value in vars(importlib.import_module(name.removesuffix(".__init__"))).items():
            if constant.isupper() and not constant.startswith("_"):
                yield from _of(value, (name.replace(".", "/") + ".py", constant))


def _of(value: Any, where: tuple[str, str]) -> Iterator[Sentence]:
    match value:
        case str():
            yield Sentence(("", value), "", where)
        case (str(one), str(many)):
            yield Sentence(("", one), many, where)
        case dict():
            for each in value.values():
                yield from _of(each, where)


async def commands() -> list[dict[str, Any]]:
    """The commands as Discord is told of them, in English."""
    client = Lamplight(Lamp(cast(Store, None), Desk(), lambda: 0))
    for cog in COGS:
        await client.add_cog(cast(Any, cog)(client.lamp))
    for menu in MENUS:
        client.tree.add_command(menu)
    return [each.to_dict(client.tree) for each in client.tree.get_commands()]


def spoken(things: list[dict[str, Any]], kind: str, path: str = "/") -> Iterator[Sentence]:
    """Names and descriptions of commands, their options and choices."""
    for thing in things:
        where = ("Discord", f"{path}{thing['name']}")
        yield Sentence((kind, thing["name"]), "", where)
        if thing.get("description"):
            yield Sentence(("", thing["description"]), "", where)
        for choice in thing.get("choices") or ():
            yield Sentence(("", choice["name"]), "", where)
        for option in thing.get("options") or ():
            below = COMMAND_NAME if option["type"] in (SUBCOMMAND, GROUP) else OPTION_NAME
            yield from spoken([option], below, f"{where[1]} ")


async def everything() -> dict[Key, Sentence]:
    """By their keys, in the order of the files, then of the commands."""
    found = {each.key: each for each in catalogue()}
    for each in spoken(await commands(), COMMAND_NAME):
        found.setdefault(each.key, each)
    return found

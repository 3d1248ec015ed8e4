"""Commands in every language, in Discord's own fields: names, options, choices and what they are for."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.languages.catalogue import ENGLISH, FOLDER, Language, read, tag_of, tags

Thing = dict[str, Any]  # a command, an option or a choice, as Discord is told of it

SUBCOMMAND, GROUP = 1, 2  # types of an option
COMMAND_NAME, OPTION_NAME = "command name", "option name"  # contexts of names in the catalogues


def fingerprint() -> str:
    """Another one whenever a catalogue has changed; nothing is understood for it, so that a start stays short."""
    files = [FOLDER.joinpath(f"{tag}.po").read_bytes() for tag in tags()]
    return hashlib.sha256(b"\0".join(files)).hexdigest()


def localised(commands: Sequence[Thing], locales: Iterable[str]) -> list[Thing]:
    """The commands with their names and descriptions in those of Discord's locales that have a catalogue."""
    among = frozenset(_texts(commands))  # a sixth of a catalogue; nobody may ever speak the rest
    chosen = {locale: tag for locale in locales if (tag := tag_of(locale))}
    spoken = {tag: read(tag, among) for tag in set(chosen.values())}
    known = {locale: each for locale, tag in chosen.items() if (each := spoken[tag]) is not ENGLISH}
    return [_command(each, known) for each in commands]


def _texts(things: Iterable[Any]) -> Iterator[str]:
    """Every text in them, whatever it is for."""
    for each in things:
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            yield from _texts(each.values())
        elif isinstance(each, list):
            yield from _texts(each)


def _command(command: Thing, known: dict[str, Language]) -> Thing:
    return _named(command, COMMAND_NAME, known) | _described(command, known) | _below(command, known)


def _below(thing: Thing, known: dict[str, Language]) -> Thing:
    """What a command, a group or an option contains."""
    options = [_option(each, known) for each in thing.get("options") or ()]
    choices = [_choice(each, known) for each in thing.get("choices") or ()]
    return {**({"options": options} if options else {}), **({"choices": choices} if choices else {})}


def _option(option: Thing, known: dict[str, Language]) -> Thing:
    if option["type"] in (SUBCOMMAND, GROUP):
        return _command(option, known)
    return _named(option, OPTION_NAME, known) | _described(option, known) | _below(option, known)


def _choice(choice: Thing, known: dict[str, Language]) -> Thing:
    names = {locale: each.sentences.get(choice["name"]) for locale, each in known.items()}
    return _with(choice, "name_localizations", names)


def _named(thing: Thing, kind: str, known: dict[str, Language]) -> Thing:
    names = {locale: each.names.get((kind, thing["name"])) for locale, each in known.items()}
    return _with(thing, "name_localizations", names)


def _described(thing: Thing, known: dict[str, Language]) -> Thing:
    said = {locale: each.sentences.get(thing.get("description", "")) for locale, each in known.items()}
    return _with(thing, "description_localizations", said)


def _with(thing: Thing, field: str, words: dict[str, str | None]) -> Thing:
    there = {locale: each for locale, each in words.items() if each}
    return {**thing, field: there} if there else thing

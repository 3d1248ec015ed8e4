"""Every translation is well formed: what is filled in, what is marked, what is mentioned, and how long it may be."""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import discord
import polib
import pytest

from bot import wording
from bot.languages.catalogue import ENGLISH, FOLDER, language, tags
from bot.languages.commands import COMMAND_NAME, OPTION_NAME, localised
from bot.languages.hearing import speaking
from bot.languages.mentions import renamed
from bot.limits.commands import commands_problems
from bot.wording.library import megabytes
from tests.languages.sentences import commands

CLOSING = {"«": "»", "「": "」", "『": "』", "(": ")", "\uff08": "\uff09", "[": "]"}
OPTION = re.compile(r"`(?P<option>[a-z_]+):`")
COMMAND = re.compile(r"`/(?P<words>[\w-]+(?: [\w-]+)?)(?: (?P<option>[\w-]+):)?`")


@cache
def entries(tag: str) -> list[polib.POEntry]:
    return [
        each for each in polib.pofile(FOLDER.joinpath(f"{tag}.po").read_text("utf-8")) if not each.obsolete
    ]


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation beside its English; of what is counted, one of its forms."""

    tag: str
    context: str
    english: str
    said: str
    is_counted: bool = False


def pairs() -> Iterator[Pair]:
    for tag in tags():
        for each in entries(tag):
            about = (tag, each.msgctxt or "")
            if each.msgid_plural:
                forms = filter(None, each.msgstr_plural.values())
                yield from (Pair(*about, each.msgid_plural, form, is_counted=True) for form in forms)
            elif each.msgstr:
                yield Pair(*about, each.msgid, each.msgstr)


def test_the_placeholders_are_those_of_the_english() -> None:
    """The number of what is counted is put in front where a form does not say where it stands."""

    def filled_in(sentence: str, pair: Pair) -> set[str]:
        names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        return names - {"number"} if pair.is_counted else names

    assert [each for each in pairs() if filled_in(each.said, each) != filled_in(each.english, each)] == []


def test_what_is_marked_is_closed_again() -> None:
    def balanced(said: str) -> bool:
        twos = ("**", "`", "*", "~~")
        is_even = all(said.count(mark) % 2 == 0 for mark in twos)
        return is_even and all(said.count(mark) == said.count(CLOSING[mark]) for mark in CLOSING)

    assert [each for each in pairs() if not balanced(each.said.replace("***", ""))] == []


def test_it_begins_and_ends_as_the_english_does() -> None:
    """No space too many; and what is small, a heading or a quote stays one."""

    def start(sentence: str) -> str:
        return next(filter(None, re.findall(r"^(-# |#+ |> |- )?", sentence.lstrip())), "")

    def is_framed(each: Pair) -> bool:
        ends = each.said[-1] != " " or each.english[-1] == " "
        is_tidy = ends and (each.said[0] != " " or each.english[0] == " ")
        return is_tidy and start(each.said) == start(each.english)

    assert [each for each in pairs() if not is_framed(each)] == []


def test_a_command_is_mentioned_by_the_name_it_has_in_the_language() -> None:
    wrong = []
    for each in pairs():
        names = language(each.tag).names
        for match in () if each.context else COMMAND.finditer(each.english):
            words = " ".join(names.get((COMMAND_NAME, word), word) for word in match["words"].split())
            option = match["option"]
            tail = f" {names.get((OPTION_NAME, option), option)}:" if option else ""
            if f"`/{words}{tail}`" not in each.said:
                wrong.append((each, f"`/{words}{tail}`"))
    assert wrong == []


def test_an_option_is_mentioned_by_the_name_it_has_in_the_language() -> None:
    wrong = [
        (each, match["option"])
        for each in pairs()
        for match in OPTION.finditer(each.english)
        if f"`{language(each.tag).names.get((OPTION_NAME, match['option']), match['option'])}:`"
        not in each.said
    ]
    assert wrong == []


def test_whatever_is_mentioned_can_be_named_as_another_language_has_it() -> None:
    """Whoever chose a language that their Discord is not set to finds the commands that they are told of."""
    wrong = []
    for each in pairs():
        said = renamed(each.said, each.english, language(each.tag), ENGLISH)
        for match in (
            () if each.context else (*COMMAND.finditer(each.english), *OPTION.finditer(each.english))
        ):
            if match[0] not in said:
                wrong.append((each, match[0]))
    assert wrong == []


@pytest.fixture
async def told() -> list[dict[str, Any]]:
    return localised(await commands(), [each.value for each in discord.Locale])


def test_discord_takes_the_commands_in_every_language(told: list[dict[str, Any]]) -> None:
    assert commands_problems(told) == []


def test_names_are_unlike_each_other_in_every_language(told: list[dict[str, Any]]) -> None:
    for things in _levels(told):
        for locale in discord.Locale:
            names = [
                (each.get("name_localizations") or {}).get(locale.value, each["name"]) for each in things
            ]
            assert len(set(names)) == len(names), f"{locale.value}: {names}"


def _levels(things: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    yield things
    for each in things:
        if each.get("options"):
            yield from _levels(each["options"])


def test_every_locale_has_a_language_and_unknown_ones_are_english() -> None:
    assert language("es-419") is language("es-ES") is language("es")
    assert language("pt-BR").tag == "pt-BR"
    for locale in ("en-GB", "en-US", "tlh", "", "de_DE!", "💥"):
        assert language(locale) is ENGLISH
    assert {language(each.value).tag for each in discord.Locale} == {"en", *tags()}


@pytest.mark.parametrize(
    ("tag", "number", "words"),
    [
        ("de", 1, "1 Kapitel"),
        ("de", 1234, "1.234 Kapitel"),
        ("fr", 0, "0 minute"),
        ("fr", 1, "1 minute"),
        ("fr", 2, "2 minutes"),
        ("fr", 12345, "12\u202f345 minutes"),
        ("pt-BR", 0, "0 minuto"),
        ("ja", 3, "3分"),
        ("en", 1, "1 minute"),
        ("en", 1234, "1,234 minutes"),
    ],
)
def test_things_are_counted_as_the_language_counts(tag: str, number: int, words: str) -> None:
    with speaking(language(tag)):
        pair = wording.CHAPTERS if "Kapitel" in words else wording.MINUTES
        assert wording.counted(number, *pair) == words


def test_a_figure_is_shown_as_it_is_written() -> None:
    """Not escaped, as a number with a point after it would be that opens a line of a story."""
    with speaking(language("de")):
        assert wording.say("{words}", words=wording.counted(2916, *wording.WORDS)) == "2.916 Wörter"
        assert wording.say("{size}", size=megabytes(1_230_000)) == "1,2 MB"

"""Saying a sentence of the catalogue (`bot.wording`) in the language of whoever listens, and numbers and lists too.

A sentence is a template in English, which is also what its translations are found by (`bot.languages`). What people
and stories have written is put in escaped, so that their asterisks stay asterisks, and is never translated.
"""

import logging
import re
from collections.abc import Sequence
from functools import lru_cache

from bot.languages.hearing import Listener, listener, spoken, to_person
from bot.languages.mentions import renamed
from story.discord_markdown import escape
from story.told import Told, Value

log = logging.getLogger(__name__)

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_KANA, _LAST_KANJI = "\u3040", "\u9fff"  # between them is what Japanese is written in


# How things are written.
NUMBER = "1,234.5"
LIST_GOES_ON = "{some}, {next}"
LIST_ENDS = "{some} and {last}"


class Markdown(str):
    """Text that is Discord markdown already, and is not escaped again."""

    __slots__ = ()


def say(sentence: str, **values: object) -> Markdown:
    """The sentence with its values: text is escaped, numbers and `Markdown` are not.

    A value that is a function is asked when the sentence is said, for what has to be put into words itself.
    """
    if not values:
        return _bare(sentence, listener())
    return Markdown(_filled(sentence, {name: _shown(value) for name, value in values.items()}, listener()))


def _shown(value: object) -> object:
    if isinstance(value, Markdown):
        return value
    if isinstance(value, str):
        return _written(value)
    return value() if callable(value) else value


@lru_cache(1_024)
def _written(words: str) -> str:
    """Titles and names, which are said again and again."""
    return isolated(escape(words))


def plainly(sentence: str, **values: object) -> str:
    """The sentence where Discord shows no markdown: labels of buttons, choices of menus."""
    if not values:
        return _bare(sentence, listener())
    shown = {name: isolated(value) if type(value) is str else value for name, value in values.items()}
    return _filled(sentence, shown, listener())


def _filled(sentence: str, values: dict[str, object], heard: Listener) -> str:
    """In the language of whoever listens; a translation that cannot be filled is as good as none."""
    translated, english = _templates(sentence, heard)
    try:
        return translated.format(**values)
    except (LookupError, ValueError, AttributeError) as error:
        if translated == english:
            raise
        log.warning("The %s for %r cannot be filled: %r", heard.language.tag, sentence, error)
        return english.format(**values)


@lru_cache(8_192)
def _bare(sentence: str, heard: Listener) -> Markdown:
    """A sentence without values, as most buttons and menus have: put together once for each who may hear it."""
    return Markdown(_filled(sentence, {}, heard))


@lru_cache(8_192)
def _templates(sentence: str, heard: Listener) -> tuple[str, str]:
    """The sentence in the language of who hears it and in English; without signs for who hears it read aloud.

    What is filled in keeps its own.
    """
    translated = heard.language.sentences.get(sentence, sentence)
    if heard.commands:
        translated = renamed(translated, sentence, heard.language, heard.commands)
    return (without_signs(translated), without_signs(sentence)) if heard.is_plain else (translated, sentence)


def without_signs(template: str) -> str:
    """Commas in the place of dots between things, and nothing in that of pictures and ornaments."""
    is_japanese = any(_KANA <= char <= _LAST_KANJI for char in template)
    comma = "、" if is_japanese else ", "
    for sign, said in (
        (" · ", comma),
        ("{bar} ", ""),
        ("🖼 ", ""),
        ("⁂\n", ""),
        ("⁂", ""),
        ("」→「", "」、「"),
    ):
        template = template.replace(sign, said)
    return template


def understood(typed: str, *sentences: str) -> str:
    """What somebody typed in their language as it is said in English: "Kapitel 2, Szene 5" is "chapter 2, scene 5"."""
    with to_person():
        said = [(spoken().sentences.get(each), each) for each in sentences]
    for sentence, english in said:
        if sentence:
            number = re.sub(r"\\\{\w+\\\}", r"\\s*(\\d+)\\s*", re.escape(sentence).replace("\\ ", ""))
            typed = re.sub(number, re.sub(r"\{\w+\}", r"\\1 ", english), typed, flags=re.IGNORECASE)
    return typed.replace("、", ", ").strip()


def isolated(text: str) -> str:
    """Text of people and stories, kept from turning the words around it: Unicode's isolates, where it needs them."""
    return f"\u2068{text}\u2069" if not text.isascii() and RIGHT_TO_LEFT.search(text) else text


def retold(sentence: str) -> Markdown:
    """What an import tells (`story.told`), in the language of whoever listens."""
    if not isinstance(sentence, Told):
        return say(sentence)
    values = {name: _again(value) for name, value in sentence.values.items()}
    if sentence.number is None:
        return say(sentence.forms[0], **values)
    one, many = sentence.forms
    return counted(sentence.number, one, many, **values)


def _again(value: Value) -> Markdown:
    if isinstance(value, Told):
        return retold(value)
    return figure(value) if isinstance(value, int) else Markdown(_written(value))


def counted(number: int, one: str, many: str, **values: object) -> Markdown:
    """ "1 page", "3 pages"; a form may say where the number stands in it: "{number} of the pages"."""
    language = spoken()
    forms = language.counted.get(one, (one, many))
    which = language.form(number)
    form = forms[which] if which < len(forms) else forms[-1]
    if "{" not in form:
        return Markdown(f"{figure(number)} {form}")
    said = form if "{number}" in form else "{number} " + form
    return Markdown(said.format(number=figure(number), **values))


def figure(number: float, decimals: int = 0) -> Markdown:
    """ "1,234" or "1.2" as it is written in the language that is spoken."""
    written = f"{number:,.{decimals}f}"
    if number < 1_000 and not decimals:
        return Markdown(written)
    thousands, decimal = _separators(spoken().sentences.get(NUMBER, NUMBER))
    return Markdown(written.replace(".", "\0").replace(",", thousands).replace("\0", decimal))


def _separators(number: str) -> tuple[str, str]:
    """What stands between thousands, and before decimals, in a language's `NUMBER`."""
    match = re.fullmatch(r"1(\D?)234(\D)5", number)
    return (match[1], match[2]) if match else (",", ".")


def listed(things: Sequence[str], *, open_end: bool = False) -> Markdown:
    """ "a", "a and b", "a, b and c"; with an open end "a, b, c". What is no `Markdown` is escaped."""
    shown = [each if isinstance(each, Markdown) else Markdown(_written(each)) for each in things]
    if not shown:
        return Markdown("")
    some, last = shown[0], len(shown) if open_end else len(shown) - 1
    for each in shown[1:last]:
        some = say(LIST_GOES_ON, some=some, next=each)
    return some if open_end or len(shown) == 1 else say(LIST_ENDS, some=some, last=shown[-1])

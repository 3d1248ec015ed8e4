"""Translations, read from the .po files beside this module when somebody first needs their language.

A catalogue may be incomplete or broken: what it does not have is said in English.
"""

import logging
from collections.abc import Callable, Container, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct, field

from bot.languages.po import translated

log = logging.getLogger(__name__)

FOLDER = files("bot.languages")
Forms = tuple[str, ...]  # of a counted thing, in the order of the catalogue's Plural-Forms


def _two_forms(number: int) -> int:
    return int(number != 1)


class Language(Struct, frozen=True, eq=False):
    """`form` gives which of a counted thing's forms goes with a number.

    Names of commands and their options are by kind and English name; everything else by the English sentence.
    """

    tag: str
    sentences: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, Forms] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    form: Callable[[int], int] = _two_forms


ENGLISH = Language("en")


def tags() -> tuple[str, ...]:
    """Every language that has a catalogue: Discord's locales, or the part before the hyphen of several."""
    names = (each.name for each in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


@cache
def tag_of(locale: str) -> str:
    """The catalogue for one of Discord's locales ("de", "es-419"); "" for those that have none."""
    known = _by_folded_tag()
    folded = locale.casefold()
    return known.get(folded) or known.get(folded.partition("-")[0]) or ""


@cache
def _by_folded_tag() -> dict[str, str]:
    return {tag.casefold(): tag for tag in tags()}


@cache
def language(locale: str) -> Language:
    """The language for one of Discord's locales; English for those that have no catalogue."""
    tag = tag_of(locale)
    return _kept(tag) if tag else ENGLISH


@cache
def _kept(tag: str) -> Language:
    return read(tag)


def read(tag: str, among: Container[str] | None = None) -> Language:
    """A catalogue, or what it has for the English texts `among` it; English where it cannot be read at all."""
    try:
        return parsed(tag, FOLDER.joinpath(f"{tag}.po").read_text("utf-8"), among)
    except (OSError, ValueError) as error:
        log.error("The catalogue of %s cannot be read, so it speaks English: %s", tag, error)
        return ENGLISH


def parsed(tag: str, text: str, among: Container[str] | None = None) -> Language:
    """The language in a .po file's text. Raises ValueError where it is none."""
    head, *said = translated(text, among)
    if head.english:
        raise ValueError("it does not begin with a head")
    return Language(
        tag,
        {each.english: each.said[0] for each in said if not each.context and not each.is_counted},
        {each.english: each.said for each in said if each.is_counted},
        {(each.context, each.english): each.said[0] for each in said if each.context},
        _rule(head.said[0]),
    )


def _rule(head: str) -> Callable[[int], int]:
    """The catalogue's own rule for numbers, as every .po file has it: CLDR's rules in C's grammar."""
    import gettext  # a start needs none of it

    rule = head.partition("plural=")[2].partition("\n")[0].strip().removesuffix(";")
    return gettext.c2py(rule) if rule else _two_forms

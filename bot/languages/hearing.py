"""Who hears which language, and who wants plain text: the person who asks, and everybody in the server.

Kept in context variables, so that what is said on somebody's behalf is in their language, however deep. Where nothing
is known it is English.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from bot.languages.catalogue import ENGLISH, Language


class Listeners(NamedTuple):
    """Who may hear an answer: the person alone, or everybody in the channel."""

    person: Language = ENGLISH
    everybody: Language = ENGLISH


PERSON, EVERYBODY = 0, 1  # of the listeners
NOBODY_KNOWN = Listeners()
_LISTENERS: ContextVar[Listeners] = ContextVar("LISTENERS", default=NOBODY_KNOWN)
_PLAIN: ContextVar[tuple[bool, bool]] = ContextVar("PLAIN", default=(False, False))
_AUDIENCE: ContextVar[int] = ContextVar("AUDIENCE", default=EVERYBODY)


def spoken() -> Language:
    """The language of those who are spoken to. Unless told otherwise that is everybody: no one's own leaks."""
    return _LISTENERS.get()[_AUDIENCE.get()]


def is_plain() -> bool:
    """Whether those who are spoken to want no frames and no signs, but whole sentences."""
    return _PLAIN.get()[_AUDIENCE.get()]


def heard_by(person: Language, everybody: Language, *, plain: tuple[bool, bool] = (False, False)) -> None:
    """From here on, in this task; `plain`: who wants plain text, the person and everybody."""
    _LISTENERS.set(Listeners(person, everybody))
    _PLAIN.set(plain)


@contextmanager
def speaking(language: Language, *, plain: bool | None = None) -> Iterator[None]:
    """Everything inside is said in this language, whoever listens; with `plain`, also in plain text or not."""
    listeners = _LISTENERS.set(Listeners(language, language))
    text = _PLAIN.set(_PLAIN.get() if plain is None else (plain, plain))
    try:
        yield
    finally:
        _PLAIN.reset(text)
        _LISTENERS.reset(listeners)


@contextmanager
def to_person(*, yes: bool = True) -> Iterator[None]:
    """What is said inside (or by a function this decorates) is for the person who asks, and nobody else."""
    before = _AUDIENCE.set(PERSON if yes else EVERYBODY)
    try:
        yield
    finally:
        _AUDIENCE.reset(before)


def to_everybody() -> AbstractContextManager[None]:
    """What is said inside is for the whole channel."""
    return to_person(yes=False)

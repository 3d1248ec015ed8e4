"""Who hears which language, and who wants plain text: the person who asks, and everybody in the server.

Kept in context variables, so that what is said on somebody's behalf is in their language, however deep. Where nothing
is known it is English.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from bot.languages.catalogue import ENGLISH, Language


class Listener(NamedTuple):
    """Who hears a sentence; `is_plain`: they want no frames and no signs, but whole sentences.

    `commands`: the language in which their Discord names commands; None is the same.
    """

    language: Language = ENGLISH
    is_plain: bool = False
    commands: Language | None = None


PERSON, EVERYBODY = 0, 1  # who may hear an answer: the person alone, or everybody in the channel
NOBODY_KNOWN = (Listener(), Listener())
_LISTENERS: ContextVar[tuple[Listener, Listener]] = ContextVar("LISTENERS", default=NOBODY_KNOWN)
_AUDIENCE: ContextVar[int] = ContextVar("AUDIENCE", default=EVERYBODY)


def listener() -> Listener:
    """Those who are spoken to. Unless told otherwise that is everybody: no one's own language leaks."""
    return _LISTENERS.get()[_AUDIENCE.get()]


def spoken() -> Language:
    """The language of those who are spoken to."""
    return _LISTENERS.get()[_AUDIENCE.get()].language


def is_plain() -> bool:
    """Whether those who are spoken to want plain text."""
    return _LISTENERS.get()[_AUDIENCE.get()].is_plain


def heard_by(person: Listener, everybody: Listener) -> None:
    """From here on, in this task."""
    _LISTENERS.set((person, everybody))


@contextmanager
def speaking(language: Language, *, plain: bool | None = None) -> Iterator[None]:
    """Everything inside is said in this language, whoever listens; with `plain`, also in plain text or not."""
    person, everybody = (
        Listener(language, each.is_plain if plain is None else plain) for each in _LISTENERS.get()
    )
    before = _LISTENERS.set((person, everybody))
    try:
        yield
    finally:
        _LISTENERS.reset(before)


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

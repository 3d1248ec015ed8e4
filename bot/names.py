"""What somebody is called before others: the one place that turns an id into a name, or into “somebody”.

Who asked never to be named (`/me`) is read from the store when the bot starts, and kept up to date by what changes it:
a name is needed on every page, and the store is where it is remembered.
"""

from collections.abc import Callable, Iterable

from bot.wording import Markdown, say
from bot.wording import house as wording_house

_NEVER: set[int] = set()


def begin(never: Iterable[int]) -> None:
    """From here on these people are named nowhere, and only these."""
    _NEVER.clear()
    _NEVER.update(never)


def keep(person_id: int, *, named: bool) -> None:
    """Somebody has changed their mind, or is forgotten."""
    (_NEVER.discard if named else _NEVER.add)(person_id)


def may_name(person_id: int) -> bool:
    """Whether there is somebody to name, and they have not asked never to be named."""
    return person_id != 0 and person_id not in _NEVER


def person(person_id: int) -> Markdown:
    """A mention; it pings nobody, since no message of the bot allows mentions. 0 is who is not named any more."""
    return Markdown(f"<@{person_id}>") if may_name(person_id) else say(wording_house.SOMEBODY)


def named(person_id: int) -> Callable[[], Markdown]:
    """The same for a sentence that is put into words later."""
    return lambda: person(person_id)

"""What somebody is called before others: the one place that turns an id into a name, or into “somebody”.

Who asked never to be named (`/me`) is read from the store when the bot starts, kept up to date by what changes it, and
read again now and then, since another process of the bot may have been told: a name is needed on every page, and the
store is where it is remembered. A person who asked takes 60 bytes of memory, and nobody else takes any.
"""

from collections.abc import Awaitable, Callable, Iterable

from bot.wording import Markdown, say
from bot.wording import house as wording_house

_NEVER: set[int] = set()
_MEANWHILE: dict[int, bool] = {}  # who changed their mind since the last reading began, and is named now


def begin(never: Iterable[int]) -> None:
    """From here on these people are named nowhere, and only these."""
    _NEVER.clear()
    _NEVER.update(never)


def keep(person_id: int, *, named: bool) -> None:
    """Somebody has changed their mind, or is forgotten."""
    _MEANWHILE[person_id] = named
    (_NEVER.discard if named else _NEVER.add)(person_id)


async def renew(read: Callable[[], Awaitable[Iterable[int]]]) -> None:
    """These people are read again; what was changed while they were being read is newer."""
    _MEANWHILE.clear()
    begin(await read())
    for person_id, named in [*_MEANWHILE.items()]:
        keep(person_id, named=named)


def may_name(person_id: int) -> bool:
    """Whether there is somebody to name, and they have not asked never to be named."""
    return person_id != 0 and person_id not in _NEVER


def person(person_id: int) -> Markdown:
    """A mention; it pings nobody, since no message of the bot allows mentions. 0 is who is not named any more."""
    return Markdown(f"<@{person_id}>") if may_name(person_id) else say(wording_house.SOMEBODY)


def named(person_id: int) -> Callable[[], Markdown]:
    """The same for a sentence that is put into words later."""
    return lambda: person(person_id)

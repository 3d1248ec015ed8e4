"""A message to show: Discord's components, checked against Discord's limits, and nothing that listens.

A screen's buttons carry ids that `bot.cogs.presses` answers, so discord.py has nothing to keep for it: an ordinary
view would stay in memory for every message ever sent. Its parts are the JSON that is sent, which is also what
`bot.limits` judges: discord.py's items would be built, counted and turned into the same at several times the cost.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial, wraps
from io import BytesIO
from typing import Any, ParamSpec

from discord import ComponentType, File, ui

from bot import limits, wording
from bot.custom_id import pack
from bot.languages.hearing import is_plain, to_person
from bot.limits.components import BUTTON, CONTAINER, ROW, SECTION, SELECT, SEPARATOR, TEXT
from bot.wording import say

P = ParamSpec("P")
Part = dict[str, Any]  # one of Discord's components
PRIMARY, SECONDARY, DANGER, LINK = 1, 2, 4, 5  # styles of a button

LAMP = 0xE0A458  # the accent at a page's edge


class Unshowable(Exception):
    """A screen that Discord would refuse: a mistake in this program, told before it is sent."""


class Screen(ui.LayoutView):
    """Components, top to bottom. Raises Unshowable where Discord would refuse them.

    `pictures` are the files that the components name and that are sent with them; `kept` those on the message already.
    discord.py's own view is not made, since nothing of it is used: that costs as much as drawing the page.
    """

    timeout = None

    def is_dispatchable(self) -> bool:
        return False

    def __init__(
        self, *parts: Part, pictures: Mapping[str, bytes] | None = None, kept: Collection[str] = ()
    ) -> None:
        self._parts = _unframed(parts) if is_plain() else list(parts)
        self._pictures, self._kept = pictures or {}, frozenset(kept)
        problems = limits.message_problems(
            {"flags": limits.IS_COMPONENTS_V2, "components": self._parts},
            attachments=(*self._pictures, *kept),
        )
        if problems:
            raise Unshowable("; ".join(problems))

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The files to send with it, by their names."""
        return self._pictures

    @property
    def kept(self) -> frozenset[str]:
        """The names of those that are on the message already and stay."""
        return self._kept

    def files(self) -> list[File]:
        """The pictures to send; made anew for every try, since sending one uses it up."""
        return [File(BytesIO(data), name) for name, data in self.pictures.items()]

    def to_components(self) -> list[Part]:
        return self._parts

    def said(self, *, privately: bool) -> "Screen":
        """The screen in the language of those who will see it; one that is drawn already stays as it is."""
        del privately
        return self

    def has_components_v2(self) -> bool:
        return True

    def is_finished(self) -> bool:
        """Always: discord.py then neither keeps the view nor waits for its presses."""
        return True


def _unframed(parts: Iterable[Part]) -> list[Part]:
    """The same without frames and lines, which a screen reader announces and which say nothing."""
    found: list[Part] = []
    for each in parts:
        inner = each["components"] if each["type"] == CONTAINER else [each]
        found += [part for part in inner if part["type"] != SEPARATOR]
    return found


class Undrawn(Screen):
    """A screen whose words wait for its viewer's language; sent without one it is drawn in the current one."""

    def __init__(self, make: Callable[[], Screen]) -> None:
        self._make = make

    def draw(self) -> Screen:
        """In the language that is spoken now."""
        return self._make()

    def to_components(self) -> list[Part]:
        return self.draw().to_components()

    @property
    def pictures(self) -> Mapping[str, bytes]:
        return self.draw().pictures

    @property
    def kept(self) -> frozenset[str]:
        return self.draw().kept

    def said(self, *, privately: bool) -> Screen:
        with to_person(yes=privately):
            return self.draw().said(privately=privately)


def drawn(screen: Callable[P, Screen]) -> Callable[P, Screen]:
    """Every function that gives a screen has this: its words are said when it is known who will see them."""

    @wraps(screen)
    def later(*args: P.args, **kwargs: P.kwargs) -> Screen:
        return Undrawn(partial(screen, *args, **kwargs))

    return later


def box(*parts: Part) -> Part:
    """A frame in the lamp's colour."""
    return {"type": CONTAINER, "accent_color": LAMP, "components": list(parts)}


def text(markdown: str) -> Part:
    return {"type": TEXT, "content": str(markdown)}


def rule() -> Part:
    return {"type": SEPARATOR, "divider": True, "spacing": 1}


def button(
    label: str, custom_id: str, *, main: bool = False, danger: bool = False, disabled: bool = False
) -> Part:
    about = {"label": str(label), "custom_id": custom_id, "disabled": disabled}
    style = DANGER if danger else PRIMARY if main else SECONDARY
    return {"type": BUTTON, "style": style, **about}


def link_button(label: str, url: str) -> Part:
    return {"type": BUTTON, "style": LINK, "label": str(label), "url": url}


def section(*lines: str, press: Part) -> Part:
    """Texts with a button beside them."""
    told = [text(line) for line in lines]
    return {"type": SECTION, "components": told, "accessory": press}


def row(*buttons: Part) -> Part:
    return {"type": ROW, "components": list(buttons)}


def option(label: str, value: str, *, chosen: bool = False) -> Part:
    """One of the things that a menu offers."""
    return {"label": str(label), "value": value, "default": chosen}


def menu(placeholder: str, custom_id: str, options: Iterable[Part]) -> Part:
    """A menu in a row of its own, from which one thing is picked."""
    about = {"custom_id": custom_id, "placeholder": str(placeholder), "options": list(options)}
    return row({"type": SELECT, **about})


def picker(kind: ComponentType, placeholder: str, custom_id: str, chosen: str = "") -> Part:
    """A menu of the server's own roles or channels, of which one or none is picked; `chosen` is an id."""
    about: Part = {"custom_id": custom_id, "placeholder": str(placeholder), "min_values": 0, "max_values": 1}
    if kind is ComponentType.channel_select:
        about["channel_types"] = [0, 5]  # where messages are written
    if chosen:
        what = "channel" if kind is ComponentType.channel_select else "role"
        about["default_values"] = [{"id": chosen, "type": what}]
    return row({"type": kind.value, **about})


def note(markdown: str) -> Screen:
    """One sentence."""
    return Screen(text(markdown))


def shortened(line: str, length: int) -> str:
    """A title that fits: at most `length` characters, on one line."""
    line = " ".join(line.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


ROOM = 3_000  # code points of a list on one message; Discord has 4,000 for everything
ROOM_IN_BYTES = 8_000  # of some 10,000 for everything


def parted(parts: Sequence[str], most: int) -> list[range]:
    """Which parts go on which message, so that each holds at most `most` of them and none is too long."""
    leaves, first, characters, size = [], 0, 0, 0
    for number, part in enumerate(parts):
        characters, size = characters + len(part), size + len(part.encode())
        if number > first and (number - first == most or characters > ROOM or size > ROOM_IN_BYTES):
            leaves.append(range(first, number))
            first, characters, size = number, len(part), len(part.encode())
    return [*leaves, range(first, len(parts))]


def leafing(does: str, *ids: object, page: int, pages: int) -> list[Part]:
    """Earlier and Later, where there is more than one page; `does` is answered with the page, from 0."""
    if pages < 2:
        return []
    earlier = button(say(wording.EARLIER), pack(does, "to", *ids, max(0, page - 1)), disabled=page == 0)
    later = button(say(wording.LATER), pack(does, "on", *ids, page + 1), disabled=page == pages - 1)
    return [row(earlier, later)]

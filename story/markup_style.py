"""How a page's own style sheets and style attributes set text: italic, bold, underlined, struck, or not shown."""

import re
from collections.abc import Iterator

from msgspec import Struct

from story.model import Style

_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(
    r"(font-style|font-weight|font|text-decoration(?:-line)?|display|visibility)\s*:\s*([^;!]+)",
    re.IGNORECASE,
)
_NONE = Style(0)
_KNOWN = 1_000  # a page has a few dozen
LARGEST = 500_000  # characters of style sheets that are looked at


class Look(Struct, frozen=True):
    """What a declaration sets, what it takes away again, and whether it hides."""

    adds: Style = _NONE
    takes: Style = _NONE
    hides: bool = False

    def on(self, style: Style) -> Style:
        """The style of the text inside."""
        return style & ~self.takes | self.adds if self.adds or self.takes else style


PLAIN = Look()


def read_look(declarations: str) -> Look:
    """The look of a style attribute or of a rule's body."""
    adds = takes = Style(0)
    hides = False
    for name, value in _DECLARATION.findall(declarations):
        name, value = name.lower(), value.strip().lower()
        if name == "display" or name == "visibility":
            hides = hides or value in {"none", "hidden"}
            continue
        more, less = _style(name, value)
        adds, takes = adds & ~less | more, takes & ~more | less
    return Look(adds, takes, hides)


def _style(name: str, value: str) -> tuple[Style, Style]:
    words = set(value.split())
    if name.startswith("text-decoration"):
        adds = Style.UNDERLINE if "underline" in words else Style(0)
        return adds | (Style.STRIKE if "line-through" in words else Style(0)), Style(0)
    if name != "font-weight" and words & {"italic", "oblique"}:
        return Style.ITALIC, Style(0)
    if name == "font-style":
        return Style(0), Style.ITALIC if "normal" in words else Style(0)
    if words & {"bold", "bolder", "700", "800", "900"}:
        return Style.BOLD, Style(0)
    return Style(0), Style.BOLD if name == "font-weight" and words & {"normal", "400"} else Style(0)


class StyleSheet:
    """The looks of classes; only selectors of one class count, since others depend on what stands around."""

    def __init__(self, source: str = "") -> None:
        self._looks: dict[str, Look] = {}
        self._known: dict[str, Look] = {}  # of several classes together
        self.read(source)

    def read(self, source: str) -> None:
        """Add a style sheet."""
        self._known.clear()
        first, *others = source[:LARGEST].split("/*")
        for rule in "".join([first, *(other.partition("*/")[2] for other in others)]).split("}"):
            before, _, body = rule.rpartition("{")
            look = read_look(body) if before else PLAIN
            if look != PLAIN:
                for name in _classes(before.rpartition("{")[2]):
                    self._looks[name] = look

    def look(self, names: str) -> Look:
        """The look of an element with these classes, the last of them winning."""
        if not self._looks:
            return PLAIN
        known = self._known.get(names)
        if known is None:
            known = self._look(names)
            if len(self._known) < _KNOWN:
                self._known[names] = known
        return known

    def _look(self, names: str) -> Look:
        found = [self._looks[name] for name in names.split() if name in self._looks]
        look = found[0] if found else PLAIN
        for more in found[1:]:
            look = Look(
                look.adds & ~more.takes | more.adds,
                look.takes & ~more.adds | more.takes,
                look.hides or more.hides,
            )
        return look


def _classes(selectors: str) -> Iterator[str]:
    for selector in selectors.split(","):
        if match := _SELECTOR.fullmatch(selector.strip()):
            yield match[1]

"""Walking through a message's components, numbering them, and finding what a person can press."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

Component: TypeAlias = dict[str, Any]  # as Discord's JSON has it

ROW, BUTTON, SELECT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 1, 2, 3, 9, 10, 11, 12, 13, 14
CONTAINER, LABEL = 17, 18
SELECTS = frozenset((3, 5, 6, 7, 8))
DEFAULTS: dict[int, Component] = {
    BUTTON: {"disabled": False},
    THUMBNAIL: {"spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    FILE: {"spoiler": False},
    CONTAINER: {"accent_color": None, "spoiler": False},
    **{kind: {"min_values": 1, "max_values": 1, "disabled": False} for kind in SELECTS},
}


def walk(components: Iterable[Component]) -> list[Component]:
    """Every component, a parent before its children, in the order in which they are seen."""
    found: list[Component] = []
    _gather(components, found)
    return found


def _gather(components: Iterable[Component], found: list[Component]) -> None:
    for component in components:
        found.append(component)
        if children := component.get("components"):
            _gather(children, found)
        if inner := component.get("accessory") or component.get("component"):
            _gather((inner,), found)


def numbered(components: Iterable[Component]) -> list[Component]:
    """A copy with what the app left to Discord: defaults, and for components without an ``id`` the next free."""
    copied = [_copy(component) for component in components]
    taken = {component["id"] for component in walk(copied) if component.get("id")}
    following = 1
    for component in walk(copied):
        if not component.get("id"):
            while following in taken:
                following += 1
            component["id"] = following
            taken.add(following)
    return copied


def _copy(component: Component) -> Component:
    copied = DEFAULTS.get(component.get("type", 0), {}) | component
    if "components" in copied:
        copied["components"] = [_copy(child) for child in copied["components"]]
    for key in ("accessory", "component"):
        if isinstance(copied.get(key), dict):
            copied[key] = _copy(copied[key])
    if copied.get("type") == GALLERY:
        copied["items"] = [{"spoiler": False} | item for item in copied["items"]]
    if copied.get("type") == TEXT:
        copied["content"] = copied["content"].strip()
    return copied


def with_media(components: list[Component], media: Callable[[str], dict[str, Any]]) -> list[Component]:
    """The same components, their pictures and files told as ``media`` says of each address."""
    for component in walk(components):
        for holder in (component, *items(component)):
            for key in ("media", "file"):
                if isinstance(holder.get(key), dict):
                    holder[key] = media(holder[key]["url"])
    return components


def items(gallery: Component) -> list[Component]:
    """The pictures of a gallery."""
    return gallery.get("items") or [] if gallery["type"] == GALLERY else []


def texts(components: Iterable[Component]) -> list[str]:
    return [component["content"] for component in walk(components) if component["type"] == TEXT]


def buttons(components: Iterable[Component]) -> list[Component]:
    return [component for component in walk(components) if component["type"] == BUTTON]


def menus(components: Iterable[Component]) -> list[Component]:
    return [component for component in walk(components) if component["type"] in SELECTS]


def label_of(button: Component) -> str:
    """What is written on a button: its emoji, its label or both."""
    emoji: Any = button.get("emoji") or {}
    return " ".join(filter(None, (emoji.get("name"), button.get("label"))))


def is_called(button: Component, name: str) -> bool:
    """A person names a button by its whole text, or by its label without the emoji."""
    return name in (label_of(button), button.get("label"))

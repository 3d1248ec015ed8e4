"""What a message says as plain text, from its parts as Discord's JSON has them: what a person reads of it.

Text stands as the app wrote it; a button that cannot be pressed is marked (off), a menu v, a link with an arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from bot.playground.components import SELECTS, Component, label_of

Embed: TypeAlias = dict[str, Any]

RULE = "---"


def text(content: str, embeds: Iterable[Embed], components: Iterable[Component], files: Iterable[str]) -> str:
    """``files``: the names of those that are shown under it."""
    lines = [content] if content else []
    for embed in embeds:
        lines += _embed(embed)
    lines += _lines(components)
    lines += [f"[file {name}]" for name in files]
    return "\n".join(lines)


def _lines(components: Iterable[Component]) -> Iterator[str]:
    for one in components:
        match one["type"]:
            case 10:  # text
                yield one["content"]
            case 1:  # row
                yield " ".join(_control(child) for child in one["components"])
            case 17:  # container
                yield from _lines(one["components"])
            case 9:  # section
                yield from _lines(one["components"])
                yield from _lines([one["accessory"]])
            case 14:  # separator
                yield RULE if one.get("divider", True) else ""
            case 12:  # gallery
                yield from (_picture(item) for item in one["items"])
            case 11:  # thumbnail
                yield _picture(one)
            case 13:  # file
                yield f"[file {_name(one['file'])}]"
            case _:
                yield _control(one)


def _control(one: Component) -> str:
    if one["type"] in SELECTS:
        name = one.get("placeholder") or _chosen(one) or "Make a selection"
        return f"[{name} v]" if not one.get("disabled") else f"[{name} v (off)]"
    name = label_of(one)
    if one.get("url"):
        return f"[{name} \N{NORTH EAST ARROW}]"
    return f"[{name} (off)]" if one.get("disabled") else f"[{name}]"


def _chosen(menu: Component) -> str:
    return ", ".join(option["label"] for option in menu.get("options") or () if option.get("default"))


def _picture(one: Component) -> str:
    return f"[picture {one.get('description') or _name(one['media'])}]"


def _name(media: dict[str, Any]) -> str:
    return str(media["url"]).rpartition("/")[2]


def _embed(embed: Embed) -> Iterator[str]:
    for line in (embed.get("title"), embed.get("description")):
        if line:
            yield line
    for field in embed.get("fields") or ():
        yield f"{field['name']}: {field['value']}"
    if footer := embed.get("footer"):
        yield footer["text"]

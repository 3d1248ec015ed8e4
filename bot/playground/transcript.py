"""A message and a channel as plain text: what a person reads, so that a test can say it back.

    Ana used /read
    Lamplight (only you can see this)
      # The Lamplighter
      It was a dark night.
      [Back (off)] [Next] [More v]

Text stands as the app wrote it; a button that cannot be pressed is marked (off), a menu v, a link with an arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.playground.components import SELECTS, label_of

if TYPE_CHECKING:
    from bot.playground.state import Json, Message

RULE = "---"


def body(message: Message) -> str:
    """What a message says, without whose it is."""
    if message.loading:
        return f"{message.author.name} is thinking..."
    lines = [message.content] if message.content else []
    for embed in message.embeds:
        lines += _embed(embed)
    lines += _lines(message.components)
    if not message.v2:  # there only what a component refers to is shown
        lines += [f"[file {file.filename}]" for file in message.attachments]
    return "\n".join(lines)


def _lines(components: Iterable[Json]) -> Iterator[str]:
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


def _control(one: Json) -> str:
    if one["type"] in SELECTS:
        name = one.get("placeholder") or _chosen(one) or "Make a selection"
        return f"[{name} v]" if not one.get("disabled") else f"[{name} v (off)]"
    name = label_of(one)
    if one.get("url"):
        return f"[{name} \N{NORTH EAST ARROW}]"
    return f"[{name} (off)]" if one.get("disabled") else f"[{name}]"


def _chosen(menu: Json) -> str:
    return ", ".join(option["label"] for option in menu.get("options") or () if option.get("default"))


def _picture(one: Json) -> str:
    return f"[picture {one.get('description') or _name(one['media'])}]"


def _name(media: Json) -> str:
    return str(media["url"]).rpartition("/")[2]


def _embed(embed: Json) -> Iterator[str]:
    for text in (embed.get("title"), embed.get("description")):
        if text:
            yield text
    for field in embed.get("fields") or ():
        yield f"{field['name']}: {field['value']}"
    if footer := embed.get("footer"):
        yield footer["text"]


def header(message: Message) -> str:
    return f"{message.author.name} (only you can see this)" if message.ephemeral else message.author.name


def written(message: Message) -> str:
    """One message with its header, and with what brought it about if that was typed."""
    lines = [header(message)]
    if message.metadata is not None and message.typed.startswith("/"):
        lines.insert(0, f"{message.metadata['user']['username']} used {message.typed}")
    lines += [f"  {line}" for line in body(message).splitlines()]
    return "\n".join(lines)


def transcript(messages: Iterable[Message]) -> str:
    return "\n".join(written(message) for message in messages)

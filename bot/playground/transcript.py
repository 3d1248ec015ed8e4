"""A message and a channel as plain text: what a person reads, so that a test can say it back.

Ana used /read
Lamplight (only you can see this)
  # The Lamplighter
  It was a dark night.
  [Back (off)] [Next] [More v]
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.playground.state import Message


def header(message: Message) -> str:
    return f"{message.author.name} (only you can see this)" if message.ephemeral else message.author.name


def written(message: Message) -> str:
    """One message with its header, and with what brought it about if that was typed."""
    lines = [header(message)]
    if message.metadata is not None and message.typed.startswith("/"):
        lines.insert(0, f"{message.metadata['user']['username']} used {message.typed}")
    lines += [f"  {line}" for line in message.text.splitlines()]
    return "\n".join(lines)


def transcript(messages: Iterable[Message]) -> str:
    return "\n".join(written(message) for message in messages)

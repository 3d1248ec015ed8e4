"""What a person saw come of what they did."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.components import buttons, label_of
from bot.playground.interactions import Modal
from bot.playground.state import Message


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person saw come of what they did, as it was at that moment."""

    text: str  # the message as in a transcript, without its author
    message: Message | None  # goes on changing as the app edits it
    modal: Modal | None = None
    private: bool = False  # only they see it
    buttons: tuple[str, ...] = ()  # the ones that can be pressed
    deleted: bool = False

    def __contains__(self, words: str) -> bool:
        return words in self.text


def reply_of(message: Message) -> Reply:
    pressable = tuple(label_of(one) for one in buttons(message.components) if not one.get("disabled"))
    return Reply(message.text, message, None, message.ephemeral, pressable, deleted=message.deleted)

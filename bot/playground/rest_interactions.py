"""Routes that answer interactions: the first answer, the original response, follow-ups."""

from __future__ import annotations

from typing import Any

from bot.limits import callback_problems
from bot.playground import messages, payloads
from bot.playground.components import numbered
from bot.playground.interactions import (
    AUTOCOMPLETE,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
    Modal,
    details,
    kept_private,
)
from bot.playground.refusals import Refused, invalid, unknown
from bot.playground.state import EPHEMERAL, LOADING, Json, Message
from bot.playground.wire import Call, Route

MESSAGE, THINKING, LATER, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FOLLOWUPS_WITHOUT_INSTALL = 5


async def answer(call: Call) -> Json | None:
    """POST callback: exactly one per interaction, within three seconds."""
    one = call.interactions.to_answer(call.id("interaction"), call.ids["token"])
    kind = call.body.get("type")
    _check(call, one, kind)
    act = {MESSAGE: _send, THINKING: _think, UPDATE: _update, CHOICES: _choose, MODAL: _open}.get(kind)
    if act is not None:
        act(call, one, call.body.get("data") or {})
    call.interactions.acknowledge(one, kind)
    if act is not None and kind != THINKING:
        one.show(one.original)
    call.world.touch()
    return _told(call, one) if call.query.get("with_response") in ("1", "true") else None


def _check(call: Call, one: Interaction, kind: Any) -> None:
    """What is wrong with the answer, but for a message: that is judged when it is posted."""
    problems = callback_problems(call.body) if kind not in (MESSAGE, UPDATE) else []
    if problems:
        raise invalid(problems)
    if (kind == CHOICES) != (one.kind == AUTOCOMPLETE):
        raise invalid(["In type: This answer is not for this type of interaction."])
    if kind in (LATER, UPDATE) and one.source is None:
        raise invalid(["In type: Only an interaction of a message's component may update it."])
    if kind == MODAL and one.kind == MODAL_SUBMIT:
        raise invalid(["In type: A modal cannot be answered by a modal."])


def _send(call: Call, one: Interaction, data: Json) -> None:
    one.original = _post(call, one, data, ephemeral=_private(one, data), under="data.")


def _think(call: Call, one: Interaction, data: Json) -> None:
    fields = details(call.world, one, ephemeral=_private(one, data))
    one.original = messages.post(call.world, one.channel, call.world.bot, {**data}, flags=LOADING, **fields)


def _update(call: Call, one: Interaction, data: Json) -> None:
    assert one.source is not None
    if one.source.deleted:
        raise unknown("message")
    messages.edit(call.world, one.source, data, call.files, under="data.")
    one.original = one.source


def _choose(_: Call, one: Interaction, data: Json) -> None:
    one.choices = data["choices"]


def _open(call: Call, one: Interaction, data: Json) -> None:
    one.modal = Modal(data["custom_id"], data["title"], numbered(data["components"]), one)
    told: Json = {
        "id": str(one.id),
        "channel_id": str(one.channel.id),
        "custom_id": one.modal.custom_id,
        "title": one.modal.title,
        "components": one.modal.components,
    }
    call.world.emit("MODAL_OPENED", told, channel=one.channel, only_for=one.user.id, for_app=False)


def _private(one: Interaction, data: Json) -> bool:
    return bool((data.get("flags") or 0) & EPHEMERAL) or kept_private(one)


def _post(call: Call, one: Interaction, body: Json, *, ephemeral: bool, under: str = "") -> Message:
    fields = details(call.world, one, ephemeral=ephemeral)
    return messages.post(call.world, one.channel, call.world.bot, body, call.files, under=under, **fields)


def _told(call: Call, one: Interaction) -> Json:
    told: Json = {"id": str(one.id), "type": one.kind}
    body: Json = {"interaction": told}
    original = one.original
    if one.answer == LATER:
        original = one.source
    if original is not None:
        told["response_message_id"] = str(original.id)
        told["response_message_loading"] = original.loading
        told["response_message_ephemeral"] = original.ephemeral
    if one.answer in (MESSAGE, UPDATE) and original is not None:
        body["resource"] = {"type": one.answer, "message": payloads.message(call.world, original)}
    return body


# The webhook of an interaction's token.


def _interaction(call: Call) -> Interaction:
    if call.id("app") != call.world.app_id:
        raise unknown("webhook")
    return call.interactions.of_token(call.ids["token"])


def _original(one: Interaction) -> Message:
    """``@original``: the first answer, or the message whose component was pressed if that was to be updated."""
    message = one.source if one.answer == LATER else one.original
    if message is None or message.deleted:
        raise unknown("message")
    return message


def _named(call: Call, one: Interaction) -> Message:
    if call.ids["message"] == "@original":
        return _original(one)
    number = call.id("message")
    message = one.followups.get(number)
    if message is None and one.original is not None and one.original.id == number:
        message = one.original
    if message is None and one.source is not None and one.source.id == number and one.kind == COMPONENT:
        message = one.source
    if message is None or message.deleted:
        raise unknown("message")
    return message


async def follow_up(call: Call) -> Json:
    """A further message; after "thinking" the first one takes its place."""
    one = _interaction(call)
    if one.original is not None and one.original.loading and not one.original.deleted:
        return _edited(call, one, one.original)
    if "0" not in one.owners and len(one.followups) >= FOLLOWUPS_WITHOUT_INSTALL:
        raise Refused(400, 40094, "Maximum number of follow-up messages reached")
    message = _post(call, one, call.body, ephemeral=_private(one, call.body))
    if message.metadata is not None and one.original is not None:
        message.metadata["original_response_message_id"] = str(one.original.id)
        message.typed = ""  # only the first answer is headed by what the person typed
    one.followups[message.id] = message
    one.show(message)
    return payloads.message(call.world, message)


async def read(call: Call) -> Json:
    return payloads.message(call.world, _named(call, _interaction(call)))


async def edit(call: Call) -> Json:
    one = _interaction(call)
    return _edited(call, one, _named(call, one))


def _edited(call: Call, one: Interaction, message: Message) -> Json:
    messages.edit(call.world, message, call.body, call.files)
    one.show(message)
    return payloads.message(call.world, message)


async def delete(call: Call) -> None:
    one = _interaction(call)
    messages.delete(call.world, _named(call, one))
    one.show(None)


_MESSAGES = "/webhooks/{app}/{token}/messages/{message}"

ROUTES: list[Route] = [
    ("POST", "/interactions/{interaction}/{token}/callback", answer),
    ("POST", "/webhooks/{app}/{token}", follow_up),
    ("GET", _MESSAGES, read),
    ("PATCH", _MESSAGES, edit),
    ("DELETE", _MESSAGES, delete),
]

"""Sending a screen without asking for it back: the one place that knows discord.py's (2.7.1) insides.

Its own methods parse the message that Discord answers with, some six kilobytes, and build objects that nobody looks
at: an eighth of what a turn costs. Its sessions, retries and rate limits are kept.
"""

import json
from collections.abc import Callable
from typing import Any

from discord import Client, File, HTTPException, Interaction, InteractionResponseType, Message
from discord.abc import Messageable
from discord.http import Route
from discord.webhook.async_ import async_context

from bot.limits import EPHEMERAL, IS_COMPONENTS_V2
from bot.screens.pictures import NONE, Pictures
from bot.screens.screen import Screen
from story.sheet import Sheet

TYPES = {"png": "image/png", "html": "text/html"}
REFUSED = frozenset({400, 403, 413})  # what Discord answers to pictures that it does not take
NOBODY: dict[str, list[str]] = {"parse": []}  # of those who are mentioned, nobody is pinged


def _content(screen: Screen, flags: int = 0) -> dict[str, Any]:
    content: dict[str, Any] = {
        "components": screen.to_components(),
        "flags": IS_COMPONENTS_V2 | flags,
        "allowed_mentions": NOBODY,
    }
    if screen.pictures:
        content["attachments"] = [{"id": at, "filename": name} for at, name in enumerate(screen.pictures)]
    return content


def _form(payload: dict[str, Any], files: list[File]) -> list[dict[str, Any]]:
    """A request with files, as discord.py takes it."""
    parts = [
        {"name": f"files[{at}]", "value": file.fp, "filename": file.filename, "content_type": _type_of(file)}
        for at, file in enumerate(files)
    ]
    return [{"name": "payload_json", "value": json.dumps(payload)}, *parts]


def _type_of(file: File) -> str:
    return TYPES.get(file.filename.rpartition(".")[2], "image/jpeg")


async def send_first(interaction: Interaction[Any], screen: Screen, *, private: bool = False) -> int:
    """A new message as the first answer to an interaction; gives its id. Raises discord.HTTPException."""
    content = _content(screen, EPHEMERAL if private else 0)
    wanted = {"with_response": "true"}
    told = await _answer(
        interaction, InteractionResponseType.channel_message, content, wanted, screen.files()
    )
    return int(told["resource"]["message"]["id"])


async def redraw_first(interaction: Interaction[Any], screen: Screen) -> None:
    """The pressed message drawn anew, as the first answer to the press. Raises discord.HTTPException."""
    content = _content(screen)
    if interaction.message and interaction.message.attachments and not screen.kept:
        content.setdefault("attachments", [])  # else the pictures of the page before stay on it, unseen
    await _answer(interaction, InteractionResponseType.message_update, content, None, screen.files())


def _sent(payload: dict[str, Any], files: list[File]) -> dict[str, Any]:
    return {"multipart": _form(payload, files), "files": files} if files else {"payload": payload}


async def _answer(
    interaction: Interaction[Any],
    kind: InteractionResponseType,
    content: dict[str, Any],
    params: dict[str, str] | None,
    files: list[File],
) -> Any:
    path = "/interactions/{webhook_id}/{webhook_token}/callback"
    http = interaction._state.http
    told = await async_context.get().request(
        Route("POST", path, webhook_id=interaction.id, webhook_token=interaction.token),
        session=interaction._session,
        **_sent({"type": kind.value, "data": content}, files),
        proxy=http.proxy,
        proxy_auth=http.proxy_auth,
        params=params,
    )
    interaction.response._response_type = kind
    return told


async def edit_message(client: Client, channel_id: int, message_id: int, screen: Screen) -> None:
    """One of the bot's own messages drawn anew; its files stay. Raises discord.HTTPException."""
    path = "/channels/{channel_id}/messages/{message_id}"
    route = Route("PATCH", path, channel_id=channel_id, message_id=message_id)
    content = _content(screen.said(privately=False))  # drawn once, not again for whatever is asked of it
    await client.http.request(route, json=content)


async def edit_page(
    client: Client, channel_id: int, message_id: int, sheet: Sheet | None, draw: Callable[[Pictures], Screen]
) -> None:
    """A message that shows a page drawn anew. Its pictures stay; one that was posted without is drawn without."""
    kept = frozenset(each.picture for each in sheet.plates) if sheet else frozenset()
    try:
        await edit_message(client, channel_id, message_id, draw(Pictures(kept=kept)))
    except HTTPException as error:
        if not kept or error.status not in REFUSED:
            raise
        await edit_message(client, channel_id, message_id, draw(NONE))


async def send_page(
    channel: Messageable, shown: Pictures, draw: Callable[[Pictures], Screen], **how: Any
) -> Message:
    """A new message with a page; where its pictures are refused, they are told in words."""
    screen = draw(shown)
    if not screen.pictures:
        return await channel.send(view=screen, **how)
    try:
        return await channel.send(view=screen, files=screen.files(), **how)
    except HTTPException as error:
        if error.status not in REFUSED:
            raise
        return await channel.send(view=draw(NONE), **how)

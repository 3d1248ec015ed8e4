"""Delivering a page: shown first, then remembered as shown, and the page before it loses its buttons."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import aiohttp
import discord
from discord import Interaction

from bot import wording
from bot.actions.meant import is_alone
from bot.actions.refusals import Refusal
from bot.actions.request import Seen
from bot.actions.turns import Outdated, Replaced, Shown, arrived, panel_now
from bot.answers import Answer
from bot.callbacks import REFUSED, edit_page
from bot.cogs.pictures import at_hand
from bot.lamp import Lamp
from bot.screens import reading as screens
from bot.screens.pictures import NONE, Pictures
from bot.screens.reading import Audience
from bot.screens.screen import Screen
from bot.screens.where import message_link
from bot.store.errors import StoreError
from bot.store.panels import Panel
from bot.whereabouts import in_direct_messages, server_of
from bot.wording import Markdown, listed, say
from story.sheet import Sheet

log = logging.getLogger(__name__)

FRESHENINGS = 3  # of one page for one note


async def check_may_post(lamp: Lamp, interaction: Interaction[Any], seen: Seen | None = None) -> None:
    """Raises Refusal where the page that is meant could not be posted; one's own needs no right to post."""
    if not server_of(interaction):
        return
    try:
        may_post(interaction)
    except Refusal:
        if not await lamp.look(is_alone, interaction, seen):
            raise


def may_post(interaction: Interaction[Any]) -> None:
    """Raises Refusal that names what is missing, before anything is turned."""
    channel, mine = interaction.channel, interaction.app_permissions
    needed = ("view_channel", "send_messages")
    if isinstance(channel, discord.Thread):
        needed = ("view_channel", "send_messages_in_threads")
        if channel.archived:
            raise Refusal(wording.ARCHIVED)
    missing = [name for name in needed if not getattr(mine, name)]
    if missing:
        raise Refusal(wording.MAY_NOT_POST, permissions=partial(permission_names, missing))


def permission_names(names: Sequence[str]) -> Markdown:
    """As Discord's settings call them, in the language of whoever is told."""
    return listed([Markdown(f"**{say(wording.PERMISSIONS[name])}**") for name in names])


async def post(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    page: Shown | Outdated,
    *,
    after: Screen | None = None,
    opens: bool = False,
) -> None:
    """A page as a new message at the bottom of the channel; `after` is drawn first on what was pressed.

    `opens`: another story may have been read here until now.
    """
    if isinstance(page, Outdated):
        await _tell(answer, page)
        return
    try:
        if after:
            with suppress(discord.HTTPException, aiohttp.ClientError):
                await answer.redraw(after)
        is_private = _is_private(interaction, page)
        send = answer.show if is_private else answer.post
        message_id = await _deliver(lamp, interaction, send, page)
    except BaseException:
        lamp.desk.lost(page.reading_id)
        raise
    await _remember(lamp, interaction, page, message_id, opens=opens)
    if page.replaces and not is_private and page.replaces.panel.message_id != message_id:
        await _retire(interaction.client, page.replaces)


async def redraw(lamp: Lamp, interaction: Interaction[Any], answer: Answer, page: Shown | Outdated) -> None:
    """A page in the place of the one that was pressed."""
    if isinstance(page, Outdated):
        await _tell(answer, page)
        return
    try:
        message_id = await _deliver(lamp, interaction, answer.redraw, page)
    except BaseException:
        lamp.desk.lost(page.reading_id)
        raise
    await _remember(lamp, interaction, page, message_id)


async def _deliver(
    lamp: Lamp, interaction: Interaction[Any], send: Callable[[Screen], Awaitable[int]], page: Shown
) -> int:
    """The id of the message that shows a page; where its pictures are refused, they are told in words."""
    pictures = await at_hand(lamp, interaction, [each.picture for each in page.sheet.plates])
    try:
        return await send(_screen(interaction, page, pictures))
    except discord.HTTPException as error:
        if not pictures.files or error.status not in REFUSED:
            raise
        log.warning("Discord did not take the pictures of a page: %s", error)
        return await send(_screen(interaction, page, NONE))


async def _tell(answer: Answer, page: Outdated) -> None:
    panel = page.panel
    link = (
        message_link(panel.server_id, panel.channel_id, panel.message_id)
        if panel and panel.server_id
        else None
    )
    await answer.tell(screens.outdated(page.sheet, link))


def _is_private(interaction: Interaction[Any], page: Shown) -> bool:
    """Whether a page is a message that Discord shows to one person, and forgets."""
    return page.alone is not None and not in_direct_messages(interaction)


def _screen(interaction: Interaction[Any], page: Shown, pictures: Pictures) -> Screen:
    about = (page.sheet, page.reading_id, page.revision)
    audience = _audience(interaction, page)
    if not page.sheet.is_end:
        return screens.panel(
            *about,
            recap=page.recap,
            came_from=page.came_from,
            notes=page.notes,
            pictures=pictures,
            audience=audience,
            behind=page.alone.behind if page.alone else 0,
        )
    next_up = [(story.story_id, story.title) for story in page.next_up]
    return screens.closing(
        *(*about, page.began, next_up), came_from=page.came_from, notes=page.notes, audience=audience
    )


def _audience(interaction: Interaction[Any], page: Shown) -> Audience:
    if page.alone is None:
        return Audience.EVERYBODY
    if in_direct_messages(interaction):
        return Audience.IN_DIRECT_MESSAGES
    return Audience.BESIDE_SERVER if page.alone.server_is_elsewhere else Audience.ONE


async def _remember(
    lamp: Lamp, interaction: Interaction[Any], page: Shown, message_id: int, *, opens: bool = False
) -> None:
    """Nobody waits for this: a kill before it is written makes the page be shown again, never skipped.

    Unless the page `opens` a story: the story that is read here is the one that was shown last, and what is typed a
    moment later, or after a kill, is about that one and no other.
    """
    server_id = 0 if page.alone else interaction.guild_id or 0  # a private message has no link in its server
    where = (page.reading_id, interaction.channel_id or 0, server_id, message_id)
    panel = Panel(*where, page.revision, page.sheet.place, lamp.now())
    if not opens:
        return lamp.store.soon(arrived, lamp.desk, panel)
    with suppress(StoreError):
        await lamp.store.write(arrived, lamp.desk, panel)


async def freshen(lamp: Lamp, interaction: Interaction[Any], reading_id: str) -> None:
    """Draw the newest page again, since its notes have changed.

    A turn may be drawn at the same time and be overtaken by this: then what is true is drawn once more.
    """
    drawn = None
    for _ in range(FRESHENINGS):
        page = await lamp.look(panel_now, interaction, reading_id)
        if page is None or (page.panel.revision, page.panel.message_id) == drawn:
            return
        draw = partial(_screen, interaction, page.shown)
        await _edit(interaction.client, page.panel, page.shown.sheet, draw)
        drawn = (page.panel.revision, page.panel.message_id)


async def _retire(client: discord.Client, replaced: Replaced) -> None:
    """Take the buttons off an older page. One that is gone or out of reach stays as it is."""
    await _edit(client, replaced.panel, replaced.sheet, partial(screens.retired, replaced.sheet))


async def _edit(
    client: discord.Client, panel: Panel, sheet: Sheet, draw: Callable[[Pictures], Screen]
) -> None:
    try:
        await edit_page(client, panel.channel_id, panel.message_id, sheet, draw)
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.debug("Left message %s as it was: %s", panel.message_id, error)

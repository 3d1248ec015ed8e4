"""The one way to answer a command or a press: it knows what is sent, deferred and expired, and never stays silent.

Discord waits three seconds for the first answer. One that takes longer than `PATIENCE` is deferred by itself and
edited in later; a token that has expired is replaced by the bot's own right to post, where it has it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import discord
from discord import Interaction

from bot import wording
from bot.actions.refusals import Refusal
from bot.callbacks import redraw_first, send_first
from bot.languages.hearing import to_person
from bot.logs import short
from bot.screens.form import Form
from bot.screens.screen import Screen, note, shortened
from bot.store.errors import NotRead, StoreError
from bot.wording import Markdown, say

log = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds of the three that Discord waits
MOST_TOLD_BACK = 300  # characters
ALREADY_ANSWERED = 40060
EXPIRED = frozenset({10062, 10015, 50027})  # unknown interaction, unknown webhook, invalid webhook token
ANSWERING: set[asyncio.Task[Any]] = set()  # what a stop waits for
SILENT = discord.AllowedMentions.none()


def _is_private(interaction: Interaction[Any]) -> bool:
    """Whether what was pressed is a message that only the person who pressed can see."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def _files(screen: Screen) -> dict[str, Any]:
    """What a new message takes of a screen's pictures."""
    return {"files": screen.files()} if screen.pictures else {}


def _attachments(screen: Screen) -> dict[str, Any]:
    """What a message that is drawn anew takes: the screen's pictures, and no others but those that it keeps."""
    return {} if screen.kept else {"attachments": screen.files()}


def _told_back(value: object) -> object:
    """What somebody typed may be longer than a message; its beginning tells them what is meant."""
    return shortened(value, MOST_TOLD_BACK) if type(value) is str else value


class Answer:
    """What one interaction is answered with; each method but `tell` gives the id of the message it made."""

    def __init__(self, interaction: Interaction[Any], *, private: bool = False) -> None:
        self.interaction = interaction
        self._private = private
        self.is_private = private or _is_private(interaction)
        self._deferring: asyncio.Task[object] | None = None
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._defer)

    def _defer(self) -> None:
        if not self.interaction.response.is_done():
            self._deferring = asyncio.create_task(self._try_to_defer())

    async def _try_to_defer(self) -> None:
        with suppress(discord.HTTPException, aiohttp.ClientError):
            await self.interaction.response.defer(ephemeral=self._private)

    async def promise(self) -> None:
        """Say at once that an answer is coming, for what surely takes longer than a press."""
        self._timer.cancel()
        self._defer()
        if self._deferring:
            await self._deferring

    async def ask(self, form: Form) -> None:
        """A form to fill in, which can only be the first answer. Raises Refusal where it is too late for one."""
        if not await self._is_open():
            raise Refusal(wording.FORM_TOO_LATE)
        await self.interaction.response.send_modal(form)

    async def _is_open(self) -> bool:
        """Whether the first answer is still to be given."""
        self._timer.cancel()
        if self._deferring:
            await self._deferring
        return not self.interaction.response.is_done()

    def _is_promised(self) -> bool:
        """Whether an empty message stands for the answer to a command."""
        is_command = self.interaction.type is discord.InteractionType.application_command
        return self._deferring is not None and is_command

    async def post(self, screen: Screen) -> int:
        """A message for everybody, below all others."""
        screen = screen.said(privately=False)
        try:
            if await self._is_open():
                return await send_first(self.interaction, screen)
            return (await self._after_the_first(screen)).id
        except discord.HTTPException as error:
            return await self._rescued(
                error, self._post_as_bot, screen, lambda sent: not sent.flags.ephemeral
            )

    async def _after_the_first(self, screen: Screen) -> discord.Message:
        if self._is_promised():
            return await self._edit_original(screen)
        return await self.interaction.followup.send(
            view=screen, allowed_mentions=SILENT, wait=True, **_files(screen)
        )

    async def _edit_original(self, screen: Screen) -> discord.Message:
        return await self.interaction.edit_original_response(
            view=screen, allowed_mentions=SILENT, **_attachments(screen)
        )

    async def redraw(self, screen: Screen) -> int:
        """The pressed message itself, drawn anew."""
        pressed = self.interaction.message
        assert pressed is not None, "only a press can redraw"
        screen = screen.said(privately=_is_private(self.interaction))
        try:
            if await self._is_open():
                await redraw_first(self.interaction, screen)
            else:
                await self._edit_original(screen)
        except discord.HTTPException as error:
            if pressed.flags.ephemeral and error.code in EXPIRED:  # out of the bot's own reach
                raise
            return await self._rescued(error, self._redraw_as_bot, screen, lambda sent: sent.id == pressed.id)
        return pressed.id

    async def show(self, screen: Screen) -> int:
        """A message for the person alone, which has to arrive."""
        screen = screen.said(privately=True)
        if await self._is_open():
            return await send_first(self.interaction, screen, private=True)
        if self._is_promised() and self._private:
            return (await self._edit_original(screen)).id
        if self._is_promised():  # to everybody, and this is for one person
            await self.interaction.delete_original_response()
        sent = await self.interaction.followup.send(view=screen, ephemeral=True, wait=True, **_files(screen))
        return sent.id

    async def tell(self, screen: Screen) -> None:
        """A message for the person alone. Where the time for it is over there is nothing to be done."""
        try:
            await self.show(screen)
        except (discord.HTTPException, aiohttp.ClientError, RuntimeError) as error:  # RuntimeError: closed
            log.warning("Could not tell %s anything: %s", self.interaction.user.id, error)

    async def _rescued(
        self,
        error: discord.HTTPException,
        another: Callable[[Screen], Awaitable[int]],
        screen: Screen,
        is_its_place: Callable[[discord.Message], bool],
    ) -> int:
        """One that came too late is posted by the bot itself. One that was answered already shows this from now on.

        A repeated answer arrived the first time. But a process that was killed may have promised one, or told the
        person alone something else (its events are told again): then that is not where a page can be.
        """
        if error.code == ALREADY_ANSWERED:
            if is_its_place(await self.interaction.original_response()):
                return (await self._edit_original(screen)).id
            return await another(screen)
        if error.code in EXPIRED:
            log.info("Answered interaction %s too late; posting as the bot", self.interaction.id)
            return await another(screen)
        raise error

    def _channel(self) -> discord.PartialMessageable:
        channel_id, guild_id = self.interaction.channel_id or 0, self.interaction.guild_id
        client: discord.Client = self.interaction.client
        return client.get_partial_messageable(channel_id, guild_id=guild_id)

    async def _post_as_bot(self, screen: Screen) -> int:
        sent = await self._channel().send(view=screen, allowed_mentions=SILENT, silent=True, **_files(screen))
        return sent.id

    async def _redraw_as_bot(self, screen: Screen) -> int:
        pressed = self.interaction.message
        assert pressed is not None
        message = self._channel().get_partial_message(pressed.id)
        await message.edit(view=screen, allowed_mentions=SILENT, **_attachments(screen))
        return pressed.id

    async def fail(self, error: Exception) -> None:
        """A refusal is told; anything else is logged, with an id that is told.

        In the person's own language, also where they are answered before anything was looked up.
        """
        await self.interaction.client.lamp.listen(self.interaction)
        with to_person():
            sentence = self._in_words(error)
        await self.tell(note(sentence))

    def _in_words(self, error: Exception) -> Markdown:
        match error:
            case Refusal():
                return say(
                    error.sentence, **{name: _told_back(value) for name, value in error.values.items()}
                )
            case StoreError():
                log.error("Not saved: %s", error)
                return self._if_it_stays(
                    wording.NOT_READ if isinstance(error, NotRead) else wording.NOT_SAVED
                )
            case discord.HTTPException() | aiohttp.ClientError():
                log.warning("Discord did not take the answer: %s", error)
                return self._if_it_stays(wording.DISCORD_TROUBLE)
            case _:
                log.error("A bug in interaction %s", self.interaction.id, exc_info=error)
                return say(wording.FAILED, id=short(self.interaction.id))

    def _if_it_stays(self, sentence: str) -> Markdown:
        return Markdown(f"{say(sentence)} {say(wording.IF_IT_STAYS, id=short(self.interaction.id))}")

    def close(self) -> None:
        self._timer.cancel()


@asynccontextmanager
async def answering(interaction: Interaction[Any], *, private: bool = False) -> AsyncIterator[Answer]:
    """Whatever is raised inside ends as one sentence to the person. `private`: the answer is for them alone."""
    answer = Answer(interaction, private=private)
    task = asyncio.current_task()
    assert task is not None
    ANSWERING.add(task)
    try:
        with to_person(yes=answer.is_private):
            yield answer
    except Exception as error:
        await answer.fail(error)
    finally:
        answer.close()
        ANSWERING.discard(task)


async def all_answered(within: float) -> None:
    """Until every answer that is being given has been given, or the seconds have passed."""
    if ANSWERING:
        log.info("Before I stop, answers are given: %d", len(ANSWERING))
        await asyncio.wait(ANSWERING, timeout=within)

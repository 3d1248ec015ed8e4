"""/readalong start, join, leave, status, catchup, pause, resume, host, pace and end."""

from typing import Any

import discord
from discord import Interaction, app_commands
from discord.ext import commands

from bot import drawing
from bot.actions import readalong as actions
from bot.actions import readalong_lane as lanes
from bot.actions import readalong_lobby as lobbies
from bot.actions import readalong_status
from bot.actions.readalong_events import (
    BeNamed,
    ChangePace,
    Event,
    HandOver,
    Join,
    Leave,
    MakeCohost,
    Stop,
    TakeOver,
)
from bot.answers import Answer, answering
from bot.cogs.completing import Choices, readalong_choices, story_choices, zone_choices
from bot.cogs.pages import may_post
from bot.cogs.readalong_after import does, is_done, lane_screen, said
from bot.cogs.readalong_again import go_on, show_lobby
from bot.cogs.readalong_asked import Pacing, pace_asked, status_screen, thread_refused
from bot.cogs.readalong_options import (
    HOW,
    WHICH,
    Days,
    Few,
    Minutes,
    Quorum,
    Talk,
    Time,
    Title,
    Turning,
    Which,
    Zone,
)
from bot.cogs.readalong_plan import Planning
from bot.cogs.readalong_presses import welcome
from bot.lamp import Lamp
from bot.screens import readalong_lane as screens
from bot.store.readalong import Readalong as Group
from bot.wording import readalong as wording


class Readalong(
    Planning,
    commands.GroupCog,
    group_name="readalong",
    group_description="Read a story together, on the same page.",
):
    """Several people on the same page."""

    def __init__(self, lamp: Lamp) -> None:
        self.lamp = lamp

    @app_commands.command(description="Gather people to read a story together.")
    @app_commands.describe(story="Which story.", **HOW)
    async def start(
        self,
        interaction: Interaction[Any],
        story: Title | None = None,
        pace: Turning = "everyone",
        minutes: Minutes | None = None,
        at: Time | None = None,
        zone: Zone | None = None,
        scenes: Few | None = None,
        pages: Few | None = None,
        talk: Talk = 0,
        quorum: Quorum | None = None,
        days: Days | None = None,
    ) -> None:
        async with answering(interaction) as answer:
            may_post(interaction)
            wanted = pace_asked(Pacing(pace, minutes, at, zone, scenes, pages, quorum, days))
            refused = thread_refused(interaction)
            one = await self.lamp.act(lobbies.gather, interaction, story, wanted, talk, in_channel=refused)
            await show_lobby(self.lamp, interaction, answer, one.readalong_id)

    @app_commands.command(description="Join a read-along.")
    @app_commands.describe(named="Whether you may be named when it ends.", which=WHICH)
    async def join(
        self, interaction: Interaction[Any], named: bool | None = None, which: Which | None = None
    ) -> None:
        async with answering(interaction, private=True) as answer:
            one = await self._meant(interaction, which)
            await does(self.lamp, interaction, one.readalong_id, Join(interaction.user.id))
            if named is not None:
                await does(self.lamp, interaction, one.readalong_id, BeNamed(interaction.user.id, named))
            await answer.tell(welcome(await self.lamp.look(lanes.enter, interaction, one.readalong_id)))

    @app_commands.command(description="Leave a read-along.")
    @app_commands.describe(which=WHICH)
    async def leave(self, interaction: Interaction[Any], which: Which | None = None) -> None:
        async with answering(interaction, private=True) as answer:
            one = await self._meant(interaction, which)
            await does(self.lamp, interaction, one.readalong_id, Leave(interaction.user.id))
            await answer.tell(said(wording.YOU_LEFT))

    @app_commands.command(description="Show where a read-along stands, and you in it.")
    @app_commands.describe(which=WHICH)
    async def status(self, interaction: Interaction[Any], which: Which | None = None) -> None:
        async with answering(interaction, private=True) as answer:
            one = await self._meant(interaction, which)
            found = await self.lamp.look(readalong_status.status, interaction, one.readalong_id)
            await answer.tell(status_screen(found, interaction.user.id))

    @app_commands.command(description="Read the pages you have missed, for you alone.")
    @app_commands.describe(which=WHICH)
    async def catchup(self, interaction: Interaction[Any], which: Which | None = None) -> None:
        async with answering(interaction, private=True) as answer:
            one = await self._meant(interaction, which)
            lane = await self.lamp.look(lanes.catch_up, interaction, one.readalong_id)
            await answer.tell(await lane_screen(self.lamp, interaction, lane))

    @app_commands.command(description="Pause a read-along you host.")
    @app_commands.describe(which=WHICH)
    async def pause(self, interaction: Interaction[Any], which: Which | None = None) -> None:
        await self._just_do(interaction, which, Stop(interaction.user.id))

    @app_commands.command(description="Go on with a read-along that was paused.")
    @app_commands.describe(which=WHICH)
    async def resume(self, interaction: Interaction[Any], which: Which | None = None) -> None:
        async with answering(interaction) as answer:
            one = await self._meant(interaction, which)
            await go_on(self.lamp, interaction, answer, one)

    @app_commands.command(description="Host: hand over, name a co-host, or show what a host can do.")
    @app_commands.describe(
        hand_over="Who hosts from now on.", cohost="Who may host beside you, or no longer.", which=WHICH
    )
    async def host(
        self,
        interaction: Interaction[Any],
        hand_over: discord.Member | None = None,
        cohost: discord.Member | None = None,
        which: Which | None = None,
    ) -> None:
        async with answering(interaction, private=True) as answer:
            one, me = await self._meant(interaction, which), interaction.user.id
            if cohost:
                await self._do(interaction, answer, one, MakeCohost(me, cohost.id))
            elif hand_over:
                await self._do(interaction, answer, one, HandOver(me, hand_over.id))
            elif one.state.may_lead(me):
                await answer.tell(drawing.host_screen(one))
            else:
                await self._do(interaction, answer, one, TakeOver(me))

    @app_commands.command(description="Change what turns the page, now or in the middle.")
    @app_commands.describe(which=WHICH, **HOW)
    async def pace(
        self,
        interaction: Interaction[Any],
        pace: Turning,
        minutes: Minutes | None = None,
        at: Time | None = None,
        zone: Zone | None = None,
        scenes: Few | None = None,
        pages: Few | None = None,
        talk: Talk | None = None,
        quorum: Quorum | None = None,
        days: Days | None = None,
        which: Which | None = None,
    ) -> None:
        async with answering(interaction, private=True) as answer:
            wanted = pace_asked(Pacing(pace, minutes, at, zone, scenes, pages, quorum, days))
            one = await self._meant(interaction, which)
            talks = one.state.talk_minutes if talk is None else talk
            await self._do(interaction, answer, one, ChangePace(interaction.user.id, wanted, talks))

    @app_commands.command(description="End a read-along you host, for everybody.")
    @app_commands.describe(which=WHICH)
    async def end(self, interaction: Interaction[Any], which: Which | None = None) -> None:
        async with answering(interaction, private=True) as answer:
            one = await self._meant(interaction, which)
            await answer.tell(screens.really_end(one.readalong_id))

    async def _meant(self, interaction: Interaction[Any], which: str | None) -> Group:
        return await self.lamp.look(actions.meant, interaction, which)

    async def _just_do(self, interaction: Interaction[Any], which: str | None, event: Event) -> None:
        async with answering(interaction, private=True) as answer:
            await self._do(interaction, answer, await self._meant(interaction, which), event)

    async def _do(self, interaction: Interaction[Any], answer: Answer, one: Group, event: Event) -> None:
        done = await does(self.lamp, interaction, one.readalong_id, event)
        await answer.tell(is_done(done))

    @start.autocomplete("story")
    async def _stories(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await story_choices(self.lamp, interaction, typed)

    @start.autocomplete("zone")
    @pace.autocomplete("zone")
    async def _zones(self, interaction: Interaction[Any], typed: str) -> Choices:
        del interaction
        return zone_choices(typed)

    @join.autocomplete("which")
    @leave.autocomplete("which")
    @status.autocomplete("which")
    @catchup.autocomplete("which")
    @pause.autocomplete("which")
    @resume.autocomplete("which")
    @host.autocomplete("which")
    @pace.autocomplete("which")
    @end.autocomplete("which")
    async def _readalongs(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await readalong_choices(self.lamp, interaction, typed)

"""/readalong plan: a time in words is told back as everybody's own time, and planned once that is right."""

from typing import Any

from discord import Interaction, app_commands
from discord.app_commands import Choice
from discord.ext import commands
from msgspec.structs import replace

from bot import when, wording
from bot.actions import readalong as actions
from bot.actions import readalong_lobby as lobbies
from bot.actions import readalong_plan as plans
from bot.actions.readalong_events import PlanFor
from bot.actions.readalong_people import check_leads
from bot.actions.readalong_rules import deadlines
from bot.actions.refusals import Refusal
from bot.answers import Answer, answering
from bot.cogs.completing import Choices, readalong_choices, story_choices, zone_choices
from bot.cogs.pages import may_post
from bot.cogs.presses import press
from bot.cogs.readalong_after import does, said
from bot.cogs.readalong_asked import Pacing, pace_asked, thread_refused
from bot.cogs.readalong_options import (
    HOW,
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
from bot.custom_id import NUMBER, READING, STORY
from bot.lamp import Lamp
from bot.screens import readalong_plan as screens
from bot.screens.readalong_plan import Planned
from bot.screens.where import moment
from bot.store.errors import StoreError
from bot.store.readalong_state import Pace, Phase, Turns, Unit
from bot.when.zones import zones
from bot.wording import plan as wording_plan
from bot.wording import readalong as wording_readalong

When = app_commands.Range[str, 1, 100]
WHYS = {
    when.Why.UNCLEAR: wording_plan.UNCLEAR,
    when.Why.NO_SUCH_DAY: wording_plan.NO_SUCH_DAY,
    when.Why.PAST: wording_plan.PAST,
    when.Why.TOO_FAR: wording_plan.TOO_FAR,
}
A_DAY = 24 * 60  # minutes
PACE = r"[a-z]{3,8},\d{1,4},\d{1,4},[\w/+-]{0,40},\d{1,2},[sp],\d{1,3},\d{1,3}"


class Planning(commands.Cog):
    """The command of the read-alongs' group that plans one."""

    lamp: Lamp

    @app_commands.command(description="Plan a read-along for later, or move one that is planned.")
    @app_commands.describe(
        when="When it begins: in 2 hours, 20:00, fri 20:00, tomorrow 8pm, 2026-12-24 20:00.",
        story="Which story.",
        which="A read-along that is planned already, to move it to this time.",
        **HOW,
    )
    async def plan(
        self,
        interaction: Interaction[Any],
        when: When,
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
        which: Which | None = None,
    ) -> None:
        async with answering(interaction, private=True) as answer:
            may_post(interaction)
            if which:
                await answer.tell(await self._moved(interaction, when, which))
                return
            wanted = pace_asked(Pacing(pace, minutes, at, zone, scenes, pages, quorum, days))
            draft = await self.lamp.look(plans.draft, interaction, story, wanted)
            found = moment_meant(self.lamp, when, draft.zone)
            how = (draft.story.story_id, packed(draft.pace, talk))
            await answer.tell(
                screens.is_this_right(_planned(draft.story.title, found, when, draft.zone), how)
            )

    async def _moved(self, interaction: Interaction[Any], typed: str, which: str) -> Any:
        """The same question for one that is planned already."""
        one = await self.lamp.look(actions.meant, interaction, which)
        check_leads(one.state, interaction.user.id)
        if one.state.phase is not Phase.LOBBY:
            raise Refusal(wording_plan.HAS_BEGUN)
        zone = await self.lamp.look(plans.zone_of, interaction)
        found = moment_meant(self.lamp, typed, zone)
        return screens.is_this_right(_planned(one.title, found, typed, zone), (one.readalong_id,))

    @plan.autocomplete("when")
    async def _times(self, interaction: Interaction[Any], typed: str) -> Choices:
        """What was typed as the time it means, in the server's zone."""
        try:
            zone = await self.lamp.look(plans.zone_of, interaction)
            found = when.moment(typed, zone, self.lamp.now())
        except (Refusal, StoreError, when.NotATime):
            return []
        return [Choice(name=f"{when.shown(found.at, zone)} ({zone})", value=typed[:100])]

    @plan.autocomplete("story")
    async def _planned_stories(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await story_choices(self.lamp, interaction, typed)

    @plan.autocomplete("zone")
    async def _planned_zones(self, interaction: Interaction[Any], typed: str) -> Choices:
        del interaction
        return zone_choices(typed)

    @plan.autocomplete("which")
    async def _planned_readalongs(self, interaction: Interaction[Any], typed: str) -> Choices:
        return await readalong_choices(self.lamp, interaction, typed)


def moment_meant(lamp: Lamp, typed: str, zone: str) -> when.Moment:
    """Raises Refusal where the words name no time that can be planned for."""
    try:
        return when.moment(typed, zone, lamp.now())
    except when.NotATime as error:
        raise Refusal(WHYS[error.why], typed=typed) from None


def _planned(title: str, found: when.Moment, typed: str, zone: str) -> Planned:
    odd = found.odd is when.Odd.SKIPPED, found.odd is when.Odd.TWICE
    return Planned(title, found.at, typed, zone, *odd)


def packed(pace: Pace, talk: int) -> str:
    """A pace and the minutes to talk as a button carries them."""
    about = (pace.turns.value, pace.minutes, pace.minute, pace.zone, pace.count, pace.unit.value[0])
    return ",".join(map(str, (*about, pace.quorum, talk)))


def unpacked(carried: str) -> tuple[Pace, int]:
    """What `packed` made. Raises Refusal where it cannot have made it."""
    turns, minutes, minute, zone, count, unit, quorum, talk = carried.split(",")
    if turns not in [each.value for each in Turns] or (zone and zone not in zones()):
        raise Refusal(wording.OLD_BUTTON)
    in_pages = unit == Unit.PAGES.value[0]
    pace = Pace(
        Turns(turns), int(minutes), int(minute), zone, int(count), Unit.PAGES if in_pages else Unit.SCENES
    )
    if pace.minute >= A_DAY or not pace.count or (pace.turns is Turns.TIMED and not pace.minutes):
        raise Refusal(wording.OLD_BUTTON)
    return replace(pace, quorum=int(quorum)), int(talk)


@press("plan", seconds=NUMBER, story_id=STORY, how=PACE)
async def planned(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, seconds: str, story_id: str, how: str
) -> None:
    """It is right: the lobby is posted for everybody, and the clock knows."""
    may_post(interaction)
    pace, talk = unpacked(how)
    options: dict[str, Any] = {
        "in_channel": thread_refused(interaction),
        "begins_at": _near(lamp, seconds),
        "draft": interaction.message.id if interaction.message else 0,
    }
    one = await lamp.act(lobbies.gather, interaction, story_id, pace, talk, **options)
    if one.state.phase is not Phase.LOBBY:
        raise Refusal(
            wording_readalong.HAS_ENDED if one.state.phase is Phase.ENDED else wording_plan.HAS_BEGUN
        )
    client: Any = interaction.client
    client.postman.deliver(one.readalong_id)
    for due in deadlines(one.state):
        client.clock.expect(due.at)
    await answer.redraw(said(wording_plan.PLANNED, at=moment(one.state.begins_at or 0, "F")))


@press("replan", seconds=NUMBER, readalong_id=READING)
async def moved(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, seconds: str, readalong_id: str
) -> None:
    """Moved to another time: everybody is told, and the lobby is drawn anew."""
    may_post(interaction)
    begins_at = _still_to_come(lamp, seconds)
    done = await does(lamp, interaction, readalong_id, PlanFor(interaction.user.id, begins_at))
    at, soon = moment(begins_at, "F"), moment(begins_at, "R")
    await answer.redraw(said(wording_plan.PLANNED, at=at))
    await answer.post(said(wording_plan.MOVED, title=done.readalong.title, at=at, when=soon))


def _still_to_come(lamp: Lamp, seconds: str) -> int:
    begins_at = _near(lamp, seconds)
    if begins_at <= lamp.now():
        raise Refusal(wording_plan.IS_OVER_NOW)
    return begins_at


def _near(lamp: Lamp, seconds: str) -> int:
    """Milliseconds UTC. Raises Refusal where that was never offered."""
    begins_at = int(seconds) * 1000
    if when.is_too_far(begins_at, lamp.now()):
        raise Refusal(wording.OLD_BUTTON)
    return begins_at


PRESSES = (planned, moved)

"""The buttons of read-alongs: in the lobby, under a page, and in what one person alone is shown."""

from typing import Any

from discord import Interaction

from bot.actions import readalong as actions
from bot.actions import readalong_lane as lanes
from bot.actions.readalong_events import (
    Begin,
    BeNamed,
    End,
    Extend,
    Join,
    Leave,
    Oops,
    Ready,
    Skip,
    Stop,
    TurnNow,
)
from bot.actions.readalong_lane import Lane
from bot.answers import Answer
from bot.cogs.pages import may_post
from bot.cogs.presses import Press, press
from bot.cogs.readalong_after import (
    Surface,
    does,
    lane_screen,
    link_to,
    redrawn_lobby,
    redrawn_page,
    said,
    tell_where,
)
from bot.cogs.readalong_again import go_on
from bot.custom_id import NUMBER, READING
from bot.lamp import Lamp
from bot.screens import readalong_lane as screens
from bot.screens.readalong_lane import behind_words
from bot.screens.screen import Screen, drawn
from bot.store.readalong_state import Phase
from bot.wording import Markdown
from bot.wording import readalong as wording
from story.places import Place

FIVE = 5  # minutes


@press("join", readalong_id=READING)
async def joined(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """Join, in the lobby before and after it has begun."""
    done = await does(lamp, interaction, readalong_id, Join(interaction.user.id), Surface.LOBBY)
    if done.readalong.state.phase is Phase.LOBBY:
        await redrawn_lobby(lamp, interaction, answer, readalong_id)
        return
    interaction.client.painter.redraw_lobby(readalong_id)
    await answer.tell(welcome(await lamp.look(lanes.enter, interaction, readalong_id)))


@drawn
def welcome(lane: Lane) -> Screen:
    """For who has come in after it began."""
    late = lane.behind
    behind = behind_words(late.pages, late.minutes) if late.pages else None
    link = link_to(lane.readalong, lane.page) or Markdown("")
    return screens.joined(lane.readalong.readalong_id, behind, link)


@press("leave", readalong_id=READING)
async def left(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """Leave, in the lobby before and after it has begun."""
    done = await does(lamp, interaction, readalong_id, Leave(interaction.user.id), Surface.LOBBY)
    if done.readalong.state.phase in (Phase.LOBBY, Phase.ENDED):
        await redrawn_lobby(lamp, interaction, answer, readalong_id)
        if done.has_another_place:
            interaction.client.painter.redraw_lobby(readalong_id)  # and what reminded of it
        return
    interaction.client.painter.redraw_lobby(readalong_id)
    await answer.tell(said(wording.YOU_LEFT))


@press("begin", readalong_id=READING)
async def began(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """Begin: the thread opens, and the first page is posted there."""
    may_post(interaction)
    await does(lamp, interaction, readalong_id, Begin(interaction.user.id), Surface.LOBBY)
    await answer.promise()
    interaction.client.painter.redraw_lobby(readalong_id)


@press("ready", readalong_id=READING, number=NUMBER)
async def ready(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str, number: str
) -> None:
    """Ready with this round's page."""
    event = Ready(interaction.user.id, int(number))
    done = await does(lamp, interaction, readalong_id, event, Surface.PAGE)
    if done.is_outdated:
        await tell_where(lamp, interaction, answer, readalong_id)
    elif done.turned:
        await answer.promise()
    else:
        await redrawn_page(lamp, interaction, answer, readalong_id)


def _turning(deed: str, event: type[TurnNow | Skip | Oops]) -> Press:
    """A press on a round's page that turns it, if it is still the round that was seen."""

    @press(deed, readalong_id=READING, number=NUMBER)
    async def turned(
        lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str, number: str
    ) -> None:
        made = event(interaction.user.id, int(number))
        done = await does(lamp, interaction, readalong_id, made, Surface.PAGE)
        if done.is_outdated:
            await tell_where(lamp, interaction, answer, readalong_id)
        else:
            await answer.promise()

    return turned


turned_now = _turning("turnnow", TurnNow)  # by the host
skipped = _turning("skip", Skip)  # to the next scene, by the host
took_back = _turning("oops", Oops)  # the turn that was just made


@press("hold", readalong_id=READING, number=NUMBER)
async def held(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str, number: str
) -> None:
    """Pause, whatever round it is."""
    del number
    await does(lamp, interaction, readalong_id, Stop(interaction.user.id), Surface.PAGE)
    await answer.promise()


@press("goon", readalong_id=READING)
async def went_on(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """Go on after a pause, or after trouble."""
    one = await lamp.look(actions.found, interaction, readalong_id)
    await go_on(lamp, interaction, answer, one)


@press("more5", readalong_id=READING)
async def extended(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """Five more minutes on this page."""
    await does(lamp, interaction, readalong_id, Extend(interaction.user.id, FIVE))
    await answer.promise()


@press("over", readalong_id=READING, sure="ask|yes")
async def ended(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str, sure: str
) -> None:
    """End it, asked first."""
    if sure == "ask":
        await answer.tell(screens.really_end(readalong_id))
        return
    done = await does(lamp, interaction, readalong_id, End(interaction.user.id))
    await answer.redraw(said(wording.DONE, link=link_to(done.readalong, None) or Markdown("")))


@press("behind", readalong_id=READING)
async def catches_up(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """Catch up: the first page one has not read, for oneself alone."""
    lane = await lamp.look(lanes.catch_up, interaction, readalong_id)
    await answer.tell(await lane_screen(lamp, interaction, lane))


@press("own", readalong_id=READING)
async def read_on(lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str) -> None:
    """The next page for oneself; whoever reads takes part."""
    await does(lamp, interaction, readalong_id, Join(interaction.user.id))
    lane = await lamp.look(lanes.catch_up, interaction, readalong_id)
    await answer.tell(await lane_screen(lamp, interaction, lane))


@press("lane", way="back|next", readalong_id=READING, scene=NUMBER, at=NUMBER)
async def leafed(
    lamp: Lamp,
    interaction: Interaction[Any],
    answer: Answer,
    way: str,
    readalong_id: str,
    scene: str,
    at: str,
) -> None:
    """Another page for oneself alone; Next says that the one before has been read."""
    place = Place(int(scene), int(at))
    lane = await lamp.act(lanes.leaf, interaction, readalong_id, place, has_read=way == "next")
    if lane.readalong.state.is_own:
        interaction.client.painter.redraw(readalong_id)
    await answer.redraw(await lane_screen(lamp, interaction, lane))


@press("caughtup", readalong_id=READING, scene=NUMBER, at=NUMBER)
async def caught_up(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str, scene: str, at: str
) -> None:
    """With the group again, unless it has moved on meanwhile: then there is one more page."""
    place = Place(int(scene), int(at))
    lane = await lamp.act(lanes.caught_up, interaction, readalong_id, place)
    client: Any = interaction.client
    client.postman.deliver(readalong_id)
    client.painter.redraw(readalong_id)
    client.painter.redraw_lobby(readalong_id)
    await answer.redraw(await lane_screen(lamp, interaction, lane))


@press("named", readalong_id=READING, named="0|1")
async def named(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, readalong_id: str, named: str
) -> None:
    """Whether one may be named at the end."""
    event = BeNamed(interaction.user.id, named == "1")
    await does(lamp, interaction, readalong_id, event)
    await answer.redraw(said(wording.NAMED_NOW if named == "1" else wording.UNNAMED_NOW))


PRESSES = (
    *(joined, left, began, ready, turned_now, skipped, took_back, held, went_on, extended, ended),
    *(catches_up, read_on, leafed, caught_up, named),
)

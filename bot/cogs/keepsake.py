"""The keepsake of a read-along that is over: made when somebody asks, so that it names only who agrees now."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import Interaction
from msgspec.structs import replace

from bot.actions.keepsake import Keepsake, keepsake
from bot.actions.readalong_events import BeNamed
from bot.actions.refusals import Refusal
from bot.answers import Answer
from bot.cogs.presses import press
from bot.cogs.readalong_after import does
from bot.custom_id import READING
from bot.keepsake.page import Leaf, Told, page
from bot.keepsake.picture import Steps, draw
from bot.lamp import Lamp
from bot.languages.hearing import spoken
from bot.screens import keepsake as screens
from bot.screens.keepsake import DAY, HOUR, MINUTE, NAMED, PAGE, PICTURE, Kept, Remembered, lasted
from bot.screens.where import place_name
from bot.store.notes import Note
from bot.when import shown
from bot.wording import counted, plainly
from bot.wording import keepsake as wording

AXES = (
    (3 * DAY, DAY, wording.AXIS_DAYS),
    (4 * HOUR, HOUR, wording.AXIS_HOURS),
    (0, MINUTE, wording.AXIS_MINUTES),
)


@press("keepsake", way="show|name|unname|post", readalong_id=READING)
async def asked_for_keepsake(
    lamp: Lamp, interaction: Interaction[Any], answer: Answer, way: str, readalong_id: str
) -> None:
    """Shown to whoever asks; from there it is posted for everybody by whoever took part."""
    found = await lamp.look(keepsake, interaction, readalong_id, for_all=way == "post")
    await answer.promise()
    if way in ("name", "unname"):
        await does(lamp, interaction, readalong_id, BeNamed(interaction.user.id, way == "name"))
        found = await lamp.look(keepsake, interaction, readalong_id, for_all=False)
    if way == "post" and found.readalong.state.member(interaction.user.id) is None:
        raise Refusal(wording.NOT_IN_IT)
    kept = await _made(lamp, interaction, found)
    if way == "show":
        await answer.tell(screens.keepsake(kept, alone=True))
    elif way == "post":
        await answer.post(screens.keepsake(kept, alone=False))
    else:
        await answer.redraw(screens.keepsake(kept, alone=True))


async def _made(lamp: Lamp, interaction: Interaction[Any], found: Keepsake) -> Kept:
    """With its files, where they may be attached."""
    one, state, named = found.readalong, found.readalong.state, set(found.named)
    me = state.member(interaction.user.id)
    kept = Kept(
        *(one.readalong_id, found.outline, state.began_at or 0, state.ended_at or 0),
        *(found.pages, found.readers, found.named),
        [
            Remembered(n.words, n.author_id if n.author_id in named else 0, n.place, n.quote)
            for n in found.notes
        ],
        *(found.pace.points[-1][1], found.pace.longest),
        has_picture=not state.is_own,
        may_attach=interaction.app_permissions.attach_files,
        is_named=me.is_named if me else None,
    )
    if not kept.may_attach:
        return kept
    picture = None
    if not state.is_own:  # which has no pace in common
        async with lamp.workers:
            picture = await draw(_steps(found, kept))
    names = await _names(interaction, found.named[:NAMED])
    files = {PICTURE: picture} if picture else {}
    return replace(kept, files={**files, PAGE: page(_told(found, kept, names, picture))})


def _steps(found: Keepsake, kept: Kept) -> Steps:
    """What is drawn, with its words in the language that is spoken."""
    pace = found.pace
    _, unit, axis = next(each for each in AXES if pace.length >= each[0])
    line = plainly(wording.PICTURE_LINE, **_counts(kept))
    talks = plainly(wording.TALKING) if pace.talks else ""
    about = (found.outline.title, line, plainly(axis), unit, talks, pace.length)
    return Steps(*about, list(pace.points), list(pace.talks), list(pace.scenes))


def _counts(kept: Kept) -> dict[str, str]:
    return {
        "pages": counted(kept.pages, *wording.PAGES),
        "time": lasted(kept.ended - kept.began),
        "people": counted(kept.readers, *wording.READERS),
    }


def _told(found: Keepsake, kept: Kept, names: dict[int, str], picture: bytes | None) -> Told:
    """What the file tells."""
    began, ended = shown(kept.began, found.zone), shown(kept.ended, found.zone)
    times = {"began": began, "ended": ended.removeprefix(began.split(" ")[0]).strip()}  # a day is told once
    others = kept.readers - len(names)
    people = [*names.values(), *([counted(others, *wording.OTHERS)] if others > 0 else [])]
    return Told(
        *(spoken().tag or "en", found.outline.title, found.outline.author),
        plainly(wording.FILE_READ, **times, zone=found.zone),
        plainly(wording.PICTURE_LINE, **_counts(kept)),
        people,
        [_leaf(found, each, names) for each in found.notes],
        *(picture, screens.picture_words(kept)),
    )


def _leaf(found: Keepsake, note: Note, names: dict[int, str]) -> Leaf:
    place = str(place_name(found.outline.where(note.place)))
    about = f"{names[note.author_id]} · {place}" if note.author_id in names else place
    return Leaf(screens.elided(note.quote), note.words, about)


async def _names(interaction: Interaction[Any], people: Sequence[int]) -> dict[int, str]:
    """What they are called in this server, for a file in which mentions say nothing."""
    names = {}
    for person_id in people:
        try:
            if interaction.guild:
                names[person_id] = (await interaction.guild.fetch_member(person_id)).display_name
        except discord.HTTPException:
            continue  # they have left, and are counted among the others
    return names


PRESSES = (asked_for_keepsake,)

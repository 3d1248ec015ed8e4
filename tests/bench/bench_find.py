"""/find in a million words, of which most have been read: CPU of the bot's process and waiting, over those of /next."""

import shutil
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from bot.actions.naming import short_hash
from bot.custom_id import pack
from bot.playground.interactions import COMPONENT, Interaction
from bot.playground.state import Json
from tests.bench.cast import LAMPLIGHT, STORY
from tests.bench.load import Act, Load, at_once, measured, paced
from tests.bench.novel import novel
from tests.bench.stage import BUTTON, Seat, Stage, staged
from tests.bench.tables import ms, ratio, table, times

WORDS = 6_000_000  # characters: a little over a million words
SERVERS, A_SECOND = 60, 25  # so that nobody types /next within 1.5 s of a turn
SCENE = 700  # of some 850
NEXT = "/next"
SEARCHED = {
    "/find, a word in every scene": "cor",
    "/find, two words": "ben cor",
    "/find, the end of a word left out": "galo",
    "/find, a rare word": "zozozo",
    "/find, no such word": "lamplighter",
    "/find, no such word, in Chinese": "灯台",
}


async def compare(quick: bool) -> None:
    """All on one stage; a round is one of each."""
    rounds, seconds = (2, 1) if quick else (7, 2)
    home = Path(tempfile.mkdtemp(prefix="lamplight-bench-"))
    try:
        (home / "library").mkdir()
        (home / "library" / f"{STORY}.txt").write_text(novel(WORDS), "utf-8")
        async with staged(LAMPLIGHT, home, SERVERS) as stage:
            _print(await _measured(stage, rounds, seconds * A_SECOND), rounds)
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def _measured(stage: Stage, rounds: int, count: int) -> dict[str, list[Load]]:
    acts: dict[str, Act] = {NEXT: stage.types_next}
    for name, words in SEARCHED.items():
        acts[name] = partial(_finds, stage, words)
    for prepare in (partial(_reads, stage), partial(_goes_ahead, stage)):
        await at_once(prepare, stage.seats, len(stage.seats), under_way=8)
    loads: dict[str, list[Load]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            loads[name].append(await measured(stage, paced(act, stage.seats, count, a_second=A_SECOND)))
    return loads


def _reads(stage: Stage, seat: Seat) -> Interaction:
    return stage.types(seat, "read", story=STORY)


def _goes_ahead(stage: Stage, seat: Seat) -> Interaction:
    """What the button of a confirmed /goto does."""
    assert seat.panel is not None and seat.channel.guild is not None
    story_id = short_hash(f"folder:{STORY}.txt")
    reading_id = short_hash(f"{seat.channel.guild.id}:0:{story_id}")
    data: Json = {"custom_id": pack("go", reading_id, 1, SCENE, 0), "component_type": BUTTON}
    return stage.discord.interactions.send(COMPONENT, seat.user, seat.channel, data, source=seat.panel)


def _finds(stage: Stage, words: str, seat: Seat) -> Interaction:
    return stage.types(seat, "find", text=words)


def _print(loads: dict[str, list[Load]], rounds: int) -> None:
    cpu = {name: [load.cpu / max(1, len(load.waits)) for load in each] for name, each in loads.items()}
    waits = {name: [median(load.waits) for load in each] for name, each in loads.items()}
    rows = [
        (
            *(name, ms(median(cpu[name])), times(ratio(cpu[name], cpu[NEXT]))),
            *(ms(median(waits[name])), times(ratio(waits[name], waits[NEXT]))),
            "" if name == NEXT else "≤ 3",
            str(sum(load.late for load in loads[name])),
        )
        for name in loads
    ]
    head = ("", "CPU ms", "× /next", "waiting ms", "× /next", "target", "no answer")
    table(f"A million words, {A_SECOND} a second, medians of {rounds} rounds", head, rows)

"""CPU of a turn in other languages over one in English: the same bot, story and people, who change languages."""

from collections.abc import Sequence
from statistics import median, quantiles

from tests.bench.cast import LAMPLIGHT, on_stage, opened
from tests.bench.load import Act, Load, measured, paced
from tests.bench.stage import Stage
from tests.bench.tables import ms, ratio, table, times

A_SECOND = 50
ROUNDS = 16
SERVERS = 200
LOCALES = ("en-US", "de", "fr", "ja")
TARGET = "≤ 1.05"


async def compare(quick: bool) -> None:
    """One bot, whose people all speak one language after the other: no two processes are equally fast."""
    rounds = 4 if quick else ROUNDS
    loads: dict[tuple[str, str], list[Load]] = {}
    async with on_stage(LAMPLIGHT, SERVERS) as stage:
        await opened(stage)
        acts = {"Next press": stage.presses_next, "/contents": _typed(stage, "contents")}
        acts["/help"] = _typed(stage, "help")
        for number in range(-1, rounds):  # the first is for what is read once: the catalogues
            for name, act in acts.items():
                for locale in _rotated(LOCALES, number):  # what disturbs the machine disturbs each in turn
                    _speak(stage, locale)
                    load = await measured(stage, paced(act, stage.seats, A_SECOND, a_second=A_SECOND))
                    if number >= 0:
                        loads.setdefault((name, locale), []).append(load)
    _print(loads, rounds)


def _speak(stage: Stage, locale: str) -> None:
    for seat in stage.seats:
        assert seat.channel.guild is not None
        seat.user.locale = seat.channel.guild.locale = locale


def _rotated(locales: tuple[str, ...], by: int) -> tuple[str, ...]:
    first = by % len(locales)
    return locales[first:] + locales[:first]


def _typed(stage: Stage, name: str) -> Act:
    return lambda seat: stage.types(seat, name)


def _each(load: Load) -> float:
    """CPU of an act, also of those that are answered with words for the person alone."""
    return load.cpu / max(1, load.answered + load.told + load.late)


def _print(loads: dict[tuple[str, str], list[Load]], rounds: int) -> None:
    cpu = {key: [_each(load) for load in each] for key, each in loads.items()}
    rows = [
        (
            *(name, locale, ms(median(cpu[name, locale]))),
            *_ratios(cpu[name, locale], cpu[name, LOCALES[0]]),
            TARGET,
        )
        for name, locale in sorted(loads, key=lambda key: (key[0], LOCALES.index(key[1])))
    ]
    head = ("", "language", "CPU ms", "× English", "middle half", "target")
    table(f"Languages, {A_SECOND} a second, medians of {rounds} rounds of a second each", head, rows)


def _ratios(ours: Sequence[float], theirs: Sequence[float]) -> tuple[str, str]:
    """The median of the rounds, and between what half of them are: how sure it is."""
    low, _, high = quantiles((mine / other for mine, other in zip(ours, theirs, strict=True)), n=4)
    return times(ratio(ours, theirs)), f"{times(low)} to {times(high)}"

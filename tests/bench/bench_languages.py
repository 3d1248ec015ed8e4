"""CPU of a turn in other languages over that of one in English: the same bot, the same story, its people apart."""

from contextlib import AsyncExitStack
from statistics import median

from tests.bench.cast import LAMPLIGHT, on_stage, opened
from tests.bench.load import Act, Load, measured, paced
from tests.bench.stage import Stage
from tests.bench.tables import ms, ratio, table, times

A_SECOND = 50
SERVERS = 200
LOCALES = ("en-US", "de", "fr", "ja")
TARGET = "≤ 1.05"


async def compare(quick: bool) -> None:
    """Every language has a stage of its own all the time, and they take turns: a round is one of each."""
    rounds, seconds = (2, 1) if quick else (8, 2)
    async with AsyncExitStack() as stack:
        acts = {each: await _acts(stack, each) for each in LOCALES}
        loads: dict[tuple[str, str], list[Load]] = {}
        for number in range(rounds):
            for name in ("Next press", "/contents", "/help"):
                for locale in _rotated(LOCALES, number):  # what disturbs the machine disturbs each in turn
                    stage, named = acts[locale]
                    work = paced(named[name], stage.seats, seconds * A_SECOND, a_second=A_SECOND)
                    loads.setdefault((name, locale), []).append(await measured(stage, work))
    _print(loads, rounds, seconds)


async def _acts(stack: AsyncExitStack, locale: str) -> tuple[Stage, dict[str, Act]]:
    stage = await stack.enter_async_context(on_stage(LAMPLIGHT, SERVERS))
    for seat in stage.seats:
        seat.user.locale = locale
        assert seat.channel.guild is not None
        seat.channel.guild.locale = locale
    await opened(stage)
    help_, contents = _typed(stage, "help"), _typed(stage, "contents")
    return stage, {"Next press": stage.presses_next, "/contents": contents, "/help": help_}


def _rotated(locales: tuple[str, ...], by: int) -> tuple[str, ...]:
    first = by % len(locales)
    return locales[first:] + locales[:first]


def _typed(stage: Stage, name: str) -> Act:
    return lambda seat: stage.types(seat, name)


def _each(load: Load) -> float:
    """CPU of an act, also of those that are answered with words for the person alone."""
    return load.cpu / max(1, load.answered + load.told + load.late)


def _print(loads: dict[tuple[str, str], list[Load]], rounds: int, seconds: int) -> None:
    cpu = {key: [_each(load) for load in each] for key, each in loads.items()}
    rows = [
        (
            *(name, locale, ms(median(cpu[name, locale]))),
            *(times(ratio(cpu[name, locale], cpu[name, LOCALES[0]])), TARGET),
        )
        for name, locale in sorted(loads, key=lambda key: (key[0], LOCALES.index(key[1])))
    ]
    head = ("", "language", "CPU ms", "× English", "target")
    table(f"Languages, {A_SECOND} a second, medians of {rounds} rounds of {seconds} s", head, rows)

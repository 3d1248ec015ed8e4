"""CPU of the bot's process for one command or press, paced at 50 a second, over that of a constant answer."""

from contextlib import AsyncExitStack
from statistics import median

from tests.bench.cast import CONSTANT, LAMPLIGHT, STATELESS, USUAL, on_stage, opened
from tests.bench.load import Act, Load, measured, paced
from tests.bench.stage import Stage
from tests.bench.tables import ms, ratio, table, times

A_SECOND = 50
SERVERS = 200  # so that nobody types /next within 1.5 s of a turn: the bot would take it for the same turn

CONSTANT_COMMAND, PRESS, NEXT = "constant answer to a command", "Next press", "/next, old page retired"
STATELESS_PRESS = "stateless bot's Next press"
USUAL_PRESS, USUAL_NEXT = "usual bot's Next press", "usual bot's /next"
TARGETS = {PRESS: "≤ 1.8 (aim 1.4)", NEXT: "≤ 2.3 (aim 1.8)"}
AGAINST = {PRESS: USUAL_PRESS, NEXT: USUAL_NEXT}


async def compare(quick: bool) -> None:
    """Every bot is on its own stage all the time, and they take turns: a round is one of each."""
    rounds, seconds = (2, 1) if quick else (5, 2)
    async with AsyncExitStack() as stack:
        acts = await _acts(stack)
        loads: dict[str, list[Load]] = {name: [] for name in acts}
        for _ in range(rounds):
            for name, (stage, act) in acts.items():
                work = paced(act, stage.seats, seconds * A_SECOND, a_second=A_SECOND)
                loads[name].append(await measured(stage, work))
    _print(loads, seconds)


async def _acts(stack: AsyncExitStack) -> dict[str, tuple[Stage, Act]]:
    constant = await stack.enter_async_context(on_stage(CONSTANT, SERVERS))
    pressed, typed, stateless, usual = [
        await opened(await stack.enter_async_context(on_stage(module, SERVERS)))
        for module in (LAMPLIGHT, LAMPLIGHT, STATELESS, USUAL)
    ]
    return {
        CONSTANT_COMMAND: (constant, constant.types_next),
        PRESS: (pressed, pressed.presses_next),
        NEXT: (typed, typed.types_next),
        STATELESS_PRESS: (stateless, stateless.presses_next),
        USUAL_PRESS: (usual, usual.presses_next),
        USUAL_NEXT: (usual, usual.types_next),
    }


def _print(loads: dict[str, list[Load]], seconds: int) -> None:
    cpu = {name: [load.cpu_each for load in each] for name, each in loads.items()}
    rounds = len(cpu[PRESS])
    rows = [
        (
            *(
                name,
                ms(median(cpu[name])),
                times(ratio(cpu[name], cpu[CONSTANT_COMMAND])),
                TARGETS.get(name, ""),
            ),
            times(ratio(cpu[name], cpu[AGAINST[name]])) if name in AGAINST else "",
            "< 0.50" if name in AGAINST else "",
            str(sum(load.late + load.told for load in loads[name])),
        )
        for name in loads
    ]
    head = ("", "CPU ms", "× constant", "target", "× usual", "target", "not turned")
    table(f"One at a time, {A_SECOND} a second, medians of {rounds} rounds of {seconds} s", head, rows)

"""Small tables, with the target beside each figure."""

from collections.abc import Iterable, Sequence
from statistics import median


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The first column to the left, the others to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    print(f"\n{title}")
    for line in lines:
        first, *rest = (cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join((first.strip().ljust(widths[0]), *rest)).rstrip())


def ms(seconds: float) -> str:
    """Milliseconds."""
    return f"{seconds * 1e3:.2f}"


def times(ratio: float) -> str:
    return f"{ratio:.2f}"


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """How many times theirs, by the median of the rounds: what disturbs a round disturbs both its sides."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))

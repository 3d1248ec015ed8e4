"""Figures as Prometheus reads them. Source: https://prometheus.io/docs/instrumenting/exposition_formats/"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)  # 3: when Discord gives up

Family = Iterable[str]


def family(kind: str, name: str, about: str, values: Iterable[tuple[str, float]]) -> Iterator[str]:
    """The lines of a gauge or a counter; each value comes after its labels, such as `kind="turn"`."""
    yield from _head(kind, name, about)
    for labels, value in values:
        yield _line(name, labels, value)


def gauge(name: str, about: str, value: float) -> Iterator[str]:
    return family("gauge", name, about, [("", value)])


def counter(name: str, about: str, value: float) -> Iterator[str]:
    return family("counter", name, about, [("", value)])


class Histogram:
    """How long something took, by a label."""

    def __init__(self, name: str, about: str) -> None:
        self._name, self._about = name, about
        self._found: dict[str, Counter[int]] = {}
        self._sums: defaultdict[str, float] = defaultdict(float)

    def observe(self, labels: str, seconds: float) -> None:
        self._found.setdefault(labels, Counter())[bisect_left(SECONDS, seconds)] += 1
        self._sums[labels] += seconds

    def lines(self) -> Iterator[str]:
        yield from _head("histogram", self._name, self._about)
        for labels, found in sorted(self._found.items()):
            total = 0
            for at, edge in enumerate((*SECONDS, math.inf)):
                total += found[at]
                yield _line(f"{self._name}_bucket", f'{labels},le="{_number(edge)}"', total)
            yield _line(f"{self._name}_sum", labels, self._sums[labels])
            yield _line(f"{self._name}_count", labels, total)


def _head(kind: str, name: str, about: str) -> Iterator[str]:
    yield f"# HELP lamplight_{name} {about}"
    yield f"# TYPE lamplight_{name} {kind}"


def _line(name: str, labels: str, value: float) -> str:
    return (
        f"lamplight_{name}{{{labels}}} {_number(value)}" if labels else f"lamplight_{name} {_number(value)}"
    )


def _number(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return "+Inf" if value == math.inf else f"{value:.6g}" if value % 1 else str(int(value))


def text(families: Iterable[Family]) -> str:
    return "".join(f"{line}\n" for each in families for line in each)

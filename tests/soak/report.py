"""What a scenario has to report, and the page that tells it to whoever runs the bot."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- a run: begin -->", "<!-- a run: end -->"


@dataclass(frozen=True, slots=True)
class Result:
    """`tried`: what was done and how often; `held`: what came out of it, after every check has passed."""

    scenario: str
    tried: str
    held: str


def line(result: Result, seconds: float) -> str:
    """For the terminal."""
    return f"{result.scenario}: {result.tried}: {result.held} ({seconds:.0f} s)"


def rows(results: Sequence[Result]) -> str:
    """For docs/RELIABILITY.md."""
    head = "| what | how often | what came out |\n|---|---|---|\n"
    return head + "".join(f"| {each.scenario} | {each.tried} | {each.held} |\n" for each in results)


def write_down(page: Path, about: str, results: Sequence[Result]) -> None:
    """In the place of the run before. Raises ValueError where the page has no place for it."""
    text = page.read_text("utf-8")
    told = f"{BEGIN}\n{about}\n\n{rows(results)}{END}"
    new, count = re.subn(f"{BEGIN}.*?{END}", lambda _: told, text, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{page} has no place for a run")
    page.write_text(new, "utf-8")

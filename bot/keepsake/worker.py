"""The worker process that draws the picture of a group's pace: one line of JSON in, a PNG out."""

import io
import json
import logging
import math
import sys
from typing import Any

WIDTH, HEIGHT, DOTS = (
    8.0,
    5.0,
    150,
)  # inches, and dots to an inch: 1200 by 750, of which a phone shows a third
PAPER, INK, FAINT, LAMP, EDGE = "#fdf7ea", "#2b2622", "#d9cdb8", "#e0a458", "#8a5310"
TALK = "#c9dcd8"
LARGE, MIDDLE, SMALL = 21, 15, 13.5  # points; the least is legible on a phone
MOST_SCENES = 12  # lines; more are a ruled page
MOST_STEPS = 3_000  # points; more cannot be told apart


def main() -> None:
    """Draw what stdin says on paper of its own, so that it reads well beside light and dark alike."""
    logging.disable(logging.WARNING)  # matplotlib tells of a folder for its cache, which it has not
    steps = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(picture(steps))
    sys.stdout.flush()


def picture(steps: dict[str, Any]) -> bytes:
    """The PNG."""
    import matplotlib

    matplotlib.use("agg")
    matplotlib.rcParams.update({"text.parse_math": False, "font.family": "DejaVu Sans", "text.color": INK})
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, facecolor=PAPER)
    axes = figure.add_axes((0.105, 0.145, 0.865, 0.64))
    _frame(axes, steps)
    _draw(axes, steps)
    figure.text(0.035, 0.905, _shown(steps["title"], 40), fontsize=LARGE, fontweight="bold", va="center")
    figure.text(0.035, 0.835, _shown(steps["subtitle"], 78), fontsize=MIDDLE, va="center", alpha=0.85)
    if steps["talks"] and (told := _shown(steps["talking"], 40)):
        figure.patches.append(
            Rectangle((0.035, 0.03), 0.026, 0.035, transform=figure.transFigure, color=TALK)
        )
        figure.text(0.07, 0.046, told, fontsize=SMALL, va="center")
    written = io.BytesIO()
    figure.savefig(written, format="png", facecolor=PAPER)
    return written.getvalue()


def _frame(axes: Any, steps: dict[str, Any]) -> None:
    """Axes with few words: percent of the story, and time in one unit."""
    span = max(steps["length"] / steps["unit"], 1)
    axes.set_facecolor(PAPER)
    axes.set_xlim(0, span)
    axes.set_ylim(0, 103)
    axes.set_yticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
    axes.set_xlabel(_shown(steps["axis"], 60), fontsize=SMALL, color=INK, labelpad=6)
    axes.locator_params(axis="x", nbins=8, integer=True)  # nobody counts half minutes
    axes.tick_params(labelsize=SMALL, colors=INK, length=0, pad=6)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)


def _draw(axes: Any, steps: dict[str, Any]) -> None:
    unit, length = steps["unit"], max(steps["length"], 1)
    for start, stop in steps["talks"]:
        axes.axvspan(start / unit, stop / unit, color=TALK, lw=0, zorder=0)
    for percent in steps["scenes"] if len(steps["scenes"]) <= MOST_SCENES else ():
        axes.axhline(percent, color=FAINT, lw=1, zorder=1)
    points = _thinned(steps["points"])
    times = [*(at / unit for at, _ in points), length / unit]
    places = [*(percent for _, percent in points), points[-1][1] if points else 0]
    axes.fill_between(times, places, step="post", color=LAMP, alpha=0.55, lw=0, zorder=2)
    axes.step(
        times, places, where="post", color=EDGE, lw=2.6, zorder=3, solid_joinstyle="round", clip_on=False
    )
    if places and places[-1] >= 100:
        axes.plot([times[-1]], [100], "o", ms=11, color=LAMP, mec=EDGE, mew=2.6, zorder=4, clip_on=False)


def _thinned(points: list[list[int]]) -> list[list[int]]:
    every = math.ceil(len(points) / MOST_STEPS) or 1
    return [*points[::every], *points[-1:]]


def _shown(words: str, most: int) -> str:
    """Words as far as the font that comes with matplotlib has them: boxes tell nobody anything."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    has = get_font(findfont(FontProperties(family="DejaVu Sans"))).get_char_index
    words = " ".join(words.split())
    if not words or sum(has(ord(char)) > 0 for char in words) < 0.9 * len(words):
        return ""
    words = "".join(char for char in words if has(ord(char)) > 0)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"

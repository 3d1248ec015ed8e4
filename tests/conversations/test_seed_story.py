"""The story that this bot was asked for, read in a channel from its first page to its end."""

import os
import re
from pathlib import Path

import pytest

from tests.conversations.conftest import Club

DATA = Path(os.environ.get("STORY_TEST_DATA", Path(__file__).parents[3] / "shared"))
SEED = DATA / "stories" / "seed-story.txt"


async def test_every_line_is_read_across_a_restart_in_the_second_scene(empty_club: Club) -> None:
    if not SEED.exists():
        pytest.skip(f"needs {SEED}: set STORY_TEST_DATA")
    club = empty_club
    text = SEED.read_text("utf-8")
    (club.folder / "library" / SEED.name).write_text(text, "utf-8")
    await club.starts_the_bot()
    await club.ana.types("/read", club.room)
    read, restarted = [story_text(club.page())], False
    while "## The end" not in (await club.ben.presses("Next", club.room)).text:
        read.append(story_text(club.page()))
        if not restarted and re.search(r"Page 2 of \d+ · scene 2 of 3", club.page()):
            await club.restarts_the_bot()
            restarted = True
    assert restarted
    assert "".join("".join(read).split()) == "".join(text.split())
    assert "That was *" + " ".join(text.split()[:2]) in club.page()


def story_text(page: str) -> str:
    """What Discord shows of the story on a page: without head, foot and break mark, escapes taken away."""
    lines = [line.strip() for line in page.splitlines()[2:]]
    lines = lines[: lines.index("---")]
    lines = [line for line in lines if line != "⁂" and not line.startswith(("# ", "-# *"))]
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", "\n".join(lines))

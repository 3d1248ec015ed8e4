"""What whoever hosts it meets in the first minutes: the settings file and the folder of the library."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.test_command_line import bot, clean


def test_what_is_passed_over_is_told_by_a_bot_that_runs_and_is_no_trouble(tmp_path: Path) -> None:
    library = tmp_path / "data" / "library"
    (library / "more").mkdir(parents=True)
    looked = bot("doctor", home=tmp_path)
    assert "ok    library: passed over more: it is a folder" in looked.stdout
    nowhere = "http://127.0.0.1:9/api/v10"
    running = subprocess.Popen(
        [sys.executable, "-m", "bot"],
        env={**clean(), "DISCORD_TOKEN": "a.b", "DISCORD_API_URL": nowhere},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    impatient = threading.Timer(60, running.kill)
    impatient.start()
    with running:
        assert running.stderr
        assert any("Library: passed over more: it is a folder" in line for line in running.stderr)
        running.terminate()
        running.stderr.read()
    impatient.cancel()


@pytest.mark.parametrize("line", ['DISCORD_TOKEN="abc', "DISCORD_TOKEN abc"])
def test_a_line_of_the_settings_file_that_would_be_passed_over_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(f"# mine\nexport LOG_LEVEL='INFO'\n\n{line}\n", "utf-8")
    refused = bot(home=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("Line 4 of .env cannot be understood: write NAME=value")
    assert "abc" not in refused.stderr, "it may be the token"
    assert refused.stderr.count("\n") == 1


def test_a_settings_file_without_a_token_is_told_why_it_opens_the_playground(tmp_path: Path) -> None:
    """It ends by itself, since the folder of the library is none."""
    (tmp_path / ".env").write_text("DISCORD_TOKEN=\n", "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "playground").write_text("in the way")
    assert bot(home=tmp_path).stderr.startswith(
        "There is no DISCORD_TOKEN in .env, so this is the playground."
    )


def test_a_database_is_not_copied_onto_itself(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "lamplight.db").touch()
    for target in ("data", "data/lamplight.db", "./data/../data"):
        refused = bot("copy-database", "data", target, home=tmp_path)
        assert refused.returncode == 2
        assert "would be copied onto itself" in refused.stderr

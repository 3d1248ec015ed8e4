"""`python -m bot` as an operator types it: what it prints, where, and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.actions.library import SUFFIXES
from bot.playground import Playground
from tests.actions.conftest import scene, story
from tests.bots import says, start
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("STORY_TEST_DATA", ROOT.parent / "shared"))


def clean() -> dict[str, str]:
    """The environment without settings."""
    ours = ("DISCORD", "DATA", "LIBRARY")
    others = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**others, "PYTHONPATH": str(ROOT)}


def bot(*arguments: str | Path, home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Runs it in an empty folder, so that no `.env` but the test's own counts."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, arguments)],
        env={**clean(), **environment},
        cwd=home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_check_tells_what_an_import_would_make_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(story(scene("one"), scene("two")), "utf-8")
    checked = bot("check", "ferry.txt", home=tmp_path)
    assert checked.returncode == 0
    assert "Title:     The Ferry" in checked.stdout
    assert "Scenes:    2" in checked.stdout
    assert not (tmp_path / "data").exists(), "looking changes nothing"


@pytest.mark.parametrize(("length", "longest"), [("short", 1_035), ("medium", 2_070), ("long", 3_600)])
def test_check_as_json_is_the_whole_story(tmp_path: Path, length: str, longest: int) -> None:
    (tmp_path / "ferry.txt").write_text(story(scene("one"), scene("two")), "utf-8")
    checked = bot("check", "ferry.txt", "--json", "--page-length", length, home=tmp_path)
    found = json.loads(checked.stdout)
    told = ["rating", "content_notes", "summary", "licence", "tags", "series", "source", "notes", "images"]
    assert list(found) == ["title", "author", "language", "words", "chapters", "dropped", "warnings", *told]
    scenes = found["chapters"][0]["scenes"]
    assert [each["text"] for each in scenes] == [scene("one").strip(), scene("two").strip()]
    pages = [page for each in scenes for page in each["pages"]]
    assert max(map(len, pages)) <= longest
    assert "".join("".join(pages).split()) == "".join((scene("one") + scene("two")).split())


def test_the_story_that_this_bot_was_asked_for(tmp_path: Path) -> None:
    source = DATA / "stories" / "seed-story.txt"
    if not source.exists():
        pytest.skip(f"needs {source}: set STORY_TEST_DATA")
    found = json.loads(bot("check", source, "--json", home=tmp_path).stdout)
    text = source.read_text("utf-8")
    assert [len(chapter["scenes"]) for chapter in found["chapters"]] == [3]
    told = [each["text"] for each in found["chapters"][0]["scenes"]]
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    assert [" ".join(line.split()) for each in told for line in each.splitlines() if line.strip()] == lines
    assert found["title"].startswith(" ".join(text.split()[:2]))
    shown = "".join(
        "".join(page for each in found["chapters"][0]["scenes"] for page in each["pages"]).split()
    )
    assert shown.replace("\\", "") == "".join(text.split()).replace("\\", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
        ("marks.txt", b"***\n\n" * 9),
    ],
)
def test_a_refused_file_is_a_sentence_and_exit_code_2(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    for command in ("check", "add"):
        refused = bot(command, name, home=tmp_path)
        assert refused.returncode == 2
        assert refused.stdout == ""
        assert refused.stderr.strip().count("\n") == 0
        assert refused.stderr.strip().endswith((".", "!"))


def test_a_name_that_the_library_would_not_see_is_refused(tmp_path: Path) -> None:
    for name in ("tale.text", ".tale.txt", "tale"):
        (tmp_path / name).write_text(story(scene("one")), "utf-8")
        refused = bot("add", name, home=tmp_path)
        assert refused.returncode == 2
        assert "would not be seen" in refused.stderr


def test_a_library_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tale.txt").write_text(story(scene("one")), "utf-8")
    (tmp_path / "library" / "tale.txt").mkdir(parents=True)
    refused = bot("add", "tale.txt", home=tmp_path, LIBRARY_DIR="library")
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_an_env_file_that_is_not_utf8_is_a_sentence(tmp_path: Path, encoding: str) -> None:
    (tmp_path / ".env").write_bytes("# café\nDISCORD_TOKEN=a.b.c\n".encode(encoding))
    refused = bot(home=tmp_path)
    assert refused.returncode == 2
    assert ".env" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_reader_who_has_seen_enough_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "tale.txt").write_text(story(*(scene(str(number)) for number in range(50))), "utf-8")
    command = f"'{sys.executable}' -m bot check --json tale.txt | head -c 5"
    seen = subprocess.run(
        command,
        shell=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert seen.stdout == b'{"tit'
    assert seen.stderr == b""


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    for path in ("nowhere.txt", "."):
        refused = bot("check", path, home=tmp_path)
        assert refused.returncode == 2
        assert "Traceback" not in refused.stderr


def test_add_puts_a_file_into_the_library_once(tmp_path: Path) -> None:
    source = tmp_path / "ferry.txt"
    source.write_text(story(scene("one")), "utf-8")
    assert "“The Ferry” is in the library" in bot("add", source, home=tmp_path).stdout
    assert (tmp_path / "data" / "library" / "ferry.txt").read_bytes() == source.read_bytes()
    assert "already" in bot("add", source, home=tmp_path).stdout
    source.write_text(story(scene("two")), "utf-8")
    assert bot("add", source, home=tmp_path).returncode == 2


def test_list_shows_what_is_in_the_library(tmp_path: Path) -> None:
    library = tmp_path / "data" / "library"
    empty = bot("list", home=tmp_path)
    assert empty.returncode == 0
    assert "python -m bot add" in empty.stdout
    (library / "ferry.txt").write_text(story("One two three."), "utf-8")
    (library / "night.md").write_text(
        "---\ntitle: Night\nauthor: Ana\nrating: M\n---\n\nFour words are here.", "utf-8"
    )
    (library / "blank.txt").write_text("", "utf-8")
    for passed_over in ("notes.jpg", ".hidden.txt", "tale.txt.part"):
        (library / passed_over).write_text("", "utf-8")
    (library / "more").mkdir()
    lines = bot("list", home=tmp_path).stdout.splitlines()
    assert lines[0].startswith("blank.txt: ") and lines[0].endswith(".")
    assert lines[1:3] == ["ferry.txt: “The Ferry”, 3 words", "night.md: “Night” by Ana, 4 words, for adults"]
    assert lines[3:] == [
        "Passed over: more: it is a folder, and only files beside it are read.",
        f"Passed over: notes.jpg: its name ends in none of {', '.join(SUFFIXES)}.",
    ]


def test_remove_takes_one_file_away(tmp_path: Path) -> None:
    library = tmp_path / "data" / "library"
    library.mkdir(parents=True)
    for name in ("ferry.txt", "boat.txt", "boat.md"):
        (library / name).write_text(story(scene("one")), "utf-8")
    assert "ferry.txt is gone from the library" in bot("remove", "ferry", home=tmp_path).stdout
    assert sorted(path.name for path in library.iterdir()) == ["boat.md", "boat.txt"]
    assert bot("remove", "boat.md", home=tmp_path).returncode == 0
    assert [path.name for path in library.iterdir()] == ["boat.txt"]


@pytest.mark.parametrize("name", ["ferry", "../outside.txt", "", ".", "boat", "/etc/passwd"])
def test_what_is_not_one_file_of_the_library_is_not_removed(tmp_path: Path, name: str) -> None:
    library = tmp_path / "data" / "library"
    library.mkdir(parents=True)
    outside = [tmp_path / "data" / "outside.txt", library / "boat.txt", library / "boat.md"]
    for path in outside:
        path.write_text(story(scene("one")), "utf-8")
    refused = bot("remove", name, home=tmp_path)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.strip().count("\n") == 0
    assert all(path.exists() for path in outside)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "loud"),
        ("DISCORD_API_URL", "nowhere"),
        ("DISCORD_API_URL", "http://[x"),
        ("DATA_DIR", "/dev/null/data"),
        ("LIBRARY_DIR", "~nobody-of-that-name/stories"),
    ],
)
def test_a_wrong_setting_is_a_sentence_and_exit_code_2(tmp_path: Path, name: str, value: str) -> None:
    refused = bot(home=tmp_path, **{"DISCORD_TOKEN": "a.b.c", name: value})
    assert refused.returncode == 2
    assert name in refused.stderr
    assert refused.stderr.strip().count("\n") == 0


def test_settings_are_read_from_a_file_and_the_environment_comes_first(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=a.b.c\nLOG_LEVEL=loud\n")
    assert "LOG_LEVEL" in bot(home=tmp_path).stderr
    assert "DISCORD_API_URL" in bot(home=tmp_path, LOG_LEVEL="INFO", DISCORD_API_URL="x").stderr


async def test_a_wrong_token_is_a_sentence(tmp_path: Path) -> None:
    async with Playground(still=True) as discord:
        process = await start(tmp_path, DISCORD_TOKEN="wrong.token", DISCORD_API_URL=discord.api_url)
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert "DISCORD_TOKEN" in errors.decode().splitlines()[-1]
    assert "Traceback" not in errors.decode()


async def test_a_start_during_an_outage_says_so_and_waits(tmp_path: Path) -> None:
    async with Playground(port=free_port(), still=True) as discord:
        nowhere = discord.api_url
    process = await start(tmp_path, DISCORD_TOKEN=discord.token, DISCORD_API_URL=nowhere)
    await says(process, b"Discord cannot be reached; trying again in 5 seconds")
    async with Playground(port=discord.port, still=True) as discord:
        await discord.bot_ready()
        process.terminate()
        _, errors = await process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in errors.decode()


async def test_it_can_be_stopped_while_it_waits_for_discord(tmp_path: Path) -> None:
    async with Playground(port=free_port(), still=True) as discord:
        nowhere = discord.api_url
    process = await start(tmp_path, DISCORD_TOKEN=discord.token, DISCORD_API_URL=nowhere)
    await says(process, b"trying again")
    process.terminate()
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


async def test_it_stops_when_it_is_told_to(tmp_path: Path) -> None:
    async with Playground(still=True) as discord:
        process = await start(tmp_path, DISCORD_TOKEN=discord.token, DISCORD_API_URL=discord.api_url)
        await discord.bot_ready()
        second = await start(tmp_path, DISCORD_TOKEN=discord.token, DISCORD_API_URL=discord.api_url)
        _, errors = await second.communicate()
        assert second.returncode == 1
        assert "in use by another Lamplight" in errors.decode()
        assert "Traceback" not in errors.decode()
        process.terminate()
        _, errors = await process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in errors.decode()

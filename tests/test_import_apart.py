"""A file is read in a process of its own; whatever happens there is one sentence here, and nothing stays.

Only a small plain text is read on the spot.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

import story.importing
from bot import importing
from bot.importing import Limits, import_apart, import_story
from story.importing import read_story
from story.model import Story, Unreadable
from story.quick import is_quick
from story.split import Split
from story.wording import BROKE_OFF, TOO_LONG, TOO_MUCH_MEMORY
from tests.story.conftest import ROOT

MISBEHAVING = "tests.import_workers.misbehaving"
HANGING = "tests.import_workers.hanging"
TEXT = b"Chapter 1\n\nThe rain.\n\n***\n\nThe boat.\n\nChapter 2\n\nThe end.\n"


@pytest.fixture(scope="session")
def nasty() -> Path:
    """Hostile and broken files, where they are."""
    folder = Path(os.environ.get("STORY_TEST_DATA") or ROOT.parent / "shared") / "corpus/nasty"
    if not folder.is_dir():
        pytest.skip(f"no story files in {folder}; set STORY_TEST_DATA")
    return folder


async def test_a_story_comes_back_exactly() -> None:
    assert await import_apart(TEXT, "Rain.txt") == read_story(TEXT, "Rain.txt")


async def test_a_chosen_encoding_is_used() -> None:
    data = "Łódź płynie.".encode("cp1250")
    told = await import_apart(data, "a.txt", encoding="cp1250")
    assert told.scenes[0].text == "Łódź płynie."


async def test_a_refusal_is_the_workers_own_sentence() -> None:
    with pytest.raises(Unreadable, match="PDF"):
        await import_apart(b"%PDF-1.4", "a.pdf")


@pytest.mark.parametrize(
    "deed",
    [
        *("crash", "exit", "garbage", "nested", "pickle", "wrong", "nothing", "endless"),
        *("leak", "unfilled", "uncounted"),
    ],
)
async def test_nonsense_is_one_sentence(deed: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        await import_apart(deed.encode(), "a.txt", worker=MISBEHAVING)
    assert str(refusal.value) == BROKE_OFF


async def test_endless_work_is_stopped() -> None:
    with pytest.raises(Unreadable) as refusal:
        await import_apart(b"spin", "a.txt", worker=MISBEHAVING, limits=Limits(cpu=1))
    assert str(refusal.value) == TOO_LONG


async def test_too_much_memory_is_one_sentence() -> None:
    with pytest.raises(Unreadable) as refusal:
        await import_apart(b"word and more. " * 1_000_000, "a.txt", limits=Limits(memory=20_000_000))
    assert str(refusal.value) in {TOO_MUCH_MEMORY, BROKE_OFF}


async def test_a_worker_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "evil.txt"
    with pytest.raises(Unreadable):
        await import_apart(b"write", str(target), worker=MISBEHAVING)
    assert not target.exists() or target.read_bytes() == b""


async def test_a_hanging_worker_and_what_it_started_are_ended_in_time(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = asyncio.create_task(asyncio.to_thread(pipe.read_text))
    with pytest.raises(Unreadable) as refusal:
        await import_apart(b"x", str(pipe), worker=HANGING, limits=Limits(seconds=3))
    assert str(refusal.value) == TOO_LONG
    assert_ended(await said)


async def test_a_cancelled_import_leaves_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    task = asyncio.create_task(import_apart(b"x" * 5_000_000, str(pipe), worker=HANGING))
    processes = await asyncio.to_thread(pipe.read_text)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert_ended(processes)


def assert_ended(processes: str) -> None:
    """Neither runs; one that nobody has collected yet is a zombie ("Z")."""
    for process in processes.split():
        stat = Path("/proc") / process / "stat"
        assert not stat.exists() or stat.read_text().rpartition(") ")[2][0] == "Z"


async def test_a_worker_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    with pytest.raises(Unreadable) as told:
        await import_apart(b"environment", "a.txt", worker=MISBEHAVING)
    assert "no encoding named" in str(told.value)
    assert "DISCORD_TOKEN" not in str(told.value)


async def test_a_worker_that_cannot_start_is_one_sentence() -> None:
    with pytest.raises(Unreadable, match="broke off"):
        await import_apart(b"x" * 2_000_000, "a.txt", worker="tests.import_workers.no_such_module")


async def test_what_is_too_large_starts_no_process() -> None:
    assert importing.LARGEST == story.importing.LARGEST
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        await import_apart(
            b"a" * (importing.LARGEST + 1), "a.txt", worker="tests.import_workers.no_such_module"
        )


async def test_several_at_once() -> None:
    stories = await asyncio.gather(*(import_apart(TEXT, f"Rain {number}.txt") for number in range(4)))
    assert {told.chapters for told in stories} == {read_story(TEXT, "a").chapters}


@pytest.mark.parametrize(
    "name",
    [
        "docx_billion_laughs.docx",
        "docx_zipbomb.docx",
        "docx_xxe.docx",
        "html_deep_10000.html",
        "md_yaml_bomb.md",
    ],
)
async def test_hostile_files_end_as_they_do_in_the_open(nasty: Path, name: str) -> None:
    data = (nasty / name).read_bytes()
    assert await outcome(data, name, read=import_apart) == await outcome(data, name)


async def in_the_open(data: bytes, name: str) -> Story:
    return read_story(data, name)


async def outcome(
    data: bytes, name: str, *, read: Callable[[bytes, str], Awaitable[Story]] = in_the_open
) -> Story | str:
    """The story, or the refusal's sentence."""
    try:
        return await read(data, name)
    except Unreadable as error:
        return str(error)


async def test_a_hundred_thousand_paragraphs_within_the_limits(nasty: Path) -> None:
    data = (nasty / "docx_huge_100k_paras.docx").read_bytes()
    told = await import_apart(data, "a.docx", limits=Limits(seconds=30, cpu=30))
    assert sum(len(scene.blocks) for scene in told.scenes) == 100_000


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no worker comes up."""
    monkeypatch.setattr(importing, "_START", "raise SystemExit")


@pytest.mark.usefixtures("no_worker")
async def test_a_small_plain_text_needs_no_worker() -> None:
    assert await import_story(TEXT, "Rain.txt") == read_story(TEXT, "Rain.txt")
    again = await import_story(TEXT, "Rain.txt", split=Split.NONE)
    assert again == read_story(TEXT, "Rain.txt", split=Split.NONE) != read_story(TEXT, "Rain.txt")


@pytest.mark.usefixtures("no_worker")
@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(TEXT, "Rain.md", id="Markdown"),
        pytest.param(b"<html><p>The rain.", "Rain.txt", id="a page"),
        pytest.param(b"PK\x03\x04", "Rain.txt", id="an archive"),
        pytest.param(b"<?xml?><FictionBook>", "Rain.txt", id="a book"),
        pytest.param("Łódź płynie.".encode("cp1250"), "Rain.txt", id="an encoding to guess"),
        pytest.param("The rain.".encode("utf-16-le"), "Rain.txt", id="text in wide characters"),
        pytest.param(b"rain " * 13_000, "Rain.txt", id="many words"),
        pytest.param(b"I\r" * 1_001, "Rain.txt", id="many lines"),
        pytest.param("I\u2028".encode() * 1_001, "Rain.txt", id="many lines of another kind"),
    ],
)
async def test_what_may_take_long_needs_one(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        await import_story(data, name)
    assert str(refusal.value) == BROKE_OFF


@pytest.mark.usefixtures("no_worker")
async def test_an_encoding_that_somebody_chose_needs_one() -> None:
    with pytest.raises(Unreadable, match="broke off"):
        await import_story(TEXT, "Rain.txt", encoding="utf-16")


@pytest.mark.usefixtures("no_worker")
async def test_small_hostile_texts_end_on_the_spot_as_they_do_in_the_open(nasty: Path) -> None:
    files = [(path.name, path.read_bytes()) for path in sorted(nasty.glob("txt_*"))]
    small = [(name, data) for name, data in files if is_quick(data, name)]
    assert len(small) > 10
    for name, data in small:
        assert await outcome(data, name, read=import_story) == await outcome(data, name)

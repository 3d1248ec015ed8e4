"""A whole EPUB to chapters, scenes and pages, beside what calibre and pandoc take to make it plain text."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from bot.importing import PRELUDE, folders
from tests.bench.bench_import import TEST_DATA
from tests.bench.novel import novel
from tests.bench.tables import ratio, table, times

REAL = TEST_DATA / "corpus/dev/se_dracula.epub"  # 160,000 words in 28 chapters
CHARACTERS = 900_000  # of one that is made where no real one is at hand
# As an import does it in its worker, which ends with its story and so looks for no garbage.
IMPORT = f"""
{PRELUDE}
import gc
gc.disable()
from story.importing import read_story
from story.pages import PageLength, paginate
with open(sys.argv[1], "rb") as file:
    story = read_story(file.read(), "novel.epub")
for scene in story.scenes:
    paginate(scene, PageLength.MEDIUM)
"""
OURS = "chapters, scenes and pages"
# What the others are measured against: times as long as ours.
TARGETS = {"ebook-convert": "> 4", "pandoc": "> 5"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What one process took: seconds of waiting and of CPU, in itself and in its children, and bytes at most."""

    waited: float
    cpu: float
    memory: int


async def compare(quick: bool) -> None:
    """Each in turn, so that what disturbs a round disturbs all; a program that is not installed is left out."""
    rounds = 1 if quick else 5
    with tempfile.TemporaryDirectory(prefix="lamplight-bench-") as home:
        book = await asyncio.to_thread(_book, Path(home))
        commands = _commands(book, Path(home))
        taken: dict[str, list[Taken]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(await asyncio.to_thread(_run, command))
    head = ("", "wait, s", "CPU, s", "MB at most", "waits as ours", "CPU as ours", "target")
    title = (
        f"{book.name} ({_words(book)}), whole processes, medians of {rounds}; ours: < 0.6 s alone, < 150 MB"
    )
    table(title, head, [_row(name, each, taken[OURS]) for name, each in taken.items()])
    for missing in TARGETS.keys() - taken.keys():
        print(f"{missing} is not installed, so it is not compared.")


def _words(book: Path) -> str:
    return "160,000 words" if book == REAL else f"{CHARACTERS:,} characters"


def _row(name: str, taken: Sequence[Taken], ours: Sequence[Taken]) -> tuple[str, ...]:
    figures = (
        f"{median(each.waited for each in taken):.2f}",
        f"{median(each.cpu for each in taken):.2f}",
        f"{max(each.memory for each in taken) / 1e6:.0f}",
    )
    waits = times(ratio([each.waited for each in taken], [each.waited for each in ours]))
    cpu = times(ratio([each.cpu for each in taken], [each.cpu for each in ours]))
    return (name, *figures, waits, cpu, TARGETS.get(name, ""))


def _commands(book: Path, home: Path) -> dict[str, Sequence[str]]:
    known = {
        "ebook-convert": (str(book), str(home / "calibre.txt")),
        "pandoc": ("-t", "plain", str(book), "-o", str(home / "pandoc.txt")),
    }
    found = {name: (path, *known[name]) for name in known if (path := shutil.which(name))}
    return {OURS: (sys.executable, "-I", "-S", "-c", IMPORT, str(book), *folders()), **found}


def _run(command: Sequence[str]) -> Taken:
    """Run a program to its end. Raises ChildProcessError where it fails."""
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    began = perf_counter()
    child = os.posix_spawn(command[0], list(command), os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    waited = perf_counter() - began
    if status:
        raise ChildProcessError(f"{command[0]} failed")
    return Taken(waited, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def _book(home: Path) -> Path:
    """The real novel, or one that is made."""
    if REAL.exists():
        return REAL
    path = home / "novel.epub"
    pages = {f"{at}.xhtml": text for at, text in enumerate(_pages(novel(CHARACTERS)))}
    manifest = "".join(
        f'<item id="i{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages
    )
    spine = "".join(f'<itemref idref="i{name}"/>' for name in pages)
    head = '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A Novel</dc:title></metadata>'
    package = f"{head}<manifest>{manifest}</manifest><spine>{spine}</spine>"
    root = '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/>'
    names = 'version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    container = f"<container {names}><rootfiles>{root}</rootfiles></container>"
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/epub+zip", compress_type=ZIP_STORED)
        packed.writestr("META-INF/container.xml", container)
        packed.writestr(
            "a.opf", f'<package xmlns="http://www.idpf.org/2007/opf" version="2.0">{package}</package>'
        )
        for name, text in pages.items():
            packed.writestr(name, text)
    return path


def _pages(text: str) -> list[str]:
    """A page for every forty thousand characters or so."""
    paragraphs = [each.strip() for each in text.split("\n\n") if each.strip()]
    chapters = [paragraphs[at : at + 100] for at in range(0, len(paragraphs), 100)]
    return [
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A Novel</title></head><body>'
        + f"<h2>Chapter {number}</h2>"
        + "".join(f"<p>{each}</p>" for each in chapter)
        + "</body></html>"
        for number, chapter in enumerate(chapters, 1)
    ]

"""Broken files made from whole ones: the same seed makes the same file, and every importer is tried with them.

A test calls `survives(data, name)` with files from `mutations(sources, count, seed)`.
"""

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from story.importing import read_story
from story.lines import readable
from story.model import Story, Unreadable

Mutator = Callable[[bytes, random.Random], bytes]
_HOSTILE = (
    b"\0", b"\xff\xfe", b"<", b"</p>", b"<![CDATA[", b"]]>", b"&#0;", b"&lol;", b"<!--", b"<!DOCTYPE d [", b"../",
    b"PK\x03\x04", b"\xed\xa0\x80", b"-1", b"99999999999", b"\"", b"<p>" * 400, b"</w:p>", b"w:val=\"\"", b"\r",
)  # fmt: skip


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits are wrong."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def cut(data: bytes, chance: random.Random) -> bytes:
    """A piece, often the end, is missing."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:start] if chance.random() < 0.5 else data[:start] + data[end:]


def splice(data: bytes, chance: random.Random) -> bytes:
    """Something that means something stands where it should not."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_HOSTILE) + data[at + chance.randrange(8) :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    """A piece stands there again and again, or somewhere else."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 400)]
    at = chance.choice((start, chance.randrange(len(data))))
    return data[:at] + piece * chance.randrange(2, 60) + data[at:]


MUTATORS: tuple[Mutator, ...] = (flip, cut, splice, repeat)


def inside_zip(data: bytes, chance: random.Random, mutator: Mutator) -> bytes:
    """One member of an archive changed, so that the mutation comes past the archive's checksums."""
    with ZipFile(BytesIO(data)) as source:
        names = [name for name in source.namelist() if source.getinfo(name).file_size]
        texts = [name for name in names if name.endswith(("xml", "html", "opf", "ncx", "rels"))]
        changed = chance.choice(texts or names)
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name in names:
                member = source.read(name)
                archive.writestr(name, mutator(member, chance) if name == changed else member)
    return target.getvalue()


def mutations(sources: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """So many broken files, each with one to three things wrong."""
    chance = random.Random(seed)
    for _ in range(count):
        data = chance.choice(sources)
        for _ in range(chance.randint(1, 3)):
            data = _mutated(data, chance) or b"x"
        yield data


def _mutated(data: bytes, chance: random.Random) -> bytes:
    mutator = chance.choice(MUTATORS)
    if data.startswith(b"PK") and chance.random() < 0.8:
        try:
            return inside_zip(data, chance, mutator)
        except (
            BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            LookupError,
            NotImplementedError,
            RuntimeError,
        ):
            pass  # an earlier mutation has broken the archive itself
    return mutator(data, chance)


def survives(data: bytes, name: str) -> bool:
    """Whether the file is read; a refusal is a sentence, anything else fails. What is read has text in every scene."""
    try:
        story = read_story(data, name)
    except Unreadable as error:
        refusal = str(error)
    else:
        _check(story)
        return True
    assert refusal.endswith(".") and "\n" not in refusal, refusal
    return False


def _check(story: Story) -> None:
    assert story.chapters and story.title
    for scene in story.scenes:
        assert readable(scene.text)
        for block in scene.blocks:
            ends = [end for span in block.spans for end in (span.start, span.end)]
            assert ends == sorted(ends) and all(0 <= end <= len(block.text) for end in ends)

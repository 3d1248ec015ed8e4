"""What goes wrong with the files of an archive: missing, empty, under another's name, or there twice."""

import random
import warnings
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from tests.fuzz.damage import Mutator

_TEXTS = ("xml", "html", "htm", "opf", "ncx", "rels", "css", "fb2")
_NAMES = (
    "../a.xml",
    "/a.xml",
    "A\\B.xml",
    "mimetype",
    "con",
    "a" * 300,
    "META-INF/encryption.xml",
    "\u202etxt.xml",
)


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with ZipFile(BytesIO(data)) as source:
        return [(name, source.read(name)) for name in source.namelist()]


def packed(members: list[tuple[str, bytes]]) -> bytes:
    """An archive of these, in this order."""
    target = BytesIO()
    with warnings.catch_warnings(), ZipFile(target, "w", ZIP_STORED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # a name that is there twice is meant
        for name, content in members:
            archive.writestr(ZipInfo(name), content)  # of no time, so that it is the same tomorrow
    return target.getvalue()


def inside(data: bytes, chance: random.Random, mutator: Mutator) -> bytes:
    """One member changed, so that the mutation comes past the archive's checksums."""
    members = _members(data)
    full = [at for at, (_, content) in enumerate(members) if content]
    texts = [at for at in full if members[at][0].endswith(_TEXTS)]
    at = chance.choice(texts or full)
    members[at] = members[at][0], mutator(members[at][1], chance)
    return packed(members)


def jumble(data: bytes, chance: random.Random) -> bytes:
    """A member is missing, empty, swapped with another, under another name, or there twice."""
    members = _members(data)
    one, other = chance.randrange(len(members)), chance.randrange(len(members))
    name, content = members[one]
    match chance.randrange(6):
        case 0:
            del members[one]
        case 1:
            members[one] = name, b""
        case 2:
            members[one], members[other] = (name, members[other][1]), (members[other][0], content)
        case 3:
            members[one] = chance.choice((*_NAMES, members[other][0], name.upper())), content
        case 4:
            members.append((name, members[other][1]))
        case _:
            chance.shuffle(members)
    return packed(members)

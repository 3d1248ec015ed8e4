"""`python -m bot list` and `remove`: the files of LIBRARY_DIR, and taking one of them away."""

from pathlib import Path

from bot import check
from bot.actions.library import is_story_file, passed_over
from story.model import Unreadable
from story.rating import is_mature


def names_in(library: Path) -> list[str]:
    """The story files of the library, by name. Raises Unreadable."""
    try:
        return sorted(path.name for path in library.iterdir() if is_story_file(path.name) and path.is_file())
    except OSError as error:
        raise Unreadable(f"{library} cannot be read: {error.strerror}.") from None


def listed(library: Path) -> str:
    """A line for every file: what it is called and what is in it, or why it cannot be read. Raises Unreadable."""
    lines = [f"{name}: {_told(library / name)}" for name in names_in(library)]
    lines += [f"Passed over: {line}" for line in passed_over(library)]
    return "\n".join(lines) or f"There is no story in {library}: `python -m bot add FILE` puts one there."


def _told(path: Path) -> str:
    try:
        _, story = check.read(path)
    except Unreadable as error:
        return str(error)
    by = f" by {story.author}" if story.author else ""
    adult = ", for adults" if is_mature(story.rating) else ""
    return f"“{story.title}”{by}, {check.words(story):,} words{adult}"


def remove(name: str, library: Path) -> str:
    """Delete a file of the library, by its name with or without the ending; gives what to tell. Raises Unreadable."""
    names = names_in(library)
    found = [name] if name in names else [each for each in names if Path(each).stem == name]
    if not found:
        raise Unreadable(f"There is no “{name}” in {library}: `python -m bot list` shows what there is.")
    if len(found) > 1:
        raise Unreadable(f"{name} could be {' or '.join(found)}: type the whole name.")
    try:
        (library / found[0]).unlink()
    except OSError as error:
        raise Unreadable(f"{library / found[0]} cannot be removed: {error.strerror}.") from None
    return f"{found[0]} is gone from the library; where it was read, the place is kept in case it comes back."

"""The worker process of an import: a file's bytes in, a story or a refusal out, and nothing else within reach."""

import gc
import sys
from typing import Any

from msgspec import Raw, json

from story import story_json, told, wording
from story.importing import read_story
from story.model import Picture, Story, Undecodable, Unreadable
from story.split import Split


def main() -> None:
    """Read a line of JSON (what to do) and the file's bytes from stdin; write a line of JSON, and the pictures."""
    gc.disable()  # the process ends with its story; looking for cycles in it takes an eighth of the time
    wanted = json.decode(sys.stdin.buffer.readline())
    limit(wanted["memory"], wanted["cpu"])
    pictures: tuple[Picture, ...] = ()
    answer: dict[str, Any]
    try:
        story = _read(wanted)
        answer, pictures = {"story": Raw(story_json.dump(story))}, story.pictures
    except Unreadable as error:
        answer = {"unreadable": told.dump(error.sentence), "undecodable": isinstance(error, Undecodable)}
    except MemoryError:
        answer = {"unreadable": wording.TOO_MUCH_MEMORY}
    sys.stdout.buffer.write(json.encode(answer) + b"\n")
    for picture in pictures:
        sys.stdout.buffer.write(picture.data)
    sys.stdout.flush()


def _read(wanted: dict[str, Any]) -> Story:
    data, how = sys.stdin.buffer.read(), Split(wanted["split"])
    story = read_story(data, wanted["name"], encoding=wanted["encoding"], split=how)
    if not story.pictures:
        return story
    from bot.pictures import drawn_anew  # most files have none, and somebody waits

    return drawn_anew(story)


def limit(memory: int, cpu: int) -> None:
    """No more than so many bytes over what is used now, seconds of work, and no file written.

    Windows has no such limits; there only the time that the bot waits is one.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))  # at the second of them, the process is killed
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if used := _address_space(resource.getpagesize()):
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))


def _address_space(page: int) -> int:
    """Bytes that this process has mapped; 0 where the system does not say (macOS, which ignores the limit too)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123  # pathlib would take a while to load
            return int(statm.read().split()[0]) * page
    except OSError:
        return 0

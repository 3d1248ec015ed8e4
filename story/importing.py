"""A file's bytes to a story: the content decides what it is, the name only helps with the title."""

from story.model import Story


def read_story(data: bytes, name: str, *, encoding: str | None = None) -> Story:
    """The story in `data`; `name` is its file name. Raises Unreadable with the sentence to show."""
    raise NotImplementedError

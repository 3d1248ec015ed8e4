"""A whole story as JSON and back, exactly; what comes back is checked, because it may be anybody's.

The bytes of its pictures go beside the JSON, one after the other.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import json

from story import scene_json, told
from story.model import Chapter, Footnote, Picture, Scene, Story
from story.picture_kinds import name_of

_TEXTS = (
    *("title", "author", "language", "rating", "content_notes"),
    *("licence", "summary", "tags", "series", "source", "cover"),
)
_SENTENCES = ("dropped", "warnings")


def dump(story: Story) -> bytes:
    """The story as one line, without the bytes of its pictures."""
    data: dict[str, Any] = {name: getattr(story, name) for name in _TEXTS}
    data |= {name: [told.dump(each) for each in getattr(story, name)] for name in _SENTENCES}
    data["chapters"] = [
        [chapter.title, [[scene.text, scene_json.dump(scene)] for scene in chapter.scenes]]
        for chapter in story.chapters
    ]
    data["pictures"] = [len(picture.data) for picture in story.pictures]
    return json.encode(data)


def load(line: bytes, pictures: bytes = b"") -> Story:
    """The story that was dumped; `pictures` are the bytes of all of them. Raises ValueError for anything else."""
    try:
        data = json.decode(line)
        chapters = tuple(_chapter(*entry) for entry in data["chapters"])
        texts = {name: _text(data[name]) for name in _TEXTS}
        sentences = {name: tuple(map(told.load, data[name])) for name in _SENTENCES}
        found = tuple(_pictures(data["pictures"], pictures))
        story = Story(chapters=chapters, pictures=found, **texts, **sentences)  # type: ignore[arg-type]
        _check_pictures(story)
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a story: {type(error).__name__}") from None
    return story


def _pictures(sizes: list[int], data: bytes) -> Iterator[Picture]:
    start = 0
    for size in sizes:
        one = data[start : start + size]
        start += size
        yield Picture(name_of(one), one)
    if start != len(data):
        raise ValueError("not a story: its pictures have other sizes")


def _check_pictures(story: Story) -> None:
    known = {picture.name for picture in story.pictures}
    if not {story.cover, *(each.picture for each in story.illustrations)} <= known | {""}:
        raise ValueError("not a story: it shows a picture that it does not have")


def _chapter(title: str, scenes: list[list[str]]) -> Chapter:
    return Chapter(_text(title), tuple(_scene(*entry) for entry in scenes))


def _scene(text: str, markup: str) -> Scene:
    scene = scene_json.load(_text(text), _text(markup))
    if scene.text != text or not all(map(_text_or_empty, (scene.title, scene.recap, scene.question))):
        raise ValueError("not a story: a scene's text and its markup differ")
    told = [each for each in scene.footnotes if _is_footnote(each, len(text))]
    for block in (*scene.blocks, *(block for each in told for block in each.blocks)):
        ends = [end for span in block.spans for end in (span.start, span.end)]
        if ends != sorted(ends) or (ends and not 0 <= ends[0] <= ends[-1] <= len(block.text)):
            raise ValueError("not a story: a span is outside of its block")
    for each in scene.illustrations:
        if not _text(each.picture) or not 0 <= each.at <= len(_text(text)) or not _text_or_empty(each.alt):
            raise ValueError("not a story: a picture is outside of its scene")
    return scene


def _is_footnote(each: Footnote, length: int) -> bool:
    if not all(map(_text_or_empty, (each.mark, each.title))) or not 0 <= each.at <= length or not each.blocks:
        raise ValueError("not a story: a footnote is none, or outside of its scene")
    return True


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_empty(value: object) -> bool:
    return isinstance(value, str)

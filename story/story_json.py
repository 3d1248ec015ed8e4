"""A whole story as JSON and back, exactly; what comes back is checked, because it may be anybody's."""

import json
from typing import Any

from story import scene_json
from story.model import Chapter, Scene, Story

_TEXTS = (
    *("title", "author", "language", "rating", "content_notes"),
    *("licence", "summary", "tags", "series", "source"),
)
_SENTENCES = ("dropped", "warnings")


def dump(story: Story) -> str:
    """The story as one line of ASCII."""
    data: dict[str, Any] = {name: getattr(story, name) for name in _TEXTS + _SENTENCES}
    data["chapters"] = [
        [chapter.title, [[scene.text, scene_json.dump(scene)] for scene in chapter.scenes]]
        for chapter in story.chapters
    ]
    return json.dumps(data, separators=(",", ":"))


def load(text: str) -> Story:
    """The story that was dumped. Raises ValueError for anything else."""
    try:
        data = json.loads(text)
        chapters = tuple(_chapter(*entry) for entry in data["chapters"])
        texts = {name: _text(data[name]) for name in _TEXTS}
        sentences = {name: tuple(map(_text, data[name])) for name in _SENTENCES}
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a story: {type(error).__name__}") from None
    return Story(chapters=chapters, **texts, **sentences)  # type: ignore[arg-type]


def _chapter(title: str, scenes: list[list[str]]) -> Chapter:
    return Chapter(_text(title), tuple(_scene(*entry) for entry in scenes))


def _scene(text: str, markup: str) -> Scene:
    scene = scene_json.load(_text(text), _text(markup))
    if scene.text != text or not all(map(_text_or_empty, (scene.title, scene.recap, scene.question))):
        raise ValueError("not a story: a scene's text and its markup differ")
    for block in scene.blocks:
        ends = [end for span in block.spans for end in (span.start, span.end)]
        if ends != sorted(ends) or (ends and not 0 <= ends[0] <= ends[-1] <= len(block.text)):
            raise ValueError("not a story: a span is outside of its block")
    return scene


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text_or_empty(value: object) -> bool:
    return isinstance(value, str)

"""`python -m bot check` and `add`: what an import would make of a file, and putting one into the library."""

import json
from pathlib import Path
from typing import Any

from bot.actions.library import is_story_file
from bot.pictures import drawn_anew
from story.importing import read_story
from story.model import Chapter, Scene, Story, Unreadable
from story.pages import PageLength, paginate
from story.progress import count_words, minutes


def read(path: Path) -> tuple[bytes, Story]:
    """The file's bytes and the story in them. Raises Unreadable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror}.") from None
    return data, drawn_anew(read_story(data, path.name))


def words(story: Story) -> int:
    return sum(count_words(scene.text) for scene in story.scenes)


def notes(story: Story) -> int:
    """How many footnotes and authors' notes there are beside the text."""
    return sum(len(scene.footnotes) for scene in story.scenes)


def as_json(story: Story, length: PageLength) -> str:
    """One object; `text` has one blank line between paragraphs, `pages` are Discord markdown."""
    about = {"title": story.title, "author": story.author, "language": story.language, "words": words(story)}
    chapters = [_chapter(chapter, length) for chapter in story.chapters]
    rest = {"chapters": chapters, "dropped": list(story.dropped), "warnings": list(story.warnings)}
    told: dict[str, Any] = {"rating": story.rating, "content_notes": story.content_notes}
    told |= {"summary": story.summary, "licence": story.licence}
    told |= {"tags": story.tags, "series": story.series, "source": story.source}
    told["notes"] = notes(story)
    size = sum(len(picture.data) for picture in story.pictures)
    images = {"images": {"count": len(story.pictures), "bytes": size}}
    return json.dumps(about | rest | told | images, ensure_ascii=False)


def _chapter(chapter: Chapter, length: PageLength) -> dict[str, Any]:
    return {"title": chapter.title, "scenes": [_scene(scene, length) for scene in chapter.scenes]}


def _scene(scene: Scene, length: PageLength) -> dict[str, Any]:
    return {"text": scene.text, "pages": [page.markdown for page in paginate(scene, length)]}


def as_text(story: Story, length: PageLength) -> str:
    """A report to read: the chapters with the first words of every scene."""
    count = words(story)
    lines = [
        f"Title:     {story.title}",
        f"Author:    {story.author or '(unknown)'}",
        f"Language:  {story.language or '(unknown)'}",
        f"Rating:    {story.rating or '(none)'}",
        f"Notes:     {story.content_notes or '(none)'}",
        f"Footnotes: {notes(story):,}",
        f"Words:     {count:,}",
        f"Minutes:   {minutes(count, story.language):,}",
        f"Chapters:  {len(story.chapters):,}",
        f"Scenes:    {len(story.scenes):,}",
        f"Pictures:  {len(story.pictures):,}",
    ]
    about = (("Series", story.series), ("Tags", story.tags), ("Source", story.source))
    lines += [f"{name + ':':<11}{value}" for name, value in (*about, ("Licence", story.licence)) if value]
    for number, chapter in enumerate(story.chapters, 1):
        lines += ["", f"{number}. {chapter.title}".rstrip()]
        lines += [_scene_line(each, scene, length) for each, scene in enumerate(chapter.scenes, 1)]
    for name, sentences in (("Left out", story.dropped), ("Please look at", story.warnings)):
        if sentences:
            lines += ["", f"{name}:", *(f"  - {sentence}" for sentence in sentences)]
    return "\n".join(lines)


def _scene_line(number: int, scene: Scene, length: PageLength) -> str:
    pages = len(paginate(scene, length))
    first = " ".join(scene.text[:120].split())[:60]
    return (
        f"   scene {number}: {count_words(scene.text):,} words, {pages} page{'s' * (pages != 1)}: {first} …"
    )


def add(path: Path, library: Path) -> str:
    """Copy a file into the library, for every server; gives what to tell. Raises Unreadable."""
    data, story = read(path)
    if not is_story_file(path.name):
        raise Unreadable(
            f"{path.name} would not be seen in the library: rename it to {path.stem.strip('.')}.txt."
        )
    target, unfinished = library / path.name, library / f".{path.name}.new"
    try:
        if target.exists():
            if target.read_bytes() != data:
                raise Unreadable(
                    f"{target} exists and is another text: rename the file, or replace that yourself."
                )
            return f"“{story.title}” is in the library already."
        unfinished.write_bytes(data)
        unfinished.replace(target)
    except OSError as error:
        raise Unreadable(f"{target} cannot be written: {error.strerror}.") from None
    return f"“{story.title}” is in the library ({target}); a bot that is running has it within seconds."

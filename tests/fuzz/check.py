"""Whether a file, however broken, is read whole or refused in a sentence."""

from itertools import pairwise

from story import scene_json
from story.importing import read_story
from story.lines import readable
from story.model import Scene, Story, Unreadable
from story.pages import PageLength, paginate

_LONG = 20_000  # characters of a scene whose pages take more time than they tell


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
    for chapter in story.chapters:
        assert chapter.scenes
    for scene in story.scenes:
        _check_scene(scene)


def _check_scene(scene: Scene) -> None:
    """It can be read, stored and shown."""
    assert readable(scene.text)
    for block in scene.blocks:
        ends = [end for span in block.spans for end in (span.start, span.end)]
        assert ends == sorted(ends) and all(0 <= end <= len(block.text) for end in ends)
    text = scene.text.encode().decode()
    assert scene_json.load(text, scene_json.dump(scene)) == scene
    if len(text) <= _LONG:
        pages = paginate(scene, PageLength.SHORT)
        assert pages and all(not text[one.end : two.start].strip() for one, two in pairwise(pages))

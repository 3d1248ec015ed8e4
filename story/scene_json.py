"""A scene's block kinds, levels, lengths and spans as compact JSON, stored beside its text."""

from story.model import Scene


def dump(scene: Scene) -> str:
    """All of the scene but its text."""
    raise NotImplementedError


def load(text: str, markup: str) -> Scene:
    """The scene whose `scene.text` and `dump(scene)` these are, exactly."""
    raise NotImplementedError

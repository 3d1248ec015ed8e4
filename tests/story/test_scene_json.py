"""A stored scene comes back exactly."""

import json

from hypothesis import given
from hypothesis import strategies as st

from story.model import Block, Kind, Scene, Span, Style
from story.scene_json import dump, load
from tests.story.strategies import scenes, signs

NOTES = st.text(max_size=20)


@given(scenes(signs()), NOTES, NOTES, NOTES)
def test_what_is_loaded_is_what_was_dumped(scene: Scene, title: str, recap: str, question: str) -> None:
    scene = Scene(scene.blocks, title, recap, question)
    assert load(scene.text, dump(scene)) == scene


def test_the_json_is_small_and_holds_no_text() -> None:
    scene = Scene(
        (Block("Rain"), Block("Later", Kind.HEADING, 2), Block("Sun", spans=(Span(0, 3, Style.BOLD),)))
    )
    assert dump(scene) == '{"b":[["p",4],["h",5,2],["p",3,0,0,3,2]]}'
    assert json.loads(dump(scene))

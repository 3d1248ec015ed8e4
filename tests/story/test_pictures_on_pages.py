"""Pictures on pages: each once, with the text it stands at, and never more than a message can show."""

from hypothesis import given
from hypothesis import strategies as st

from story import scene_json
from story.assembly import Figure, assemble
from story.cutting import MOST_PLATES
from story.model import Block, Scene
from story.pages import LONGEST, PageLength, paginate
from tests.story.strategies import prose
from tests.story.test_pages import LENGTHS, joined


@st.composite
def illustrated(draw: st.DrawFn) -> Scene:
    """Blocks of all lengths with up to ten pictures before any of them; after the last, with those before it."""
    texts = draw(st.lists(prose(400), min_size=1, max_size=8))
    blocks = [Block(text) for text in texts]
    figures = [Figure(f"{at}.png", f"picture {at}") for at in range(60)]
    items: list[Block | Figure] = []
    for block in [*blocks, None]:
        items += [figures.pop() for _ in range(draw(st.integers(0, 3)) ** 2) if figures]
        items += [block] if block else []
    (chapter,) = assemble(items)
    (scene,) = chapter.scenes
    return scene


@given(illustrated(), LENGTHS)
def test_pictures_change_no_text_and_each_is_on_one_page_with_the_text_it_stands_at(
    scene: Scene, length: PageLength
) -> None:
    pages = paginate(scene, length)
    shown = [plate.picture for page in pages for plate in page.plates]
    assert shown == [each.picture for each in scene.illustrations], "in order, each once"
    assert max(len(page.plates) for page in pages) <= MOST_PLATES
    assert joined(scene.text, pages) == scene.text
    for page in pages:
        assert len(page.markdown) <= LONGEST[length]
        afters = [plate.after for plate in page.plates]
        assert afters == sorted(afters) and all(0 <= after <= len(page.markdown) for after in afters)
        for after in afters:
            assert after in (0, len(page.markdown)) or page.markdown[after : after + 2] == "\n\n"


@given(illustrated())
def test_pictures_are_stored_with_their_scene(scene: Scene) -> None:
    assert scene_json.load(scene.text, scene_json.dump(scene)) == scene

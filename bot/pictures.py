"""A story's pictures made safe: each is decoded and drawn anew, without its metadata, in a size that Discord takes.

The one module that knows Pillow, which it loads when there is a picture: in the worker of an import, not in the bot.
"""

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from story.left_out import sentences
from story.model import Chapter, Illustration, Picture, Scene, Story
from story.picture_kinds import name_of

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 1_600  # pixels; Discord shows about 550 until a picture is opened
COVER_SIDE = 800
LARGEST = 1_000_000  # bytes of one, so that ten are well within the 25 MiB of a request
LARGEST_TOTAL = 20_000_000  # bytes of all pictures of a story
MOST_PIXELS = 25_000_000  # of one: decoded it takes four bytes for each
MOST_PIXELS_TOTAL = 300_000_000  # a few seconds of decoding; counted, so that one file always gives one story
_FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "bmp": "BMP"}
_LOSSLESS = frozenset(("png", "gif", "bmp"))
_QUALITIES = (88, 75, 60)
_GOOD = 88


def drawn_anew(story: Story) -> Story:
    """The story with pictures that are safe to show; those that are damaged or too many are left out, and said."""
    if not story.pictures:
        return story
    sources = {picture.name: picture.data for picture in story.pictures}
    studio = _Studio(sources)
    cover = studio.draw(story.cover, COVER_SIDE) if story.cover else ""
    chapters = tuple(_chapter(chapter, studio) for chapter in story.chapters)
    dropped = (*story.dropped, *sentences(studio.missed))
    pictures = tuple(studio.drawn.values())
    return replace(story, chapters=chapters, pictures=pictures, cover=cover, dropped=dropped)


def _chapter(chapter: Chapter, studio: "_Studio") -> Chapter:
    return replace(chapter, scenes=tuple(_scene(scene, studio) for scene in chapter.scenes))


def _scene(scene: Scene, studio: "_Studio") -> Scene:
    drawn = ((each, studio.draw(each.picture, LONGEST_SIDE)) for each in scene.illustrations)
    kept = tuple(Illustration(each.at, name, each.alt) for each, name in drawn if name)
    return replace(scene, illustrations=kept)


class _Studio(Struct):
    """Draws pictures, each once, until there are too many; `missed` counts why the others are not there."""

    sources: dict[str, bytes]
    drawn: dict[str, Picture] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)
    _done: dict[tuple[str, int], str] = field(
        default_factory=dict
    )  # names in the file and sides, to new names
    _bytes: int = 0
    _pixels: int = 0

    def draw(self, source: str, side: int) -> str:
        """The name of the picture as it is drawn now; "" for one that is left out."""
        if (source, side) not in self._done:
            self._done[source, side] = self._draw(source, side)
        return self._done[source, side]

    def _draw(self, source: str, side: int) -> str:
        try:
            data = self._anew(self.sources[source], source.rpartition(".")[2], side)
        except _TooMany as reason:
            self.missed[str(reason)] += 1
            return ""
        except Exception:  # whatever a hostile picture makes the decoder raise, the story is read
            self.missed["damaged"] += 1
            return ""
        picture = Picture(name_of(data), data)
        if picture.name not in self.drawn:
            self._bytes += len(data)
            self.drawn[picture.name] = picture
        return picture.name

    def _anew(self, data: bytes, kind: str, side: int) -> bytes:
        image = _opened(data, kind)
        if image.width * image.height > MOST_PIXELS:
            raise _TooMany("large")
        self._pixels += image.width * image.height
        if self._pixels > MOST_PIXELS_TOTAL:
            raise _TooMany("many")
        small = _encoded(image, kind, side, len(data))
        if self._bytes + len(small) > LARGEST_TOTAL:
            raise _TooMany("many")
        return small


class _TooMany(Exception):
    """Why a picture is left out, by its name in story.wording."""


def _opened(data: bytes, kind: str) -> "Image.Image":
    """Not decoded yet. Only the decoder of its own kind is asked."""
    from PIL import Image

    if kind == "webp":
        from PIL import WebPImagePlugin  # noqa: F401  # it registers itself
    Image.MAX_IMAGE_PIXELS = None  # ours is checked before anything is decoded
    return Image.open(BytesIO(data), formats=(_FORMATS[kind],))


def _encoded(image: "Image.Image", kind: str, side: int, size: int) -> bytes:
    """As PNG where the source was lossless and no photograph, and where it is small enough; else as JPEG."""
    from PIL import ImageOps

    is_drawn = kind in _LOSSLESS and (size < image.width * image.height or kind == "bmp")
    image.draft("RGB", (side, side))  # a JPEG is decoded at half or a quarter of its size
    image.load()
    is_whole = kind == "jpg" and image.mode in ("RGB", "L") and image.getexif().get(0x0112, 1) == 1
    shown = image if is_whole else ImageOps.exif_transpose(image)
    shown = _fitting(shown, side)
    if shown is image and is_whole and image.format == "JPEG":
        data = _saved(image, "JPEG", quality="keep")
        if len(data) <= LARGEST:
            return data
    if is_drawn or "A" in shown.getbands():
        data = _saved(shown, "PNG")
        if len(data) <= LARGEST:
            return data
    return _as_jpeg(shown)


def _fitting(image: "Image.Image", side: int) -> "Image.Image":
    """In a mode that both kinds of file can hold, and no longer than that on any side."""
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    elif image.mode not in ("RGB", "RGBA", "L", "LA"):
        image = image.convert("RGB")
    if max(image.size) <= side:
        return image
    image.thumbnail((side, side), reducing_gap=2.0)
    return image


def _as_jpeg(image: "Image.Image") -> bytes:
    """On white paper; worse, then smaller, until it is small enough."""
    from PIL import Image

    if "A" in image.getbands():
        whole = image.convert("RGBA")
        image = Image.new("RGB", whole.size, "white")
        image.paste(whole, mask=whole.getchannel("A"))
    while True:
        for quality in _QUALITIES:
            data = _saved(image, "JPEG", quality=quality)
            if len(data) <= LARGEST:
                return data
        image = image.reduce(2)


def _saved(image: "Image.Image", format_: str, **options: object) -> bytes:
    """Without what the file said besides its pixels: places, names, colour profiles, comments."""
    target = BytesIO()
    image.info = {}
    image.save(target, format_, **options)
    return target.getvalue()

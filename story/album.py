"""The pictures of a word processor's document, until the paragraph ends that each stands before."""

from msgspec import Struct, field
from msgspec.structs import replace

from story.assembly import Figure
from story.gallery import Gallery
from story.markup_pieces import Seen
from story.model import Block
from story.para import Para, Role


class Frame(Struct):
    """A frame of an OpenDocument text that is open: the same picture in several kinds, and words for it."""

    behind: bool
    sources: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def hear(self, tag: str, pieces: list[str]) -> None:
        """The text of one of its elements: words, or the picture itself in letters."""
        text = "".join(pieces)
        if tag in {"svg:title", "svg:desc"}:
            self.words[tag] = text
        elif tag == "office:binary-data" and self.sources and not self.sources[-1]:
            self.sources[-1] = f"data:;base64,{text}"

    def tell(self, album: "Album") -> None:
        """It ends: the first of the kinds that can be shown is its picture."""
        if self.sources:
            words = self.words.get("svg:desc") or self.words.get("svg:title") or ""
            source = next(filter(album.can_show, self.sources), self.sources[0])
            album.add(source, words, behind=self.behind)


class Album:
    """Collects pictures as they come in the running text."""

    def __init__(self, gallery: Gallery) -> None:
        self._gallery = gallery
        self._carried: list[Seen] = []  # from behind the paragraph before
        self._before: list[Seen] = []
        self._behind: list[Seen] = []

    def add(self, source: str, alt: str, *, behind: bool) -> None:
        """A picture at a place in the file, before the text of the paragraph that is open, or behind it."""
        (self._behind if behind else self._before).append(Seen(source, alt))

    def beside(self, para: Para) -> Para:
        """The paragraph that ends with the pictures before it; one with an ornament and nothing else is a rule."""
        pictures, divides = self._take(alone=not para.text)
        if divides:
            return Para(Block(""), Role.RULE, page=para.page, pictures=pictures)
        return replace(para, pictures=pictures) if pictures else para

    def _take(self, *, alone: bool) -> tuple[tuple[Figure, ...], bool]:
        """What stands behind a paragraph stands before the next."""
        carried, seen = self._carried, self._before
        self._carried, self._before, self._behind = self._behind, [], []
        divides = alone and seen != [] and all(map(self._divides, seen))
        shown = carried if divides else carried + seen
        figures = (self._gallery.figure(each.source, each.alt) for each in shown)
        return tuple(figure for figure in figures if figure), divides

    def can_show(self, source: str) -> bool:
        return self._gallery.find(source) is not None

    def _divides(self, seen: Seen) -> bool:
        found = self._gallery.find(seen.source)
        return (
            found is not None and found.divides and not found.is_dot and not any(map(str.isalnum, seen.alt))
        )

    @property
    def rest(self) -> bool:
        """Whether pictures stand behind the last paragraph."""
        return bool(self._carried or self._before)

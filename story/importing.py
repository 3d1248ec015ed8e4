"""A file's bytes to a story: the content decides what it is, the name only helps with the title."""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from story import wording
from story.assembly import Break, ChapterTitle, Draft, Figure, Item, assemble
from story.encoding import decode
from story.footnotes import settle
from story.foreign import is_document, refuse_foreign
from story.front_matter import read_front_matter
from story.languages import language_tag
from story.left_out import sentences
from story.lines import clean, readable
from story.model import BETWEEN_BLOCKS, Block, Chapter, Story, Unreadable
from story.oversize import LONGEST_SCENE
from story.page_signs import is_html, refuse_named_otherwise, refuse_saved_page
from story.plain import read_plain
from story.quick import is_markdown
from story.split import Split, resplit
from story.tags import adult_tag, tidy_tags
from story.title import tidy_title, title_from_name, title_from_words
from story.told import tally

LARGEST = 20_000_000  # bytes; the longest novels have 5,000,000


def read_story(data: bytes, name: str, *, encoding: str | None = None, split: Split = Split.AUTO) -> Story:
    """The story in `data`; `name` is its file name. Raises Unreadable with the sentence to show."""
    if len(data) > LARGEST:
        raise Unreadable(wording.TOO_LARGE, most=LARGEST // 1_000_000)
    if not data:
        raise Unreadable(wording.EMPTY)
    draft = _draft(data, name, encoding, split)
    items = tuple(resplit(_visible(draft.items), split))
    chapters = settle(assemble(items), draft.footnotes)
    if not chapters:
        raise Unreadable(wording.NOTHING_TO_READ)
    warned = replace(draft, warnings=(*draft.warnings, *_cut(items)))
    return _with_pictures(_story(warned, chapters, name), draft)


def _cut(items: Iterable[Item]) -> tuple[str, ...]:
    """A warning for scenes that were too long to be one."""
    sizes = [0]
    for item in items:
        if isinstance(item, Break | ChapterTitle):
            sizes.append(0)
        elif isinstance(item, Block):
            sizes[-1] += len(item.text) + len(BETWEEN_BLOCKS)
    count = sum(size > LONGEST_SCENE for size in sizes)
    return (tally(count, *wording.CUT, most=LONGEST_SCENE),) if count else ()


def _story(draft: Draft, chapters: tuple[Chapter, ...], name: str) -> Story:
    fields = draft.fields
    title = fields.get("title") or title_from_name(name) or title_from_words(chapters[0].scenes[0].text)
    return Story(
        title=tidy_title(title),
        author=tidy_title(fields.get("author", "")),
        language=language_tag(fields.get("language", "")),
        chapters=chapters,
        rating=tidy_title(fields.get("rating", "") or adult_tag(fields.get("tags", ""))),
        content_notes=fields.get("content_notes", ""),
        licence=fields.get("licence", ""),
        summary=fields.get("summary", ""),
        tags=tidy_tags(fields.get("tags", "")),
        series=tidy_title(fields.get("series", "")),
        source=tidy_title(fields.get("source", "")),
        dropped=draft.dropped,
        warnings=draft.warnings,
    )


def _with_pictures(story: Story, draft: Draft) -> Story:
    """With those of the file's pictures that it shows."""
    if not draft.pictures:
        return story
    shown = {each.picture for each in story.illustrations} | {draft.cover}
    figures = sum(isinstance(item, Figure) for item in draft.items)
    more = figures - len(story.illustrations)
    return replace(
        story,
        pictures=tuple(picture for picture in draft.pictures if picture.name in shown),
        cover=draft.cover,
        dropped=(*story.dropped, *sentences(Counter(row=more))),
    )


def _draft(data: bytes, name: str, encoding: str | None, split: Split) -> Draft:
    """The file's parts, by the importer that its content asks for."""
    refuse_saved_page(data[:4_096])
    if is_html(data):
        refuse_named_otherwise(name)
        from story.html import read_page  # as much as all the rest that an import loads

        return read_page(data, encoding)
    if is_document(data):
        from story.packed import read_document  # half of what an import loads, and most files need none of it

        return read_document(data)
    refuse_foreign(data)
    decoded = decode(data, encoding)
    if not readable(decoded.text):
        raise Unreadable(wording.NOTHING_TO_READ)
    front = read_front_matter(clean(decoded.text))
    if is_markdown(name):
        from story.markdown import read_markdown  # its parser takes as long to load as a novel to read

        draft = read_markdown(front.rest, front.fields.get("title", ""))
    else:
        draft = read_plain(front.rest, split)
    warnings = (decoded.warning,) if decoded.warning else ()
    return replace(draft, fields=draft.fields | front.fields, warnings=(*draft.warnings, *warnings))


def _visible(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if not isinstance(item, Block) or readable(item.text))

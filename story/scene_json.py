"""A scene's block kinds, levels, lengths, spans and pictures as compact JSON, stored beside its text."""

from typing import Any

from msgspec import json

from story.model import BETWEEN_BLOCKS, Block, Footnote, Illustration, Kind, Scene, Span, Style

# One letter per kind, for good: stored scenes use them.
_LETTERS = {Kind.PARAGRAPH: "p", Kind.HEADING: "h", Kind.VERSE: "v", Kind.QUOTE: "q", Kind.CODE: "c"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_NOTES = ("title", "recap", "question")


def dump(scene: Scene) -> str:
    """All of the scene but its text: {"b": [[kind, length, level, start, end, style, …], …], "title": …}.

    With "i" where there are pictures: [[at, picture, alt], …], and "f" where there are footnotes:
    [[at, mark, title, text, its blocks], …].
    """
    data: dict[str, Any] = {"b": [_dump_block(block) for block in scene.blocks]}
    data.update((name, getattr(scene, name)) for name in _NOTES if getattr(scene, name))
    if scene.illustrations:
        data["i"] = [[each.at, each.picture, each.alt] for each in scene.illustrations]
    if scene.footnotes:
        data["f"] = [_dump_footnote(each) for each in scene.footnotes]
    return json.encode(data).decode()


def load(text: str, markup: str) -> Scene:
    """The scene whose `scene.text` and `dump(scene)` these are, exactly."""
    data = json.decode(markup)
    footnotes = tuple(
        Footnote(at, mark, title, _load_blocks(told, entries))
        for at, mark, title, told, entries in data.get("f", ())
    )
    notes = {name: data[name] for name in _NOTES if name in data}
    pictures = tuple(Illustration(*each) for each in data.get("i", ()))
    return Scene(_load_blocks(text, data["b"]), **notes, illustrations=pictures, footnotes=footnotes)


def _load_blocks(text: str, entries: list[Any]) -> tuple[Block, ...]:
    blocks, at = [], 0
    for entry in entries:
        end = at + entry[1]
        blocks.append(_load_block(text[at:end], entry))
        at = end + len(BETWEEN_BLOCKS)
    return tuple(blocks)


def _dump_footnote(each: Footnote) -> list[Any]:
    told = BETWEEN_BLOCKS.join(block.text for block in each.blocks)
    return [each.at, each.mark, each.title, told, [_dump_block(block) for block in each.blocks]]


def _dump_block(block: Block) -> list[str | int]:
    entry: list[str | int] = [_LETTERS[block.kind], len(block.text)]
    if block.level or block.spans:
        entry.append(block.level)
    for span in block.spans:
        entry += [span.start, span.end, int(span.style)]
    return entry


def _load_block(text: str, entry: list[Any]) -> Block:
    level = entry[2] if len(entry) > 2 else 0
    spans = zip(entry[3::3], entry[4::3], entry[5::3], strict=True)
    return Block(
        text, _KINDS[entry[0]], level, tuple(Span(start, end, Style(style)) for start, end, style in spans)
    )

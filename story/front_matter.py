"""What a file says of itself between two lines of `---` at its top: plain `key: value` lines, nothing expanded."""

import re

from msgspec import Struct, field

from story.tags import numbered

# Front matter is YAML by custom. This reads the part of it that people write by hand; tags, anchors, aliases and
# maps are never followed, so that a hostile file can neither run code nor grow (md_yaml_bomb).
_LINE = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*))?")
_LONGEST = 200  # lines; longer is no front matter
_KEYS = {
    "title": "title",
    "author": "author", "authors": "author", "by": "author", "creator": "author",
    "language": "language", "lang": "language",
    "rating": "rating",
    "content notes": "content_notes", "content note": "content_notes", "content warnings": "content_notes",
    "content warning": "content_notes", "warnings": "content_notes", "notes": "content_notes",
    "licence": "licence", "license": "licence", "rights": "licence", "copyright": "licence",
    "summary": "summary", "description": "summary", "synopsis": "summary", "blurb": "summary",
    "tags": "tags", "keywords": "tags", "genre": "tags", "genres": "tags", "categories": "tags",
    "series": "series", "series number": "number", "series index": "number", "book": "number", "volume": "number",
    "source": "source", "url": "source", "link": "source", "story url": "source", "original": "source",
}  # fmt: skip


class FrontMatter(Struct):
    """The fields that the file gave, by the names of `Story`'s fields; `rest` is the text after it."""

    rest: str
    fields: dict[str, str] = field(default_factory=dict)


def read_front_matter(text: str) -> FrontMatter:
    """Split a clean text (lines.clean) into its front matter and its story; without one, all is story."""
    lines = text.lstrip("\n").split("\n", _LONGEST)
    if lines[0].rstrip() != "---":
        return _read_head(text, lines)
    end = next((at for at, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() in {"---", "..."}), 0)
    inside = lines[1:end]
    if not end or not _is_front_matter(inside):
        return FrontMatter(text)
    return FrontMatter("\n".join(lines[end + 1 :]), _fields(inside))


def _read_head(text: str, lines: list[str]) -> FrontMatter:
    """A head without rules around it: the first lines, if one names the title and each has a known key."""
    end = next((at for at, line in enumerate(lines[:_LONGEST]) if not line.strip()), 0)
    keys = [match["key"].casefold() for line in lines[:end] if (match := _LINE.fullmatch(line.rstrip()))]
    if len(keys) < end or "title" not in keys or not all(map(_name, keys)):
        return FrontMatter(text)
    return FrontMatter("\n".join(lines[end:]), _fields(lines[:end]))


def _name(key: str) -> str:
    """The field that a key means, or ""."""
    return _KEYS.get(key.casefold().replace("_", " ").replace("-", " "), "")


def _is_front_matter(lines: list[str]) -> bool:
    """A key on its first line, and nothing but keys, their lists and continuations: not a story between rules."""
    filled = [line for line in lines if line.strip()]
    return bool(filled) and all(
        _LINE.fullmatch(line) or (at and line[0] in " \t-#") or line.startswith("#")
        for at, line in enumerate(filled)
    )


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for key, values in _entries(lines):
        name = _name(key)
        if name and (value := _value(values)):
            fields.setdefault(name, value)
    if number := fields.pop("number", ""):
        fields["series"] = numbered(fields.get("series", ""), number)
    return fields


def _entries(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Each key with its value's lines: what stands beside it, and what is indented or listed under it."""
    entries: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _LINE.fullmatch(line) if line[:1] not in {" ", "\t", "-", "#"} else None
        if match:
            entries.append((match["key"], [match["value"] or ""]))
        elif entries and line.strip() and not line.startswith("#"):
            entries[-1][1].append(line.strip())
    return entries


def _value(lines: list[str]) -> str:
    first, *more = (line.strip() for line in lines)
    if first[:1] in {"&", "*", "!", "{"}:
        return ""
    if first in {"|", ">", "|-", ">-", "|+", ">+"}:
        first = ""
    if not first and more and all(line.startswith("- ") for line in more):
        return ", ".join(filter(None, (_scalar(line[2:].strip()) for line in more)))
    if first.startswith("[") and first.endswith("]"):
        return ", ".join(filter(None, (_scalar(item.strip()) for item in first[1:-1].split(","))))
    return " ".join(filter(None, [_scalar(first), *more]))


def _scalar(text: str) -> str:
    if text[:1] in {"&", "*", "!"}:
        return ""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", text[1:-1]).strip()
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'").strip()
    return re.sub(r"\s#.*$", "", text).strip()

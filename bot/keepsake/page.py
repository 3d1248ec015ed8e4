"""The keepsake of a read-along as one HTML file that needs nothing else: to keep, to print, to open in ten years."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from msgspec import Struct

from bot.wording import keepsake as wording
from bot.wording import plainly

STYLE = """
:root { color-scheme: light dark; --paper: #fdf7ea; --ink: #2b2622; --edge: #8a5310; --faint: #e7dcc6; }
@media (prefers-color-scheme: dark) { :root { --paper: #201c19; --ink: #f1e8d9; --edge: #e0a458; --faint: #453c33; } }
body { background: var(--paper); color: var(--ink); font: 1.1rem/1.6 Georgia, serif; margin: 0 auto;
  padding: 2rem 1.2rem; max-width: 42rem; }
h1 { line-height: 1.2; margin-bottom: 0; } h2 { color: var(--edge); margin-top: 2.2rem; }
img { display: block; width: 100%; height: auto; border-radius: .6rem; margin: 1.6rem 0; }
blockquote { margin: 0 0 .4rem; font-style: italic; opacity: .85; }
article { border-left: .25rem solid var(--edge); padding: .1rem 0 .1rem 1rem; margin: 1.4rem 0; }
article p { margin: .3rem 0; white-space: pre-line; overflow-wrap: anywhere; }
small, footer { opacity: .75; } footer { border-top: 1px solid var(--faint); margin-top: 3rem; padding-top: 1rem; }
"""


class Leaf(Struct, frozen=True):
    """A note in the file: the story's words at its place, its own, and whose they are, if they agreed to be named."""

    quote: str
    words: str
    about: str


class Told(Struct, frozen=True):
    """What the file tells; every line is in its reader's language already, and none is markup."""

    language: str
    title: str
    author: str
    when: str
    counts: str
    people: Sequence[str]
    notes: Sequence[Leaf]
    picture: bytes | None
    picture_words: str


def page(told: Told) -> bytes:
    """The file, in UTF-8."""
    parts = [
        f"<h1>{escape(told.title)}</h1>",
        *([f"<p>{escape(plainly(wording.FILE_BY, author=told.author))}</p>"] if told.author else []),
        f"<p>{escape(told.when)}<br>{escape(told.counts)}</p>",
        *_picture(told),
        *_people(told.people),
        *_notes(told.notes),
        f"<footer><small>{escape(plainly(wording.FILE_FOOT))}</small></footer>",
    ]
    language = escape(told.language, quote=True)
    head = (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(told.title)}</title>\n<style>{STYLE}</style></head>"
    )
    body = "\n".join(parts)
    return f"{head}\n<body>\n{body}\n</body>\n</html>\n".encode()


def _picture(told: Told) -> list[str]:
    if not told.picture:
        return []
    data = b64encode(told.picture).decode("ascii")
    return [f'<img alt="{escape(told.picture_words, quote=True)}" src="data:image/png;base64,{data}">']


def _people(people: Sequence[str]) -> list[str]:
    if not people:
        return []
    listed = "".join(f"<li>{escape(each)}</li>" for each in people)
    return [f"<h2>{escape(plainly(wording.FILE_READERS))}</h2>", f"<ul>{listed}</ul>"]


def _notes(notes: Sequence[Leaf]) -> list[str]:
    if not notes:
        return []
    return [f"<h2>{escape(plainly(wording.FILE_NOTES))}</h2>", *map(_note, notes)]


def _note(leaf: Leaf) -> str:
    quote = f"<blockquote>{escape(leaf.quote)}</blockquote>" if leaf.quote else ""
    return f"<article>{quote}<p>{escape(leaf.words)}</p><small>{escape(leaf.about)}</small></article>"

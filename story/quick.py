"""Files that are read in no time, whatever is in them: small plain texts, which are told before they are read.

Measured with hostile ones: within these bounds the worst takes some 40 ms of work and a megabyte.
"""

from story.foreign import is_document
from story.page_signs import is_html

LARGEST = 64_000  # bytes
MOST_LINES = 1_000  # each may be a chapter's heading, which takes longest to read
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


def is_quick(data: bytes, name: str) -> bool:
    """Whether `read_story` needs no parser for this, no guess at its encoding, and hardly any time."""
    if len(data) > LARGEST or is_markdown(name) or is_html(data) or is_document(data) or b"\0" in data:
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(text.splitlines()) <= MOST_LINES


def is_markdown(name: str) -> bool:
    """Whether a text is Markdown, which its name alone tells."""
    return name.lower().endswith(_MARKDOWN)

"""Decoded text to clean lines: one kind of line end, no control characters, no trailing white space."""

import re

# What a terminal was told: escape sequences are dropped whole, or their tail would stay as text.
_TERMINAL = re.compile("(?:\x1b\\[|\x9b)[0-9;?]*[ -/]*[@-~]")
_LINE_ENDS = "\r\x85\u2028\u2029\x0b"
_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_PAGE_END = re.compile("\n?\x0c\n?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MARK = re.compile("^\ufeff+", re.MULTILINE)
# Anything but white space, zero width signs, direction marks and blank letters.
_VISIBLE = re.compile(
    "[^\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)


def clean(text: str) -> str:
    """`text` with "\\n" as its only line end, a page end as a blank line, and tabs as its only controls."""
    if any(end in text for end in _LINE_ENDS):
        text = _LINE_END.sub("\n", text)
    if "\ufeff" in text:
        text = _MARK.sub("", text)
    if _CONTROL.search(text) or "\x0c" in text:
        text = _CONTROL.sub("", _PAGE_END.sub("\n\n", _TERMINAL.sub("", text)))
    return text


def readable(text: str) -> bool:
    """Whether there is anything to see."""
    return _VISIBLE.search(text) is not None

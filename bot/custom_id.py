"""What a button or menu carries: a version, what it does, and the ids it does it to; at most 100 characters.

A button may be pressed years after it was posted, so a form that was released is never given another meaning:
a new form gets a new version, and old ones are answered for ever.
"""

import re

VERSION = "l1"
LONGEST = 100  # characters; Discord's own limit


def pack(does: str, *values: object) -> str:
    """The custom id of a button that `does` something to some ids and numbers."""
    custom_id = ":".join((VERSION, does, *map(str, values)))
    if len(custom_id) > LONGEST:
        raise ValueError(f"a custom id is at most {LONGEST} characters: {custom_id}")
    return custom_id


def form(does: str, **values: str) -> str:
    """The pattern of what `pack` makes: each value is a named group of that pattern."""
    groups = (f"(?P<{name}>{pattern})" for name, pattern in values.items())
    return ":".join((VERSION, re.escape(does), *groups))


def deed(custom_id: str) -> str:
    """What a button does, from its custom id; "" where that is of another version."""
    version, _, rest = custom_id.partition(":")
    return rest.partition(":")[0] if version == VERSION else ""


READING = r"[a-z2-7]{13}"
STORY = r"[a-z2-7]{13}"
NOTE = r"[a-z2-7]{13}"
NUMBER = r"\d{1,18}"
TEXT = r".{1,50}"

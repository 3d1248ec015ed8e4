"""The rules about message components: what may stand in what, how long, how many."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from bot.limits.fields import (
    REQUIRED,
    Payload,
    Problems,
    check_count,
    check_length,
    check_number,
    check_unique,
    say,
)

IS_COMPONENTS_V2 = 1 << 15

MAX_COMPONENTS = 40  # all nesting, a section's accessory included
MAX_TEXT = 4000  # code points, the sum over all text displays of a message
MAX_WEIGHT = 10_170  # UTF-8 bytes of all texts plus WEIGHT_OF_A_TEXT each; above it Discord answers HTTP 500
WEIGHT_OF_A_TEXT = 12
MAX_ROWS = 5  # of a message without the V2 flag
MAX_BUTTONS_IN_ROW = 5
MAX_SECTION_TEXTS = 3
MAX_GALLERY_ITEMS = 10
MAX_ALT_TEXT = 1024
MAX_BUTTON_LABEL = 80
MAX_CUSTOM_ID = 100
MAX_URL = 512
MAX_OPTIONS = 25
MAX_OPTION_TEXT = 100
MAX_PLACEHOLDER = 150
MAX_COLOUR = 0xFFFFFF

ROW, BUTTON, SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17

SELECTS = frozenset((SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT))
LEGACY_TOP = frozenset((ROW,))
IN_CONTAINER = frozenset((ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR))
V2_TOP = IN_CONTAINER | {CONTAINER}
IN_ROW = SELECTS | {BUTTON}
IN_SECTION = frozenset((TEXT,))
ACCESSORIES = frozenset((BUTTON, THUMBNAIL))

LINK, PREMIUM = 5, 6


def weight(texts: Collection[str]) -> int:
    """What the texts of a message's text displays weigh against MAX_WEIGHT, in bytes."""
    return sum(len(text.encode()) for text in texts) + WEIGHT_OF_A_TEXT * len(texts)


class Tally:
    """What has to be summed over a whole message while its components are read."""

    __slots__ = ("attachments", "count", "custom_ids", "ids", "problems", "texts")

    def __init__(self, attachments: Collection[str] | None) -> None:
        self.attachments = attachments
        self.count = 0
        self.custom_ids: set[str] = set()
        self.ids: set[int] = set()
        self.problems: Problems = []
        self.texts: list[str] = []

    def read(self, component: Any, path: str, allowed: frozenset[int]) -> None:
        self.count += 1
        kind = component.get("type") if isinstance(component, dict) else None
        if kind not in allowed:
            options = ", ".join(map(str, sorted(allowed)))
            return say(self.problems, f"{path}type", f'Value of field "type" must be one of ({options}).')
        number = component.get("id")
        if number:
            self.check_id(number, path)
        READERS[kind](self, component, path)

    def read_all(self, items: Any, path: str, allowed: frozenset[int], least: int, most: int) -> None:
        if check_count(self.problems, items, path, least, most):
            for index, item in enumerate(items):
                self.read(item, f"{path}.{index}.", allowed)

    def check_id(self, number: Any, path: str) -> None:
        if not isinstance(number, int) or not 0 <= number < 1 << 31:
            say(self.problems, f"{path}id", "int value should be between 0 and 2147483647.")
        elif number in self.ids:
            say(self.problems, f"{path}id", "Component id cannot be duplicated")
        self.ids.add(number)

    def check_custom_id(self, component: Payload, path: str) -> None:
        custom_id = component.get("custom_id")
        if type(custom_id) is not str or not 1 <= len(custom_id) <= MAX_CUSTOM_ID:
            return check_length(self.problems, component, "custom_id", path, MAX_CUSTOM_ID, needed=True)
        if custom_id in self.custom_ids:
            say(self.problems, f"{path}custom_id", "Component custom id cannot be duplicated")
        self.custom_ids.add(custom_id)

    def check_media(self, media: Any, path: str, *, only_files: bool = False) -> None:
        url = media.get("url") if isinstance(media, dict) else None
        if not url:
            return say(self.problems, f"{path}url", REQUIRED)
        scheme, _, name = url.partition("://")
        if scheme == "attachment":
            if self.attachments is not None and name not in self.attachments:
                say(self.problems, f"{path}url", "The referenced attachment could not be found.")
        elif only_files or scheme not in ("http", "https"):
            say(self.problems, f"{path}url", f'Not a well formed URL: scheme "{scheme}" is not allowed here.')


def check_components(
    problems: Problems, components: Any, *, v2: bool, attachments: Collection[str] | None = None
) -> None:
    """``attachments`` are the names that ``attachment://`` may refer to; None where they are not known."""
    tally = Tally(attachments)
    tally.problems = problems
    if v2:
        tally.read_all(components, "components", V2_TOP, 0, MAX_COMPONENTS)
    else:
        tally.read_all(components, "components", LEGACY_TOP, 0, MAX_ROWS)
    if tally.count > MAX_COMPONENTS:
        rule = f"The total number of components cannot exceed {MAX_COMPONENTS} ({tally.count})."
        say(problems, "components", rule)
    length = sum(map(len, tally.texts))
    if length > MAX_TEXT:
        say(problems, "components", f"The total displayable text size {length} exceeds {MAX_TEXT}.")
    processed = weight(tally.texts)
    if processed > MAX_WEIGHT:
        say(problems, "components", f"The processed text size {processed} exceeds {MAX_WEIGHT} bytes.")


def _row(tally: Tally, row: Payload, path: str) -> None:
    children = row.get("components")
    most = MAX_BUTTONS_IN_ROW
    if isinstance(children, list) and any(isinstance(c, dict) and c.get("type") in SELECTS for c in children):
        most = 1
    tally.read_all(children, f"{path}components", IN_ROW, 1, most)


def _button(tally: Tally, button: Payload, path: str) -> None:
    problems = tally.problems
    style = button.get("style")
    if type(style) is not int or not 1 <= style <= PREMIUM:
        return say(problems, f"{path}style", 'Value of field "style" must be one of (1, 2, 3, 4, 5, 6).')
    label = button.get("label")
    if label is not None:
        check_length(problems, button, "label", path, MAX_BUTTON_LABEL, shortest=0)
    if not label and not button.get("emoji") and style != PREMIUM:
        say(problems, f"{path}label", "A button needs a label or an emoji.")
    if style < LINK:
        tally.check_custom_id(button, path)
        if button.get("url"):
            say(problems, f"{path}url", "A custom id and url cannot both be specified")
    elif style == LINK:
        _link(tally, button, path)
    elif not button.get("sku_id"):
        say(problems, f"{path}sku_id", REQUIRED)


def _link(tally: Tally, button: Payload, path: str) -> None:
    check_length(tally.problems, button, "url", path, MAX_URL, needed=True)
    if str(button.get("url")).partition("://")[0] not in ("http", "https", "discord"):
        say(tally.problems, f"{path}url", 'Scheme must be one of ("http", "https", "discord").')
    if button.get("custom_id"):
        say(tally.problems, f"{path}custom_id", "A custom id and url cannot both be specified")


def _select(tally: Tally, select: Payload, path: str) -> None:
    problems = tally.problems
    tally.check_custom_id(select, path)
    check_length(problems, select, "placeholder", path, MAX_PLACEHOLDER, shortest=0)
    check_number(problems, select, "min_values", path, 0, MAX_OPTIONS)
    check_number(problems, select, "max_values", path, 1, MAX_OPTIONS)
    if (select.get("min_values") or 0) > (select.get("max_values") or 1):
        say(problems, f"{path}min_values", "The minimum number of values cannot be more than the maximum.")
    if select["type"] == SELECT:
        check_options(problems, select.get("options"), f"{path}options", MAX_OPTIONS)


def check_options(problems: Problems, options: Any, path: str, most: int, least: int = 1) -> None:
    """The options of a select menu, a radio group or a checkbox group."""
    if not check_count(problems, options, path, least, most):
        return
    for index, option in enumerate(options):
        for key in ("label", "value"):
            text = option.get(key)
            if type(text) is not str or not 1 <= len(text) <= MAX_OPTION_TEXT or text.isspace():
                check_length(problems, option, key, f"{path}.{index}.", MAX_OPTION_TEXT, needed=True)
        if option.get("description"):
            check_length(problems, option, "description", f"{path}.{index}.", MAX_OPTION_TEXT, shortest=0)
    values = [option.get("value") for option in options]
    check_unique(problems, values, path, "value", "The specified option value is already used")


def _section(tally: Tally, section: Payload, path: str) -> None:
    tally.read_all(section.get("components"), f"{path}components", IN_SECTION, 1, MAX_SECTION_TEXTS)
    if section.get("accessory") is None:
        return say(tally.problems, f"{path}accessory", REQUIRED)
    tally.read(section["accessory"], f"{path}accessory.", ACCESSORIES)


def _text(tally: Tally, text: Payload, path: str) -> None:
    content = text.get("content")
    if type(content) is not str or not content or content.isspace() or len(content) > MAX_TEXT:
        check_length(tally.problems, text, "content", path, MAX_TEXT, needed=True)
    else:
        tally.texts.append(content)


def _thumbnail(tally: Tally, thumbnail: Payload, path: str) -> None:
    tally.check_media(thumbnail.get("media"), f"{path}media.")
    check_length(tally.problems, thumbnail, "description", path, MAX_ALT_TEXT, shortest=0)


def _gallery(tally: Tally, gallery: Payload, path: str) -> None:
    items = gallery.get("items")
    if check_count(tally.problems, items, f"{path}items", 1, MAX_GALLERY_ITEMS):
        for index, item in enumerate(items or ()):
            _thumbnail(tally, item, f"{path}items.{index}.")


def _file(tally: Tally, file: Payload, path: str) -> None:
    tally.check_media(file.get("file"), f"{path}file.", only_files=True)


def _separator(tally: Tally, separator: Payload, path: str) -> None:
    check_number(tally.problems, separator, "spacing", path, 1, 2)


def _container(tally: Tally, container: Payload, path: str) -> None:
    check_number(tally.problems, container, "accent_color", path, 0, MAX_COLOUR)
    tally.read_all(container.get("components"), f"{path}components", IN_CONTAINER, 1, MAX_COMPONENTS)


READERS: dict[int, Callable[[Tally, Payload, str], None]] = {
    ROW: _row,
    BUTTON: _button,
    **dict.fromkeys(SELECTS, _select),
    SECTION: _section,
    TEXT: _text,
    THUMBNAIL: _thumbnail,
    GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: _container,
}

"""Every screen, with the longest that it may be given, in every language and in plain text: Discord would take it."""

import ast
from collections.abc import Callable
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

from bot import screens
from bot.languages.catalogue import language, tags
from bot.languages.hearing import speaking
from bot.screens.screen import Screen
from tests.languages.longest import variants

FOLDER = Path(screens.__file__).parent
INSIDE = {"_listed", "_fitting"}  # parts of other screens, which are drawn with them


def screens_drawn() -> list[tuple[str, str]]:
    """Every function that gives a screen, by its module."""
    found = [
        (path.stem, each.name)
        for path in sorted(FOLDER.glob("*.py"))
        for each in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(each, ast.FunctionDef)
        and "drawn" in [getattr(by, "id", "") for by in each.decorator_list]
    ]
    return [each for each in found if each[1] not in INSIDE]


@pytest.mark.parametrize(("module", "name"), screens_drawn())
def test_a_screen_fits_in_every_language(module: str, name: str) -> None:
    screen: Callable[..., Screen] = getattr(import_module(f"bot.screens.{module}"), name)
    for arguments in variants(screen):
        for tag, plain in product(("en", *tags()), (False, True)):
            with speaking(language(tag), plain=plain):
                assert screen(**arguments).to_components()

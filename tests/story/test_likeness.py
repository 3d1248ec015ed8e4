"""Names with mistakes in them."""

import pytest

from story.likeness import likeliest

SHELF = ("The Ferry", "The Ferryman", "Pride and Prejudice", "Дом у реки", "A Study in Scarlet")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the fery", "The Ferry"),
        ("Prid and Predjudice", "Pride and Prejudice"),
        ("predjudice", "Pride and Prejudice"),
        ("дом у рики", "Дом у реки"),
        ("scarlett", "A Study in Scarlet"),
        ("a study in scralet", "A Study in Scarlet"),
    ],
)
def test_a_mistake_or_two_still_finds_the_name(typed: str, meant: str) -> None:
    assert SHELF[likeliest(typed, SHELF)[0]] == meant


@pytest.mark.parametrize("typed", ["", "x", "zz", "war and peace", "*" * 5000])
def test_another_name_is_another_name(typed: str) -> None:
    assert likeliest(typed, SHELF) == []

"""Which ratings are for adults, in the words that archives and files use."""

import re

import pytest

from story.rating import is_mature

FOR_ADULTS = """
Mature, EXPLICIT, M, MA, NC-17, nc17, 18+, Adult, Adults Only, R, R-18, R18, TV-MA, X, Fiction M, P18 / Slash, ab 18,
17+,
Rated: M (for mature themes), Explicit; Mature, E, 18, Rated R
"""
FOR_EVERYBODY = """
General Audiences, Teen And Up Audiences, Not Rated, G, PG, PG-13, K+, T, Teen, 12+, 16+, Everyone, Young Adult,
Unrated,
U, Fiction K, For all ages, premature, 1834, E for Everyone
"""


@pytest.mark.parametrize("rating", re.split(r",\s+", FOR_ADULTS.strip()))
def test_for_adults(rating: str) -> None:
    assert is_mature(rating)


@pytest.mark.parametrize("rating", ["", *re.split(r",\s+", FOR_EVERYBODY.strip())])
def test_for_everybody(rating: str) -> None:
    assert not is_mature(rating)

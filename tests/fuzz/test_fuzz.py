"""The importers of texts stand what the long run tries them with; the others are tried beside their own tests."""

import pytest

from tests.fuzz.check import survives
from tests.fuzz.mutations import mutations
from tests.fuzz.sources import SUFFIXES, sources


@pytest.mark.parametrize("kind", ["plain", "markdown"])
def test_broken_texts_are_read_or_refused(kind: str) -> None:
    name = f"broken{SUFFIXES[kind][0]}"
    read = sum(survives(data, name) for data in mutations(sources(kind)[-1:], 200, seed=6))
    assert read > 0


@pytest.mark.parametrize("kind", SUFFIXES)
def test_what_is_broken_was_whole(kind: str) -> None:
    assert survives(sources(kind)[-1], f"whole{SUFFIXES[kind][0]}")


def test_the_same_seed_makes_the_same_files() -> None:
    whole = sources("docx")[-1:]
    assert list(mutations(whole, 20, seed=1)) == list(mutations(whole, 20, seed=1))

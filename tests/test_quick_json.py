"""discord.py's JSON says the same whoever reads and writes it."""

import json
from typing import Any

import pytest
from discord import utils
from hypothesis import given
from hypothesis import strategies as st

from bot import quick_json
from bot.wording import Markdown

# Infinity is no number of JSON: Python alone writes one.
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)


@pytest.fixture(autouse=True)
def taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(utils, "_from_json", json.loads)
    monkeypatch.setattr(utils, "_to_json", json.dumps)
    quick_json.take_over()


@given(JSON)
def test_what_is_written_is_read_again(value: Any) -> None:
    assert utils._from_json(utils._to_json(value)) == json.loads(json.dumps(value)) == value


@pytest.mark.parametrize("value", ["half \ud83d a pair", Markdown("**bold**"), {1: Markdown("one")}])
def test_what_only_pythons_own_takes_is_taken(value: Any) -> None:
    assert utils._from_json(utils._to_json(value)) == json.loads(json.dumps(value))


def test_what_is_no_json_is_a_value_error_as_it_was() -> None:
    with pytest.raises(json.JSONDecodeError):
        utils._from_json("<html>")

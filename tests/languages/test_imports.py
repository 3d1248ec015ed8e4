"""What an import tells is said in the language of whoever brings the file."""

import re

import pytest

from bot.languages.catalogue import language, tags
from bot.languages.hearing import speaking
from bot.wording import retold
from story import wording
from story.told import Told, tally, told

VALUES: dict[str, int | str] = {"most": 5_000, "encoding": "cp1251", "kind": "PDF"}


def sentences() -> list[str]:
    """One of each that an import can tell, and what is counted of one and of many."""
    constants = [value for name, value in vars(wording).items() if name.isupper()]
    plain = [value for value in constants if isinstance(value, str)]
    pairs = [value for value in constants if isinstance(value, tuple)] + [*wording.LEFT_OUT.values()]
    counted = [tally(count, one, many, **needed(many)) for one, many in pairs for count in (1, 1_234)]
    return [*(told(each, **needed(each)) for each in plain), *counted]


def needed(template: str) -> dict[str, int | str]:
    return {name: value for name, value in VALUES.items() if f"{{{name}}}" in template}


def test_in_english_it_is_what_the_operator_reads() -> None:
    assert [each for each in sentences() if retold(each).replace("\\", "") != each] == []


@pytest.mark.parametrize("tag", tags())
def test_in_every_language_it_is_said_with_its_values(tag: str) -> None:
    with speaking(language(tag)):
        for each in sentences():
            said = retold(each)
            assert said != each or each == wording.NOTES, "it is translated"
            assert not re.search(r"[{}]", said)
            assert isinstance(each, Told)
            assert all(str(value) in said for value in each.values.values() if isinstance(value, str))


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    refusal = told(wording.SAVE_AS_TEXT, kind=told(wording.PICTURE, kind="PNG"))
    with speaking(language("de")):
        assert retold(refusal).startswith("Das ist ein Bild (PNG), keine Textdatei; speichere")
    with speaking(language("fr")):
        assert retold(tally(1, *wording.CUT, most=200_000)).startswith("1 scène dépasse 200\u202f000 car")

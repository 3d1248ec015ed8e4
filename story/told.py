"""A sentence with what it is made of: English by itself, and in other languages for who has translations."""

from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Any

from story import wording

Value = int | str  # a text of the file's own, or a sentence again where it is a `Told`


class Told(str):
    """The English. `forms` are the template of `story.wording`, or of one thing and of several, then with `number`."""

    __slots__ = ("forms", "number", "values")
    forms: tuple[str, ...]
    number: int | None
    values: dict[str, Value]


def told(template: str, **values: Value) -> Told:
    """A sentence filled in."""
    return _told((template,), None, values)


def tally(number: int, one: str, many: str, **values: Value) -> Told:
    """How many there are of something: "1 picture", "1,200 pictures"; a form may say where its {number} stands."""
    return _told((one, many), number, values)


def _told(forms: tuple[str, ...], number: int | None, values: dict[str, Value]) -> Told:
    template = forms[0] if number in (None, 1) else forms[1]
    if number is not None and "{number}" not in template:
        template = "{number} " + template
    said = Told(template.format(**_written({**values, "number": number or 0})))
    said.forms, said.number, said.values = forms, number, values
    return said


def _written(values: dict[str, Value]) -> dict[str, str]:
    return {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}


def dump(sentence: str) -> Any:
    """What `load` takes, in lists and dicts that JSON can hold."""
    if not isinstance(sentence, Told):
        return sentence
    values = {
        name: dump(value) if isinstance(value, Told) else value for name, value in sentence.values.items()
    }
    return [list(sentence.forms), sentence.number, values]


def load(data: Any) -> str:
    """The sentence that was dumped, checked because it may be anybody's. Raises ValueError, TypeError, LookupError.

    A template that is none of `story.wording` is refused: filling it in could tell more than its values.
    """
    if isinstance(data, str):
        return _known(data)
    forms, number, values = data
    if not isinstance(number, int | None) or len(forms) != (1 if number is None else 2):
        raise ValueError("not a sentence: its number does not go with its forms")
    known = tuple(map(_known, forms))
    if not isinstance(values, dict) or any(values.keys() != _names(form) for form in known):
        raise ValueError("not a sentence: other values belong into it")
    return _told(known, number, {name: _value(value) for name, value in values.items()})


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name} - {"number"}


def _value(data: Any) -> Value:
    if isinstance(data, list):
        return load(data)
    if not isinstance(data, int | str):
        raise TypeError("not a sentence: a value is neither text nor a number")
    return data


def _known(template: object) -> str:
    if not isinstance(template, str) or template not in _templates():
        raise ValueError("not a sentence that an import tells")
    return template


@cache
def _templates() -> frozenset[str]:
    constants = {name: value for name, value in vars(wording).items() if name.isupper()}
    return frozenset(_of(constants))


def _of(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            yield from value
        case dict():
            for each in value.values():
                yield from _of(each)

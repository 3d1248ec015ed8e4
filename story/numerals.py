"""Numbers as lists and headings show them: 3, c, C, iii, III, 三."""

import re

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
EAST_ASIAN = "[一二三四五六七八九十百]{1,5}"  # a pattern of what `east_asian` reads
_ROMAN_FORMS = {"lowerRoman", "upperRoman", "i", "I"}
_LETTER_FORMS = {"lowerLetter", "upperLetter", "a", "A"}


def numeral(number: int, form: str) -> str:
    """A number in a form that Word ("lowerRoman") or OpenDocument ("i") names; digits for any other form."""
    if form in _ROMAN_FORMS and 0 < number < 4000:
        shown = _roman(number)
    elif form in _LETTER_FORMS and number > 0:
        shown = chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
    else:
        return str(number)
    return shown.lower() if form[0] in "lia" else shown


def _roman(number: int) -> str:
    shown = ""
    for value, letters in _ROMAN:
        shown += letters * (number // value)
        number %= value
    return shown


def east_asian(numeral: str) -> int:
    """The number that 一, 十二 or 一百三十 is; 0 for signs that are none."""
    if not re.fullmatch("(?:[^十百]?百)?(?:[^十百]?十)?[^十百]?", numeral):
        return 0
    number = digit = 0
    for sign in numeral:
        if unit := {"十": 10, "百": 100}.get(sign):
            number, digit = number + (digit or 1) * unit, 0
        else:
            digit = "一二三四五六七八九".index(sign) + 1
    return number + digit

"""Numbers as lists show them: 3, c, C, iii, III."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
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

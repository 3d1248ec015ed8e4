"""A .po file is read as gettext's own tools read it."""

import polib
import pytest

from bot.languages.catalogue import FOLDER, language, parsed, tags
from bot.languages.po import Entry, translated

HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'


def by_polib(text: str) -> list[Entry]:
    known = [each for each in polib.pofile(text).translated_entries() if not each.obsolete]
    return [
        Entry(
            each.msgctxt or "",
            each.msgid,
            bool(each.msgid_plural),
            tuple(each.msgstr_plural[at] for at in sorted(each.msgstr_plural)) or (each.msgstr,),
        )
        for each in known
    ]


@pytest.mark.parametrize("tag", tags())
def test_every_catalogue_says_what_polib_reads_in_it(tag: str) -> None:
    text = FOLDER.joinpath(f"{tag}.po").read_text("utf-8")
    said = list(translated(text))
    assert said[0].english == "" and said[1:] == by_polib(text)


def test_a_catalogue_as_translators_write_it() -> None:
    text = (
        f"# Somebody\r\n#\r\n{HEAD}"
        '\n#. why\n#: a.py:1\n#, python-brace-format\nmsgctxt "command name"\nmsgid   "next"\nmsgstr\t"weiter"\n'
        '\nmsgid ""\n"a \\"quoted\\"\\n"\n  "line \\\\n"\nmsgstr "eine \\"Zeile\\"\\n\\t"  \n'
        '#| msgid "before"\nmsgid "page"\nmsgid_plural "pages"\nmsgstr[0] "Seite"\nmsgstr[1] "Seiten"\n'
        '\n#, fuzzy\nmsgid "guessed"\nmsgstr "geraten"\n\nmsgid "not yet"\nmsgstr ""\n'
        '\nmsgid "half"\nmsgid_plural "halves"\nmsgstr[0] "halb"\nmsgstr[1] ""\n'
        '\n#~ msgid "gone"\n#~ msgstr "weg"'
    )
    said = list(translated(text))
    assert said[1:] == by_polib(text)
    assert [each.english for each in said] == ["", "next", 'a "quoted"\nline \\n', "page"]
    read = parsed("xx", text)
    assert read.names == {("command name", "next"): "weiter"}
    assert read.counted == {"page": ("Seite", "Seiten")}
    assert (read.form(1), read.form(2)) == (0, 1)


@pytest.mark.parametrize("tag", tags())
def test_a_part_of_a_catalogue_is_what_the_whole_says_of_it(tag: str) -> None:
    text = FOLDER.joinpath(f"{tag}.po").read_text("utf-8")
    head, *said = translated(text)
    some = {each.english for each in said[::7]}
    assert list(translated(text, some)) == [head, *(each for each in said if each.english in some)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no catalogue",
        f'{HEAD}\nmsgid "a"\nmsgstr "never closed\n',
        f'{HEAD}\nmsgid "a"\n',
        'msgid "a"\nmsgstr "b"',
    ],
)
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever is wrong, nothing of it is said
        parsed("xx", text)


def test_a_language_without_a_catalogue_is_english() -> None:
    assert language("xx") is language("en-US")

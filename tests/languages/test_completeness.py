"""Every catalogue has every sentence, and none that nobody says any more."""

import polib
import pytest

from bot.languages.catalogue import FOLDER, tags
from tests.languages.sentences import everything

WHAT_TO_DO = (
    "{tag}.po: run `make words`, then translate what is empty in bot/languages/{tag}.po (docs/LANGUAGES.md), or leave a"
    " word to those who can: until then it is said in English."
)


@pytest.mark.parametrize("tag", tags())
async def test_every_sentence_is_translated(tag: str) -> None:
    entries = [
        each for each in polib.pofile(FOLDER.joinpath(f"{tag}.po").read_text("utf-8")) if not each.obsolete
    ]
    said = {(each.msgctxt or "", each.msgid) for each in entries if each.translated()}
    sentences = await everything()
    missing = [each.english for key, each in sentences.items() if each.has_words and key not in said]
    unused = [each.msgid for each in entries if (each.msgctxt or "", each.msgid) not in sentences]
    assert (missing, unused) == ([], []), WHAT_TO_DO.format(tag=tag)

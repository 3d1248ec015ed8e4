"""Brings every catalogue up to date with what the bot says: python -m tests.languages (`make words`)"""

import asyncio
from pathlib import Path

import polib

from bot.languages import catalogue
from tests.languages.sentences import Key, Sentence, everything

FOLDER = Path(catalogue.__file__).parent
WIDTH = 100


def main() -> None:
    sentences = asyncio.run(everything())
    for tag in catalogue.tags():
        missing = renew(FOLDER / f"{tag}.po", sentences)
        print(f"{tag}: {missing} of {len(sentences)} sentences are missing")


def renew(path: Path, sentences: dict[Key, Sentence]) -> int:
    """How many sentences a catalogue lacks, once it has an entry for each; what nobody says is kept as obsolete."""
    old = polib.pofile(str(path))
    known = {_key(each): each for each in old}
    new = polib.POFile(wrapwidth=WIDTH)
    new.metadata = old.metadata
    for key, sentence in sentences.items():
        new.append(_entry(sentence, known.pop(key, None)))
    missing = sum(sentences[_key(each)].has_words for each in new.untranslated_entries())
    for each in known.values():
        if each.translated() or each.obsolete:
            each.obsolete = True
            new.append(each)
    new.save(str(path))
    return missing


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def _entry(sentence: Sentence, known: polib.POEntry | None) -> polib.POEntry:
    context, english = sentence.key
    entry = polib.POEntry(
        msgctxt=context or None, msgid=english, msgid_plural=sentence.many, occurrences=[sentence.where]
    )
    if known is not None and bool(known.msgid_plural) == bool(sentence.many):
        entry.msgstr, entry.msgstr_plural, entry.tcomment = (
            known.msgstr,
            known.msgstr_plural,
            known.tcomment,
        )
    elif sentence.many:
        entry.msgstr_plural = {0: ""}
    return entry


if __name__ == "__main__":
    main()

"""How long a story is and how long reading it takes, in any language."""

import re

WORDS_PER_MINUTE = 230
"""Silent reading of English fiction: 238 words a minute on average over 190 studies (Brysbaert 2019)."""

# Words a minute, for Chinese and Japanese characters a minute, of the same text read in each language (Trauzettel-
# Klosinski and Dietz 2012, whose English is 228).
_PACES = {
    "ar": 138, "de": 179, "es": 218, "fi": 161, "fr": 195, "he": 187, "it": 188, "ja": 357, "nl": 202, "pl": 166,
    "pt": 181, "ru": 184, "sl": 180, "sv": 199, "tr": 166, "zh": 255,
}  # fmt: skip
# Written without spaces between words: each character of Chinese and Japanese counts as a word, as word processors
# count them; elsewhere a word has five characters. Patterns this large are compiled when they are needed.
_SIGNS = "[\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_LETTERS = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_LETTERS_PER_WORD = 5


def count_words(text: str) -> int:
    """How many words a text has."""
    if text.isascii() or not re.search(_UNSPACED, text):
        return len(text.split())
    signs, letters = len(re.findall(_SIGNS, text)), sum(map(len, re.findall(_LETTERS, text)))
    spaced = re.sub(_LETTERS, " ", re.sub(_SIGNS, " ", text)).split()
    return signs + letters // _LETTERS_PER_WORD + sum(any(map(str.isalnum, word)) for word in spaced)


def minutes(words: int, language: str = "") -> int:
    """Whole minutes it takes to read so many words, at least one where there is anything to read."""
    pace = _PACES.get(language.partition("-")[0].lower(), WORDS_PER_MINUTE)
    return max(1, round(words / pace)) if words else 0

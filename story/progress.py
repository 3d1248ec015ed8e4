"""How long reading takes."""

WORDS_PER_MINUTE = 230
"""Silent reading of English fiction: 238 words a minute on average over 190 studies (Brysbaert 2019)."""


def minutes(words: int) -> int:
    """Whole minutes it takes to read so many words, at least one where there is anything to read."""
    return max(1, round(words / WORDS_PER_MINUTE)) if words else 0

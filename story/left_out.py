"""What an import leaves out of the running text, counted and told in sentences."""

from collections import Counter

from story.told import tally
from story.wording import LEFT_OUT


def sentences(counts: Counter[str]) -> tuple[str, ...]:
    """One for each kind of thing, by the names of LEFT_OUT, such as "3 pictures" and "1 footnote"."""
    return tuple(tally(count, *LEFT_OUT[name]) for name, count in counts.items() if count)

"""What an import leaves out of the running text, counted and told in sentences."""

from collections import Counter


def sentences(counts: Counter[str]) -> tuple[str, ...]:
    """One for each kind of thing, such as "3 pictures" and "1 footnote"."""
    return tuple(f"{count:,} {name}{'s' * (count > 1)}" for name, count in counts.items() if count)

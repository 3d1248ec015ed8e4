"""A novel of any length made by chance, the same in every run: chapters, scenes, speech and emphasis."""

import random

_SYLLABLES = (
    "ba",
    "ben",
    "cor",
    "da",
    "del",
    "el",
    "fen",
    "ga",
    "hal",
    "is",
    "ka",
    "lo",
    "mar",
    "or",
    "ta",
    "zo",
)
_WORDS_IN_SENTENCE = (5, 18)
_SENTENCES_IN_PARAGRAPH = (2, 7)
_PARAGRAPHS_IN_SCENE = (14, 30)
_SCENES_IN_CHAPTER = (3, 6)


class Writer:
    """Writes by the dice of its seed."""

    def __init__(self, seed: int = 7) -> None:
        self.dice = random.Random(seed)
        self.words = [self._word() for _ in range(2_000)]

    def _word(self) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=self.dice.choice((1, 2, 2, 3))))

    def sentence(self) -> str:
        words = self.dice.choices(self.words, k=self.dice.randint(*_WORDS_IN_SENTENCE))
        return " ".join(words).capitalize() + self.dice.choice(("", "", "", "?", "!")).ljust(1, ".")

    def paragraph(self) -> str:
        said = " ".join(self.sentence() for _ in range(self.dice.randint(*_SENTENCES_IN_PARAGRAPH)))
        return f"“{said}” {self.sentence()}" if self.dice.random() < 0.3 else said

    def scene(self) -> str:
        return "\n\n".join(self.paragraph() for _ in range(self.dice.randint(*_PARAGRAPHS_IN_SCENE)))

    def chapter(self, number: int) -> str:
        scenes = [self.scene() for _ in range(self.dice.randint(*_SCENES_IN_CHAPTER))]
        return f"Chapter {number}\n\n" + "\n\n* * *\n\n".join(scenes)


def novel(size: int) -> str:
    """Whole chapters, together at least `size` characters."""
    writer, chapters, written = Writer(), list[str](), 0
    while written < size:
        chapters.append(writer.chapter(len(chapters) + 1))
        written += len(chapters[-1]) + 3
    return "\n\n\n".join(chapters) + "\n"


def page(length: int = 1_750) -> str:
    """As much text as a page of medium length shows."""
    writer, text = Writer(), ""
    while len(text) < length:
        text += writer.paragraph() + "\n\n"
    return text[:length].rstrip()

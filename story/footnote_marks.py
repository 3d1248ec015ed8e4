"""The marks of footnotes while a file is read whose reader sees them as they are written, piece by piece."""


class FootnoteMarks:
    """Numbers the references from 1; `number` is that of the mark that is being written, 0 for text."""

    def __init__(self) -> None:
        self.number = 0
        self._written: list[str] = []

    def begin(self) -> int:
        """What is written from now on is the mark of another reference, whose number is told."""
        self._written.append("")
        self.number = len(self._written)
        return self.number

    def end(self) -> None:
        """What follows is text again."""
        self.number = 0

    def write(self, text: str) -> int:
        """The number to write a text with."""
        if self.number:
            self._written[self.number - 1] += text
        return self.number

    def mark(self, number: int) -> str:
        """As it is written, without the white space around it."""
        return self._written[number - 1].strip()

"""What a person asked for and cannot have, as the one sentence they are told.

Every refusal is a `Refusal` with a template of `bot.wording` and the values that belong into it; it is put into
words where the person is answered, in their language. Nothing has changed when one is raised.
"""


class Refusal(Exception):
    """`sentence` is a template of `bot.wording`; `values` fill it."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence, values)
        self.sentence = sentence
        self.values = values

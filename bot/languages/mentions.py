"""Commands that a sentence mentions, by the names that somebody's Discord has for them, whatever language is spoken.

Discord names commands in the language that it is set to itself: whoever chose another one for what they are told would
look in vain for those names.
"""

import re

from bot.languages.catalogue import Language
from bot.languages.commands import COMMAND_NAME, OPTION_NAME

MENTION = re.compile(
    r"`(?P<command>/?[a-z-]+(?: [a-z-]+)?(?![a-z_:-]))?(?: ?(?P<option>[a-z_]+):(?P<value>\w*))?`"
)


def renamed(said: str, english: str, spoken: Language, shown: Language) -> str:
    """A sentence in the language that is `spoken`, with its commands as Discord shows them in another one.

    What the English sentence mentions is looked for in the translation by the names that it has to have there
    (tests/languages holds catalogues to that); what is not found stays as it is.
    """
    for match in MENTION.finditer(english):
        said = said.replace(_mention(match, spoken), _mention(match, shown))
    return said


def _mention(match: re.Match[str], names: Language) -> str:
    words = (match["command"] or "").removeprefix("/")
    slash = "/" if (match["command"] or "").startswith("/") else ""
    command = slash + " ".join(names.names.get((COMMAND_NAME, word), word) for word in words.split())
    option = names.names.get((OPTION_NAME, match["option"]), match["option"])
    value = f"{option}:{match['value']}" if match["option"] else ""
    return f"`{command}{' ' if command and value else ''}{value}`"

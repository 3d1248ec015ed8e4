"""Whether a story is for adults, from the rating that its file or archive gives it.

Archives and file formats use many words for it; a story without a rating is for everybody.
"""

import re

_ADULT = re.compile(
    r"mature|explicit|adults?|erotic|erotica|nsfw"  # Archive of Our Own, shops, game ratings ("Adults only")
    r"|rta"  # the label of pages for adults ("Restricted to Adults")
    r"|[em]|ma"  # its short forms; FanFiction.net, television (TV-MA)
    r"|r|nc|nc17|x{1,3}|ao"  # film
    r"|(?:r|p)?18|18plus|17plus|21plus"  # shops; P18 in German-language archives
)
_NOT_ADULT = re.compile(r"young adult|e for everyone")
_WORD = re.compile(r"[^\W_]+")


def is_mature(rating: str) -> bool:
    """Whether a rating is one for adults: mature, explicit or the like."""
    plain = _NOT_ADULT.sub("", rating.casefold().replace("+", "plus "))
    return any(_ADULT.fullmatch(word) for word in _WORD.findall(plain))

"""What the bot lacks on a server, why it needs it, and the one link that grants exactly that."""

from collections.abc import Sequence

from bot import wording
from bot.screens.screen import Part, Screen, box, drawn, link_button, row, text
from bot.wording import privacy as wording_privacy
from bot.wording import say


@drawn
def welcome(missing: Sequence[str], link: str) -> Screen:
    """The first word on a server."""
    greeting = text(say(wording_privacy.WELCOME))
    foot = text(say(wording_privacy.WELCOME_SETTINGS))
    return Screen(box(greeting, *lacks(missing), foot), *grants(missing, link))


def lacks(missing: Sequence[str]) -> list[Part]:
    """The missing permissions, a line each, with what does not work without."""
    if not missing:
        return [text(say(wording_privacy.RIGHTS_ALL))]
    lines = [
        say(
            wording_privacy.RIGHTS_LINE,
            permission=say(wording.PERMISSIONS[name]),
            why=say(wording_privacy.RIGHTS_WHY[name]),
        )
        for name in missing
    ]
    return [text("\n".join((say(wording_privacy.RIGHTS), *lines)))]


def grants(missing: Sequence[str], link: str) -> list[Part]:
    """The way to grant them."""
    return [row(link_button(say(wording_privacy.GRANT), link))] if missing else []

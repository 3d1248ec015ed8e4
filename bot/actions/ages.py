"""Stories for adults: open in age-restricted channels only, and nowhere where the bot is one for the public.

Every action that shows something of a story asks here first. Discord's policy asks for it: adult content behind
Discord's own age check, and none at all in apps of its directory.
"""

from collections.abc import Sequence

from bot import wording
from bot.actions.refusals import Refusal
from bot.actions.request import Request
from bot.store.library import ShelfStory
from bot.wording import house as wording_house
from story.rating import is_mature


def may_read(request: Request, rating: str) -> bool:
    """Whether a story with that rating may be shown where the request comes from."""
    allowed = request.age_restricted and request.rules.adults and not request.public_bot
    return allowed or not is_mature(rating)


def check(request: Request, rating: str) -> None:
    """Raises Refusal that says why not, and how to mend it."""
    if may_read(request, rating):
        return
    if request.public_bot:
        raise Refusal(wording.MATURE_IN_PUBLIC)
    raise Refusal(wording.MATURE if request.rules.adults else wording_house.MATURE_NOT_HERE)


def hidden(request: Request, shelf: Sequence[ShelfStory]) -> int:
    """How many stories of a shelf another channel of the server could show."""
    if request.public_bot or not request.rules.adults:
        return 0
    return sum(not may_read(request, story.rating) for story in shelf)


def check_brought(request: Request, rating: str) -> None:
    """Raises Refusal where a story that is brought could be read nowhere."""
    if request.public_bot and is_mature(rating):
        raise Refusal(wording.MATURE_IN_PUBLIC)


def readable(request: Request, shelf: Sequence[ShelfStory]) -> list[ShelfStory]:
    """The stories of a shelf that may be shown; raises Refusal where there are stories and none of them may."""
    found = [story for story in shelf if may_read(request, story.rating)]
    if shelf and not found:
        check(request, shelf[0].rating)
    return found

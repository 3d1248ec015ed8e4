"""Whom a message of a read-along calls by name, and the reminders that do so."""

from discord import AllowedMentions, Object

from bot.actions.readalong_outbox import Letter
from bot.names import may_name
from bot.screens import readalong_board as boards
from bot.screens import readalong_plan as screens
from bot.screens.where import message_link, moment, person
from bot.store.readalong_state import Phase, Turns
from bot.wording import Markdown, plan, say

MOST_CALLED = 90  # people; Discord allows 100 in one message


def called(letter: Letter) -> list[int]:
    """Whom a message pings: those who joined, by the reminder that it begins; who is behind, by that of a due date.

    Who is never to be named is not: a ping shows the name to all. A due date calls only who agreed to be named, since
    it shows that they are behind.
    """
    if letter.in_doubt:  # nobody is called twice
        return []
    match letter.post.kind:
        case "remind":
            people = list(letter.readalong.state.members)
        case "due":
            people = [each for each in letter.behind if each.is_named]
        case _:
            return []
    return [each.person_id for each in people if may_name(each.person_id)][:MOST_CALLED]


def calling(letter: Letter) -> AllowedMentions:
    """The same for Discord, by their ids and by nothing that is written."""
    users = [Object(each) for each in called(letter)]
    return AllowedMentions(everyone=False, roles=False, users=users, replied_user=False)


def calls(letter: Letter) -> bool:
    """Whether a message may notify people: the part of a day does, a page of an evening does not."""
    if letter.post.kind in ("lobby", "remind", "due"):
        return True
    turns = letter.readalong.state.pace.turns
    return letter.post.kind in ("page", "leaf") and turns is Turns.DAILY and bool(letter.post.about)


def reminder(letter: Letter) -> Markdown:
    """That it begins soon. It follows what becomes of the plan: a time that is over would be told as so long ago."""
    one = letter.readalong
    if one.state.phase is not Phase.LOBBY or one.state.begins_at is None:
        link = Markdown(f"<#{one.thread_id or one.channel_id}>")
        begun = one.state.began_at is not None
        return say(plan.REMINDER_BEGUN if begun else plan.REMINDER_OFF, title=one.title, link=link)
    if one.state.begins_at != letter.post.about["due"]:
        at, when = moment(one.state.begins_at, "F"), moment(one.state.begins_at, "R")
        return say(plan.MOVED, title=one.title, at=at, when=when)
    people = Markdown(" ".join(person(each) for each in called(letter)))
    link = message_link(one.server_id, one.channel_id, one.lobby_id or 0)
    return screens.reminder(one.title, letter.post.about["due"], people, link)


def due_soon(letter: Letter) -> Markdown:
    """That so many scenes are to be read soon."""
    about, one, page = letter.post.about, letter.readalong, letter.page
    people = Markdown(" ".join(person(each) for each in called(letter)))
    link = message_link(one.server_id, page.channel_id or 0, page.message_id or 0) if page else None
    return boards.due_soon(about["scenes"], one.state.scenes, about["due"], people, link)

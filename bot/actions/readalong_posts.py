"""What is to be posted when something has happened in a read-along; nothing is sent here."""

from typing import Any

from bot.actions.desk import Desk
from bot.actions.readalong_board import behind
from bot.actions.readalong_happened import (
    Announced,
    CohostChanged,
    DueSoon,
    Ended,
    Extended,
    Happened,
    HostChanged,
    Opened,
    PaceChanged,
    Postponed,
    Reminded,
    Resumed,
    Stopped,
    TakenBack,
    Talked,
)
from bot.store import posts
from bot.store.database import Transaction
from bot.store.posts import NewPost
from bot.store.readalong import Readalong
from bot.store.readalong_state import OUT_OF_REACH, Phase, State
from story.places import Place

LOBBY, PAGE, LEAF, TALK, PAUSE, TROUBLE, NOTE, ANNOUNCE, REMIND, BOARD, DUE, END = (
    *(
        "lobby",
        "page",
        "leaf",
        "talk",
        "pause",
        "trouble",
        "note",
        "announce",
        "remind",
        "board",
        "due",
        "end",
    ),
)


async def posts_for(
    tx: Transaction, desk: Desk, one: Readalong, happened: tuple[Happened, ...]
) -> list[NewPost]:
    """The posts that follow, in order. While a lobby stands it is drawn anew, and only a reminder is posted."""
    reminded = [each for each in happened if isinstance(each, Reminded)]
    if one.state.phase is Phase.LOBBY:
        told = [_post(one, REMIND, due=each.begins_at) for each in reminded]
        stopped = [each for each in happened if isinstance(each, Stopped)]
        return [*told, *(_post(one, TROUBLE, why=each.why, planned=True) for each in stopped)]
    if one.state.phase is Phase.ENDED and one.state.began_at is None:
        return []
    if one.state.phase is Phase.ENDED:
        happened = tuple(each for each in happened if isinstance(each, Ended))
    found = []
    for each in happened:
        found += await _posts(tx, desk, one, each)
    return found


async def _posts(tx: Transaction, desk: Desk, one: Readalong, each: Happened) -> list[NewPost]:
    match each:
        case Opened() | Resumed() if one.state.is_own:
            await posts.drop(tx, one.readalong_id)
            return [page_post(one)]
        case Opened(how, by, due_at, missed):
            return await _part(tx, desk, one, {"how": how, "by": by, "due": due_at, "missed": missed})
        case TakenBack(by):
            return [page_post(one, how="oops", by=by)]
        case Resumed(by):
            await posts.hold(tx, one.readalong_id)
            await posts.release(tx, one.readalong_id, _on_show(one.state))
            return [page_post(one, how="resume", by=by)]
        case Talked(how, by):
            return [_post(one, TALK, how=how, by=by)]
        case Stopped(why, by) if why in OUT_OF_REACH:
            await posts.hold(tx, one.readalong_id)
            return [_post(one, TROUBLE, why=why, by=by)]
        case Stopped(why, by):
            return [_post(one, PAUSE, why=why, by=by)]
        case Ended(by, finished):
            return [_post(one, END, by=by, finished=finished)]
    return await _between(tx, desk, one, each)


def _on_show(state: State) -> Place | None:
    """The page that is posted when it goes on; None in a pause to talk."""
    return state.place if state.phase is Phase.READING else None


async def _between(tx: Transaction, desk: Desk, one: Readalong, each: Happened) -> list[NewPost]:
    """What is said between pages; of a due date nothing, where all have read so far."""
    match each:
        case DueSoon(scenes, due_at):
            return [_post(one, DUE, scenes=scenes, due=due_at)] if await behind(tx, desk, one, scenes) else []
        case Announced(due_at):
            return [_post(one, ANNOUNCE, due=due_at)]
    about = _note(each)
    return [_post(one, NOTE, None, **about)] if about else []


def _note(each: Happened) -> dict[str, Any] | None:
    match each:
        case PaceChanged(by):
            return {"what": "pace", "by": by}
        case HostChanged(was, host_id, gone) if host_id:
            return {"what": "host", "was": was, "host": host_id, "gone": gone}
        case CohostChanged(person_id, True):
            return {"what": "cohost", "who": person_id}
        case Extended(by, due_at):
            return {"what": "extended", "by": by, "due": due_at}
        case Postponed(missed, due_at):
            return {"what": "postponed", "missed": missed, "due": due_at}
    return None


def lobby_post(one: Readalong) -> NewPost:
    """The lobby of a planned one; that of one that is started at once is the answer to its command."""
    return _post(one, LOBBY)


def page_post(one: Readalong, /, **about: Any) -> NewPost:
    """The current page as a new message, with its buttons; at everybody's own pace the board."""
    if one.state.is_own:
        return _post(one, BOARD, None, **about)
    return _post(one, PAGE if one.state.phase is Phase.READING else TALK, None, **about)


def _post(one: Readalong, kind: str, place: Place | None = None, /, **about: Any) -> NewPost:
    state = one.state
    name = about.get("what", "")
    due = about.get("due") if kind in (ANNOUNCE, REMIND, DUE) else ""
    where = place or state.place
    key = f"{state.revision}:{kind}:{name}{due}:{where.scene}.{where.at}"
    return NewPost(key, kind, state.round, where, about)


async def _part(tx: Transaction, desk: Desk, one: Readalong, about: dict[str, Any]) -> list[NewPost]:
    """A post for each page of the part; the last one has the buttons, the first says how it came."""
    state = one.state
    pages = [state.first]
    while pages[-1] < state.place:
        after = await desk.page_after(tx, one.edition_id, pages[-1])
        if after is None:
            break
        pages.append(after)
    told = [_post(one, LEAF, place, **(about if place == pages[0] else {})) for place in pages[:-1]]
    return [*told, _post(one, PAGE, pages[-1], **(about if len(pages) == 1 else {}))]

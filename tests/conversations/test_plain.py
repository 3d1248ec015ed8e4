"""Somebody listens to the page: no frames, no signs for words, whole sentences, buttons that say what they do."""

import re

from bot import wording
from bot.languages.catalogue import language, tags
from bot.playground import Reply
from bot.playground.components import CONTAINER, SEPARATOR, buttons, walk
from bot.saying import without_signs
from bot.wording import library as wording_library
from tests.conversations.conftest import Club
from tests.conversations.readalongs import Evening
from tests.languages.sentences import catalogue

SIGNS = re.compile("[▰▱→⁂·•✓✔✗★☆]|[\U0001f300-\U0001faff]")


def heard(reply: Reply) -> str:
    """What a screen reader says of a message, in its order; frames and lines are announced, so there are none."""
    assert reply.message is not None
    kinds = {part["type"] for part in walk(reply.message.components)}
    assert not kinds & {CONTAINER, SEPARATOR}
    assert not SIGNS.search(reply.text), reply.text
    return " ".join([reply.text, *(str(each.get("label")) for each in buttons(reply.message.components))])


async def test_a_server_that_listens(club: Club) -> None:
    await club.ana.types("/settings", club.room)
    assert "**Changed:** Plain text, from “no” to “yes" in heard(
        await club.ana.presses("Plain text: turn on")
    )
    page = heard(await club.ben.types("/read"))
    assert "Page 1 of 3 of scene 1 of 3. 0 percent of the story is read; 13 min left." in page
    assert "Previous page Next page Table of contents" in page
    await club.ben.presses("Next page")
    assert "Scene 1 ends here." in heard(await club.ben.presses("Next page"))
    assert "percent read" in heard(await club.ben.types("/progress"))
    assert "You are here: Scene 1" in heard(await club.ben.types("/contents"))
    heard(await club.ben.types("/help"))
    heard(await club.ben.types("/bookmark add name:boats"))
    heard(await club.ben.types("/bookmark list"))
    heard(await club.ben.types("/find text:lamps"))


async def test_one_who_listens_among_those_who_look(club: Club) -> None:
    """Their own messages are plain; the server's page stays as the server wants it."""
    await club.ben.types("/me", club.room)
    assert "**Changed:**" in heard(await club.ben.presses("Plain text: turn on"))
    shared = await club.ana.types("/read", club.room)
    assert shared.message is not None
    assert CONTAINER in {part["type"] for part in walk(shared.message.components)}
    heard(await club.ben.types("/progress"))
    heard(await club.ben.types("/read alone:true"))
    await club.restarts_the_bot()
    assert "Page 2 of" in heard(await club.ben.presses("Next page"))


async def test_a_read_along_that_listens(club: Club) -> None:
    """What comes by itself is plain too: pages, the pause to talk, a board, in the server's language."""
    await club.ana.types("/settings", club.room)
    await club.ana.presses("Plain text: turn on")
    evening = Evening(club)
    await evening.begins(club.ben, options="talk:5")
    shown = [evening.thread.messages()[-1]]
    for _ in range(3):
        await evening.presses(club.ana, "Turn now")
        shown.append(evening.thread.messages()[-1])
    heard(await club.ben.types("/readalong status", evening.thread))
    heard(await club.ben.types("/readalong catchup"))
    own = club.server.channel("own")
    await evening.begins(club.ben, options="pace:own", room=own)
    shown += [*club.room.messages(), *own.messages(), *own.threads[-1].messages()]
    for message in shown:
        kinds = {part["type"] for part in walk(message.components)}
        assert not kinds & {CONTAINER, SEPARATOR}, message.text
        assert not SIGNS.search(message.text), message.text


def test_no_sentence_in_any_language_has_a_sign_for_a_word() -> None:
    instead = {
        wording.SCENE_BREAK,
        wording.CONTENTS_HERE,
        wording.PROGRESS_LINK,
        wording_library.DRY_RUN_MOVES,
    }
    for tag in ("en", *tags()):
        sentences = language(tag).sentences
        for each in catalogue():
            if each.english not in instead:
                said = without_signs(sentences.get(each.english, each.english))
                assert not SIGNS.search(said), (tag, said)

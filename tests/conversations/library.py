"""A story that a manager brings: what the conversations about a server's own stories have in common."""

from bot.playground import Person, Room
from bot.playground.replies import Reply
from tests.actions.conftest import scene, story

TALE = story(scene("one"), scene("two"), scene("three"), title="The Tale").encode()


async def adds(person: Person, name: str, data: bytes, room: Room) -> Reply:
    """Uploaded, looked at, accepted."""
    await person.uploads("/library add", (name, data), room)
    return await person.presses("Add to the library")

"""A Discord on your own machine: REST and gateway on 127.0.0.1, and the people who use it.

The unmodified discord.py connects to it, and so does any bot written with it::

    async with Playground(same_process=True) as discord:
        server = discord.server("Book club")
        room = server.channel("reading")
        ana, ben = server.member("Ana", manager=True), server.member("Ben")

        discord.http.Route.BASE = discord.api_url   # in the bot; its gateway comes from GET /gateway
        ...                                         # start it with discord.token
        await discord.bot_ready()

        reply = await ana.types("/read story:The Lamplighter", room)   # what Ana sees come of it
        assert "It was a dark night" in reply and reply.buttons == ("Next", "Contents")
        reply = await ben.presses("Next", room)               # the newest such button that Ben can press
        await ben.chooses("Contents", menu="More")            # `in_` may be left out: where he last was
        assert await ana.completes("/goto place:ch") == ["Chapter 1", "Chapter 2"]
        await ana.picks("/goto place:ch", "Chapter 2")        # takes an offered choice
        await ana.uploads("/library add", ("a.txt", b"..."))
        await ana.presses("Rename")                           # opens a form
        await ana.fills_in({"Name": "x"})
        await asyncio.gather(ana.presses("Next"), ben.presses("Next"))   # at once
        old = room.newest().copy()                            # as it looks now ...
        await ben.presses("Next", message=old)                # ... pressed when it looks otherwise
        await discord.settled()                               # the bot has nothing left to do
        print(room.transcript(for_=ben))
        await room.until(lambda: "The end" in room.transcript())
        assert not room.called                                # nobody was pinged

        discord.clock.advance(3)                              # deadlines pass without waiting
        discord.faults.fail(2, 500, path="callback")          # .rate_limit .slow .lose_answer .drop_gateway
        discord.requests[-1].body                             # every request of the bot is kept

NotPossible is raised where Discord's own window would not let a person do something (``anyway=True`` sends it all
the same), InteractionFailed where the person would read "This interaction failed". Knows nothing of Lamplight.
"""

from bot.playground.people import Person
from bot.playground.places import Room
from bot.playground.refusals import InteractionFailed, NothingHappened, NotPossible
from bot.playground.replies import Reply
from bot.playground.server import HOST, TOKEN, Playground
from bot.playground.servers import Server
from bot.playground.state import Message

__all__ = [
    "HOST",
    "TOKEN",
    "InteractionFailed",
    "Message",
    "NotPossible",
    "NothingHappened",
    "Person",
    "Playground",
    "Reply",
    "Room",
    "Server",
]

"""What a window of the playground's page sees: what happens in its channels, and nothing that is not for its person."""

from __future__ import annotations

from bot.playground import Playground
from bot.playground.site_view import SHOWN
from bot.playground.site_world import LOUNGE, READING, SERVER
from tests.playground.window import Window, opened


async def test_the_world_is_the_same_after_every_start(empty_site: Playground) -> None:
    async with opened(empty_site.url, "ben") as window:
        assert window.hello["name"] == "Ben"
        (server,) = window.servers
        assert server["id"] == str(SERVER) and server["name"] == "Book club"
        assert [one["name"] for one in server["channels"]] == ["reading", "the-lounge"]
        assert {one["name"]: one["manager"] for one in server["members"] if not one["bot"]} == {
            "Ana": True,
            "Ben": False,
            "Chloe": False,
        }


async def test_a_newcomer_is_told_what_to_type(empty_site: Playground) -> None:
    told = []
    choose = {"type": 1, "name": "dice", "options": [{"type": 3, "name": "colour", "required": True}]}
    group = {"type": 1, "name": "note", "options": [{"type": 1, "name": "add"}]}
    menu, roll, read = {"type": 3, "name": "Pin"}, {"type": 1, "name": "roll"}, {"type": 1, "name": "read"}
    for commands in ([], [menu, choose, group], [choose, roll], [roll, read]):
        empty_site.world.commands[0] = commands
        async with opened(empty_site.url, "ben") as window:
            told.append(window.bot["first_command"])
    assert told == ["", "", "roll", "read"]


async def test_a_stranger_is_the_first_person(empty_site: Playground) -> None:
    async with opened(empty_site.url, "<b>nobody") as window:
        assert window.hello["name"] == "Ana"


async def test_everybody_sees_a_page_turn_and_one_person_a_whisper(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    assert "error" not in await ana.types("/read")
    await ben.until(lambda: ben.shows("# Page 0"))
    await ben.presses("Next")
    await ana.until(lambda: ana.shows("# Page 1"))
    assert len(ana.messages) == len(ben.messages) == 1
    await ana.types("/read alone:true")
    await ana.until(lambda: len(ana.messages) == 2)
    assert ana.newest["flags"] & 64 and ana.newest["typed"] == "/read alone:true"
    await ben.asks("say", text="good", channel=str(READING))
    await ben.until(lambda: ben.newest["content"] == "good")
    assert len(ben.messages) == 2


async def test_a_window_that_opens_later_sees_what_was_said(
    site: Playground, windows: tuple[Window, Window]
) -> None:
    ana, _ = windows
    await ana.types("/acts")
    await ana.presses("Whisper")
    async with opened(site.url, "Ana") as again, opened(site.url, "Chloe") as chloe:
        assert len(again.messages) == 2
        assert len(chloe.messages) == 1


async def test_a_hidden_channel_is_not_there(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    lounge = site.room(site.world.channels[LOUNGE])
    lounge.forbid(site.people[1], "view_channel")
    await ben.until(lambda: len(ben.servers[0]["channels"]) == 1)
    await ana.asks("say", text="a secret", channel=str(LOUNGE))
    await ana.until(lambda: ana.shows("a secret"))
    refused = await ben.asks("say", text="hello?", channel=str(LOUNGE))
    assert "may not write" in refused["error"]
    pressed = await ben.asks("press", message=ana.newest["id"], button="x")
    assert pressed["error"] == "This message is gone."
    assert not ben.shows("a secret")


async def test_what_is_deleted_goes(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    await ana.types("/acts")
    await ben.until(lambda: ben.messages)
    await ana.presses("Vanish")
    await ben.until(lambda: not ben.messages)


async def test_a_long_conversation_is_told_from_its_end(empty_site: Playground) -> None:
    ana, room = empty_site.people[0], empty_site.room(empty_site.world.channels[READING])
    for number in range(SHOWN * 2 + 5):
        ana.says(f"said {number}", room)
    async with opened(empty_site.url) as window:
        assert len(window.messages) == SHOWN and window.newest["content"] == f"said {SHOWN * 2 + 4}"
        counts, first = [], next(iter(window.messages))
        for _ in range(3):
            older = (await window.asks("older", channel=str(READING), before=first))["messages"]
            counts.append(len(older))
            first = older[0]["id"] if older else first
        assert counts == [SHOWN, 5, 0] and older == []


async def test_who_is_writing_is_told_to_the_others(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    await ana.asks("begin writing", channel=str(READING))
    await ben.until(lambda: ben.writing == {"writing": ana.hello["id"], "channel": str(READING)})
    site.room(site.world.channels[LOUNGE]).forbid(site.people[1], "send_messages")
    assert "may not write" in (await ben.asks("begin writing", channel=str(LOUNGE)))["error"]
    assert not ana.writing

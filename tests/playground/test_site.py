"""The page of the playground: who may connect, what a window sees, what one can do in it, and the bot's own life."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from importlib.resources import files

import aiohttp
import pytest

from bot.playground import Playground
from bot.playground.messages import Upload, store
from bot.playground.site import Site
from bot.playground.site_child import Child
from bot.playground.site_view import SHOWN
from bot.playground.site_world import LOUNGE, READING, SERVER, furnish
from tests.playground.bot import SmallBot, running
from tests.playground.window import Window, opened

PAGE = files("bot.playground") / "page"


@pytest.fixture
async def site() -> AsyncIterator[Playground]:
    """The page, and no bot."""
    discord = Playground(same_process=True)
    furnish(discord)
    Site(discord, Child(discord, (), {}))
    async with discord:
        yield discord


@pytest.fixture
async def bot(site: Playground) -> AsyncIterator[SmallBot]:
    client = SmallBot(site.api_url)
    task = running(client, site.token)
    await site.bot_ready()
    yield client
    await client.close()
    with suppress(asyncio.CancelledError):
        await task


@pytest.fixture
async def windows(site: Playground, bot: SmallBot) -> AsyncIterator[tuple[Window, Window]]:
    """Ana's and Ben's."""
    assert bot.user
    async with AsyncExitStack() as stack:
        ana = await stack.enter_async_context(opened(site.url, "Ana"))
        ben = await stack.enter_async_context(opened(site.url, "Ben"))
        yield ana, ben


# Who may connect.


async def test_the_page_is_all_from_here_and_runs_nothing_else(site: Playground) -> None:
    async with aiohttp.ClientSession() as session, session.get(site.url + "/") as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200 and answer.content_type == "text/html"
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(
        r"\son\w+=|\sstyle=|<style|<script(?! type=\"module\" src=\"/page/)|javascript:", page
    )
    async with aiohttp.ClientSession(site.url) as session:
        for address in re.findall(r'(?:src|href)="([^"]+)"', page):
            async with session.get(address) as answer:
                assert answer.status == 200, address


def test_nothing_of_the_page_comes_from_elsewhere_or_is_parsed_as_html() -> None:
    for file in PAGE.iterdir():
        text = file.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
        )
        assert not re.search(r"(?:src|href|url\(|from|import\()\W{0,3}(?:https?:)?//", text), file.name


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "evil.example:8642", "Origin": "http://evil.example:8642"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/page/app.js", "/socket", "/api/v10/gateway", "/attachments/1/2/x"])
async def test_a_foreign_page_is_refused(site: Playground, headers: dict[str, str], path: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(site.url + path, headers=headers) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
async def test_the_socket_is_for_the_page_only(site: Playground, headers: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(site.url + "/socket", headers=headers)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "name", ["nothing.js", "..%2Fsite.py", "%2e%2e%2fsite.py", "site.py", "index.html%00"]
)
async def test_only_files_of_the_page_are_served(site: Playground, name: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{site.url}/page/{name}", allow_redirects=False) as answer,
    ):
        assert answer.status == 404


async def test_an_uploaded_page_runs_nothing(site: Playground) -> None:
    channel = site.world.channels[READING]
    kept = store(site.world, channel, Upload("a.html", "text/html", b"<script>1</script>"), {})
    async with aiohttp.ClientSession() as session, session.get(kept.url) as answer:
        assert answer.status == 200
        assert "sandbox" in answer.headers["Content-Security-Policy"]


# What a window sees.


async def test_the_world_is_the_same_after_every_start(site: Playground) -> None:
    async with opened(site.url, "ben") as window:
        assert window.hello["name"] == "Ben"
        (server,) = window.servers
        assert server["id"] == str(SERVER) and server["name"] == "Book club"
        assert [one["name"] for one in server["channels"]] == ["reading", "the-lounge"]
        assert {one["name"]: one["manager"] for one in server["members"] if not one["bot"]} == {
            "Ana": True,
            "Ben": False,
            "Chloe": False,
        }


async def test_a_stranger_is_the_first_person(site: Playground) -> None:
    async with opened(site.url, "<b>nobody") as window:
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


async def test_a_long_conversation_is_told_from_its_end(site: Playground) -> None:
    ana, room = site.people[0], site.room(site.world.channels[READING])
    for number in range(SHOWN * 2 + 5):
        ana.says(f"said {number}", room)
    async with opened(site.url) as window:
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


# What one can do.


async def test_commands_are_listed_for_those_who_may_use_them(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    for window, can in ((ana, True), (ben, False)):
        listed = (await window.asks("list commands", channel=str(READING)))["commands"]
        assert ("only" in [one["name"] for one in listed]) is can
        (goto,) = [one for one in listed if one["name"] == "goto"]
        assert goto["description"] == "Go somewhere."
        assert goto["options"][0]["autocomplete"] and goto["options"][0]["required"]


async def test_options_complete_while_typing(windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    completed = await ana.asks("complete", text="/goto place:chapter 2", channel=str(READING))
    assert completed["choices"] == [{"name": "Chapter 2", "value": "chapter 2"}]


async def test_a_menu_and_a_form(windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await ana.types("/acts")
    assert "error" not in await ana.asks("choose", message=ana.newest["id"], menu="pick", values=["green"])
    await ana.until(lambda: ana.shows("green!"))
    form = (await ana.presses("Rename"))["modal"]
    assert form["title"] == "Rename"
    assert "takes 0 to 20" in (await ana.asks("fill in", fields={"Name": "x" * 21}))["error"]
    assert "error" not in await ana.asks("fill in", fields={"Name": "y", "Colour": ["Red"]})
    await ana.until(lambda: ana.shows("named y ['r']"))


async def test_each_window_has_a_form_of_its_own(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await ana.types("/acts")
    async with opened(site.url, "Ana") as other:
        await ana.presses("Rename")
        assert "no form" in (await other.asks("fill in", fields={"Name": "z"}))["error"]
        assert "error" not in await ana.asks("fill in", fields={"Name": "z"})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/nonsense", "there is no command /nonsense here"),
        ("/goto", "/goto needs the option place"),
        ("/read alone:perhaps", "'perhaps' is not true or false"),
    ],
)
async def test_what_is_not_possible_is_a_sentence(
    windows: tuple[Window, Window], text: str, sentence: str
) -> None:
    assert sentence in (await windows[0].types(text))["error"]


async def test_what_the_bot_does_not_answer_failed(windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await ana.types("/acts")
    assert "This interaction failed" in (await ana.presses("Ignore"))["failed"]


async def test_without_a_bot_people_can_talk(site: Playground) -> None:
    async with opened(site.url) as ana:
        assert "there is no command" in (await ana.types("/read"))["error"]
        await ana.asks("say", text="<b>hello</b>", channel=str(READING))
        await ana.until(lambda: ana.newest["content"] == "<b>hello</b>")


@pytest.mark.parametrize(
    "said", ["", "[]", "null", "{}", '{"do": "fly"}', '{"do": "press", "message": {}}', "\x00"]
)
async def test_a_window_that_talks_nonsense_is_told_so(site: Playground, said: str) -> None:
    async with opened(site.url) as ana:
        await ana.socket.send_str(said)
        await ana.asks("say", text="still here", channel=str(READING))
        await ana.until(lambda: ana.shows("still here"))


# The bot's own life.


@pytest.fixture
async def child() -> AsyncIterator[Child]:
    """A bot in a process of its own."""
    discord = Playground()
    furnish(discord)
    child = Child(discord, (), {})
    Site(discord, child)
    async with discord:
        child.command = (sys.executable, "-m", "tests.playground.bot", discord.api_url, discord.token)
        yield child
        await child.stop()


async def test_the_bot_is_killed_and_comes_back(child: Child) -> None:
    assert await child.start()
    async with opened(child.discord.url) as ana:
        assert ana.bot["state"] == "ready"
        await ana.types("/read")
        await ana.asks("kill")
        await ana.until(lambda: ana.bot["state"] == "stopped")
        assert ana.bot["last_words"] == "It was ended from outside, without a word."
        assert "failed" in await ana.presses("Next")
        await ana.asks("restart")
        await ana.until(lambda: ana.bot["state"] == "ready")
        await ana.presses("Next")
        await ana.until(lambda: ana.shows("# Page 1"))


async def test_the_bot_is_restarted(child: Child) -> None:
    assert await child.start()
    async with opened(child.discord.url) as ana:
        await ana.asks("restart")
        assert ana.bot["state"] == "ready"
        assert "failed" not in await ana.types("/read")
    await child.stop()
    assert not child.discord.gateway.live


async def test_a_bot_that_cannot_start_says_why(child: Child) -> None:
    child.command = (sys.executable, "-c", "import sys; sys.exit('The lamp is out of oil.')")
    assert not await child.start()
    assert child.exit_code == 1
    assert child.last_words == "The lamp is out of oil."

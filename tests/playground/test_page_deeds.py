"""What one can do in a window of the playground's page, and the sentence for what is not possible."""

from __future__ import annotations

import pytest

from bot.playground import Playground
from bot.playground.site_world import READING
from tests.playground.window import Window, opened


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


async def test_without_a_bot_people_can_talk(empty_site: Playground) -> None:
    async with opened(empty_site.url) as ana:
        assert "there is no command" in (await ana.types("/read"))["error"]
        await ana.asks("say", text="<b>hello</b>", channel=str(READING))
        await ana.until(lambda: ana.newest["content"] == "<b>hello</b>")


@pytest.mark.parametrize(
    "said", ["", "[]", "null", "{}", '{"do": "fly"}', '{"do": "press", "message": {}}', "\x00"]
)
async def test_a_window_that_talks_nonsense_is_told_so(empty_site: Playground, said: str) -> None:
    async with opened(empty_site.url) as ana:
        await ana.socket.send_str(said)
        await ana.asks("say", text="still here", channel=str(READING))
        await ana.until(lambda: ana.shows("still here"))

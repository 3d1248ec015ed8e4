"""What if: the drawer of troubles, the clock, beginning anew, and a connection that comes back."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.playground.home import Home
from tests.browser.conftest import Opens
from tests.browser.hands import a_moment_later, commands, log, presses, says

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_restart_in_the_middle_of_a_scene(home: Home, opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben")
    await commands(ana, "/read")
    await expect(log(ben)).to_contain_text("Page 1 of")
    await a_moment_later(home)
    await presses(ben, "Next")
    await expect(log(ana)).to_contain_text("Page 2 of")
    await ana.get_by_role("button", name="What if").click()
    await ana.get_by_role("button", name="is restarted").click()
    await expect(ben.get_by_role("status")).to_contain_text("is starting")
    await presses(ben, "Next")
    await expect(log(ben).get_by_role("alert")).to_contain_text("failed")
    await expect(ben.get_by_role("status")).to_be_hidden()
    await presses(ben, "Next")
    await expect(log(ana)).to_contain_text("Page 3 of")


async def test_discord_is_troubled_and_recovers(home: Home, opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben")
    await commands(ana, "/read")
    await ana.get_by_role("button", name="What if").click()
    await ana.get_by_label("Discord fails").check()
    await expect(ben.get_by_role("status")).to_contain_text("Discord fails")
    await presses(ben, "Next")
    await expect(log(ben).get_by_role("alert")).to_contain_text("failed")
    await ana.get_by_label("Discord works as it should").check()
    await expect(ben.get_by_role("status")).to_be_hidden()
    await expect(log(ana)).to_contain_text("Page 2 of")  # the answer comes late, but it comes
    await ana.get_by_role("button", name="loses its connection").click()
    await home.discord.world.until(lambda: home.discord.gateway.resumed, within=20)
    await a_moment_later(home)
    await presses(ben, "Next")
    await expect(log(ana)).to_contain_text("Page 3 of")
    assert home.discord.gateway.identified == 1, "it has resumed"


async def test_a_day_later(opens: Opens) -> None:
    page = await opens()
    await commands(page, "/read")
    await presses(page, "Next")
    await page.get_by_role("button", name="What if").click()
    await page.get_by_role("button", name="+ 1 day").click()
    await page.get_by_role("button", name="+ 1 day").click()
    await expect(page.get_by_role("complementary", name="What if")).to_contain_text("2 days ahead")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="What if")).to_be_focused()
    await commands(page, "/read")
    await expect(log(page)).to_contain_text("Previously")


async def test_beginning_anew(opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben")
    await says(ana, "Hello there")
    await ana.get_by_role("button", name="What if").click()
    await ana.get_by_role("button", name="Begin anew …").click()
    await ana.get_by_role("dialog").get_by_role("button", name="Begin anew").click()
    for page in (ana, ben):
        await expect(log(page)).not_to_contain_text("Hello there")
        await expect(page.get_by_role("status")).to_be_hidden()
    await commands(ben, "/read")
    await expect(log(ana)).to_contain_text("Page 1 of")


async def test_a_window_finds_its_way_back(home: Home, opens: Opens) -> None:
    page = await opens()
    await says(page, "Before")
    for socket in list(home.site.windows.values()):
        await socket.close(code=1011)
    await expect(page.get_by_role("status")).to_contain_text("Connecting again")
    home.discord.people[1].says(
        "Meanwhile", home.discord.room(next(iter(home.discord.world.channels.values())))
    )
    await expect(log(page)).to_contain_text("Meanwhile")
    await says(page, "After")

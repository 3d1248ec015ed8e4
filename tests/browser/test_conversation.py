"""People talk: who is typing, long conversations, and what is deleted or edited, in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from bot.playground.home import Home
from bot.playground.site_world import READING
from tests.browser.conftest import Opens
from tests.browser.hands import composer, log, says

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_who_is_typing(opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben")
    await composer(ana).press_sequentially("Hi")
    await expect(ben.get_by_text("Ana is typing …")).to_be_visible()
    await expect(ana.get_by_text("is typing")).to_have_count(0)
    await ana.keyboard.press("Enter")
    await expect(log(ben).get_by_text("Hi", exact=True)).to_be_visible()
    await expect(ben.get_by_text("Ana is typing …")).to_have_count(0)


async def test_a_long_conversation(home: Home, opens: Opens) -> None:
    ben, room = home.discord.people[1], home.discord.room(home.discord.world.channels[READING])
    first = ben.says("the very first", room)
    for number in range(1_498):
        ben.says(f"number {number}", room)
    ben.says(f"as I said: https://discord.com/channels/1/{READING}/{first.id}", room)
    page = await opens()
    await expect(log(page).get_by_text("number 1497", exact=True)).to_be_in_viewport()
    await expect(log(page).get_by_text("number 1400", exact=True)).to_have_count(0)
    await log(page).evaluate("log => { log.scrollTop = 0 }")
    await expect(log(page).get_by_text("number 1400", exact=True)).to_have_count(1)
    assert await in_sight(page) > 1_400, "what was in sight stays there"
    await log(page).get_by_role("button", name="reading › message").click()
    await page.wait_for_selector("#log .beginning")
    await expect(log(page).get_by_text("the very first")).to_be_in_viewport()
    await expect(log(page).get_by_role("heading", name="Welcome to #reading")).to_have_count(1)
    await says(page, "I remember")


async def in_sight(page: Page) -> int:
    """The number that the uppermost message in sight tells."""
    number: int = await page.evaluate("""() => {
        const log = document.querySelector("#log"), edge = log.getBoundingClientRect().top;
        const first = [...log.querySelectorAll("article")].find((one) => one.getBoundingClientRect().bottom > edge);
        return Number(/number (\\d+)/.exec(first.textContent)[1]);
    }""")
    return number

"""A story is read in a real browser: by mouse, by keyboard alone, on a phone, and across a restart."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.playground.home import Home
from tests.browser.conftest import PHONE, Opens
from tests.browser.hands import a_moment_later, commands, composer, log, presses, says

# Controls that are too small for a finger; those inside of a sentence may be. WCAG 2.2, 2.5.8.
TOO_SMALL = """[...document.querySelectorAll("button, a, input, textarea, select")]
    .filter((one) => one.checkVisibility() && !one.closest("p") && one.getBoundingClientRect().height < 24)
    .map((one) => one.outerHTML)"""

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_story_is_read_by_two(home: Home, opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben")
    await commands(ana, "/read")
    await expect(log(ben)).to_contain_text("Page 1 of")
    await a_moment_later(home)
    await presses(ben, "Next")
    await expect(log(ana)).to_contain_text("Page 2 of")
    await says(ana, "What a night!")
    await expect(log(ben)).to_contain_text("What a night!")


async def test_a_story_is_read_by_keyboard_alone(opens: Opens) -> None:
    page = await opens()
    await page.keyboard.type("/read")
    await expect(page.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(log(page)).to_contain_text("Page 1 of")
    next_one = log(page).get_by_role("button", name="Next", exact=True)
    while not await next_one.evaluate("one => one === document.activeElement"):
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(log(page)).to_contain_text("Page 2 of")
    await expect(next_one).to_be_focused()  # to go on with the next press
    await page.keyboard.press("Space")
    await expect(log(page)).to_contain_text("Page 3 of")


async def test_a_story_is_read_on_a_phone(opens: Opens) -> None:
    page = await opens(size=PHONE, has_touch=True, is_mobile=True)
    await commands(page, "/read")
    await expect(log(page)).to_contain_text("Page 1 of")
    await log(page).get_by_role("button", name="Next", exact=True).tap()
    await expect(log(page)).to_contain_text("Page 2 of")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        "nothing to scroll sideways"
    )
    assert await page.evaluate(TOO_SMALL) == []


async def test_the_place_is_kept_when_the_bot_is_killed(home: Home, opens: Opens) -> None:
    page = await opens()
    await commands(page, "/read")
    await presses(page, "Next")
    await expect(log(page)).to_contain_text("Page 2 of")
    home.child.kill()
    await expect(page.get_by_role("status")).to_contain_text("has stopped")
    await presses(page, "Next")
    await expect(log(page).get_by_role("alert")).to_be_visible()
    await page.get_by_role("status").get_by_role("button").click()
    await expect(page.get_by_role("status")).to_be_hidden()
    await presses(page, "Next")
    await expect(log(page)).to_contain_text("Page 3 of")


async def test_what_people_write_is_only_text(opens: Opens) -> None:
    page = await opens()
    await says(
        page, "<img src=x onerror=\"document.title='!'\"><script>document.title='!'</script> \u202e\u0007"
    )
    assert await page.title() != "!"
    assert await log(page).locator("img, script").count() == 0
    await composer(page).fill("</textarea><b>")
    assert await page.locator("b", has_text="</textarea>").count() == 0

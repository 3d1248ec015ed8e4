"""What a person does on the page, by hand and by keyboard."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from bot.playground.home import Home


def composer(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Message")


def log(page: Page) -> Locator:
    return page.get_by_role("log")


async def commands(page: Page, name: str) -> None:
    """Type a command without options, and send it."""
    await composer(page).focus()
    await page.keyboard.type(name)
    await expect(page.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")


async def says(page: Page, text: str) -> None:
    await composer(page).fill(text)
    await page.keyboard.press("Enter")
    await expect(log(page).get_by_text(text, exact=True)).to_be_visible()


async def a_moment_later(home: Home) -> None:
    """Whoever presses just when somebody else has turned means the page before: here that moment is over."""
    home.discord.clock.advance(2)
    await home.discord.gateway.barrier(20)


async def presses(page: Page, button: str) -> None:
    """The newest button of that name in the messages."""
    await log(page).get_by_role("button", name=button, exact=True).last.click()

"""`make pictures`: the README's pictures, taken of the real page while our own story is read in it."""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Literal, TypeAlias

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.playground import messages
from bot.playground.__main__ import open_playground
from bot.playground.home import Home
from bot.playground.site_world import READING
from bot.settings import make_folders, settings_from
from tests.browser import chromium
from tests.browser.hands import commands, composer, log, presses, says

DOCS = Path(__file__).parents[2] / "docs"
LAPTOP: ViewportSize = {"width": 1200, "height": 930}
PHONE: ViewportSize = {"width": 390, "height": 760}
COLOURS = 160  # of a picture: text stays sharp, and a file is a third as large

Scheme: TypeAlias = Literal["dark", "light"]
Opens = Callable[..., Awaitable[Page]]


async def take_all() -> None:
    DOCS.mkdir(exist_ok=True)
    async with chromium.started() as browser:
        for take in (reading, together, on_a_phone):
            with tempfile.TemporaryDirectory(prefix="lamplight-pictures-") as folder:
                await _with_a_home(browser, Path(folder), take)


async def _with_a_home(
    browser: Browser, folder: Path, take: Callable[[Home, Opens], Awaitable[None]]
) -> None:
    settings = settings_from({"DATA_DIR": str(folder)})
    make_folders(settings)
    home = await open_playground(settings, ports=(0,))
    await home.start()
    async with AsyncExitStack() as stack:

        async def open_window(person: str, size: ViewportSize = LAPTOP, scheme: Scheme = "dark") -> Page:
            context = await browser.new_context(
                viewport=size, device_scale_factor=1.5, color_scheme=scheme, reduced_motion="reduce"
            )
            stack.push_async_callback(context.close)
            page: Page = await context.new_page()
            await page.goto(f"{home.discord.url}/?as={person}")
            await expect(page.get_by_role("heading", level=1)).to_contain_text("reading")
            return page

        await take(home, open_window)
    await home.stop()


async def _keep(page: Page, name: str) -> None:
    """In a palette: a few hundred colours are all that a page of text has."""
    await page.mouse.move(1, 1)
    await page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(DOCS / name, optimize=True)


async def _short_pages(home: Home) -> None:
    """So that a page and what is said of it are in one picture."""
    ana, room = home.discord.people[0], home.discord.room(home.discord.world.channels[READING])
    await ana.types("/settings", room)
    await ana.chooses("Short pages")
    for message in room.messages(for_=ana):
        messages.delete(home.discord.world, message)


async def reading(home: Home, opens: Opens) -> None:
    """A first page, and what people say of it."""
    await _short_pages(home)
    ana, ben, chloe = await opens("Ana"), await opens("Ben"), await opens("Chloe")
    await commands(ben, "/read")
    await expect(log(chloe)).to_contain_text("Page 1 of")
    await says(chloe, "Number 23, and her mother before her. I want to hear that voice.")
    await says(ana, "Wait for the chair")
    await expect(log(ben)).to_contain_text("Wait for the chair")
    await composer(ben).blur()
    await _keep(ben, "reading.png")


async def together(home: Home, opens: Opens) -> None:
    """A read-along: two of three are ready for the next page."""
    await _short_pages(home)
    ana, ben, chloe = await opens("Ana", scheme="light"), await opens("Ben"), await opens("Chloe")
    await commands(ana, "/readalong start")
    for person in (ben, chloe):
        await presses(person, "Join")
    await presses(ana, "Begin")
    for person in (ana, ben, chloe):
        await (
            person.get_by_role("navigation", name="Channels").get_by_role("button", name="All Hands").click()
        )
        await expect(log(person)).to_contain_text("Ready (0 of 3)")
    await presses(ben, "Ready (0 of 3)")
    await presses(chloe, "Ready (1 of 3)")
    await says(chloe, "Take your time, Ana")
    await says(ben, "The tea is on")
    await expect(log(ana)).to_contain_text("Ready (2 of 3)")
    await expect(log(ana)).to_contain_text("The tea is on")
    await composer(ana).blur()
    await log(ana).evaluate("log => { log.scrollTop = log.scrollHeight }")
    await _keep(ana, "readalong.png")


async def on_a_phone(_: Home, opens: Opens) -> None:
    ben = await opens("Ben", PHONE)
    await commands(ben, "/read")
    for page in (2, 3):
        await presses(ben, "Next")
        await expect(log(ben)).to_contain_text(f"Page {page} of")
    await log(ben).evaluate("log => { log.scrollTop = log.scrollHeight }")
    await _keep(ben, "phone.png")


if __name__ == "__main__":
    asyncio.run(take_all())

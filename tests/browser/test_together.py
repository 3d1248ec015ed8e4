"""A story of one's own is brought, and three people in three windows read it together across a restart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Opens
from tests.browser.hands import commands, composer, log, presses

pytestmark = pytest.mark.asyncio(loop_scope="session")
STORY = "---\ntitle: The Ferry\nauthor: Ana Author\n---\n\nIt was late.\n\n***\n\nIt was later.\n"


async def test_a_story_is_uploaded(opens: Opens, tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text(STORY)
    ana, ben = await opens("Ana"), await opens("Ben")
    await composer(ana).focus()
    await ana.keyboard.type("/library add")
    await ana.get_by_role("option", name="/library add").click()
    await ana.locator("#composer input[type=file]:not([multiple])").set_input_files(tmp_path / "ferry.md")
    await ana.get_by_role("button", name="Send").click()
    await expect(log(ana)).to_contain_text("Only you can see this")
    await presses(ana, "Add to the library")
    await expect(log(ana).get_by_role("button", name="Add to the library")).to_have_count(0)
    await composer(ben).focus()
    await ben.keyboard.type("/read story:Fer")
    await ben.get_by_role("option", name="The Ferry").click()
    await ben.keyboard.press("Enter")
    await expect(log(ana)).to_contain_text("It was late.")


async def test_three_read_together_across_a_restart(opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben", size=PHONE, has_touch=True, is_mobile=True)
    chloe = await opens("Chloe")
    await commands(ana, "/readalong start")
    for person in (ben, chloe):
        await presses(person, "Join")
    await expect(log(ana)).to_contain_text("Chloe")
    await presses(ana, "Begin")
    for person in (ana, ben, chloe):
        await goes_to_the_thread(person)
        await expect(log(person)).to_contain_text("Ready (0 of 3)")
    await presses(ben, "Ready (0 of 3)")
    await presses(chloe, "Ready (1 of 3)")
    await expect(log(ana)).to_contain_text("Ready (2 of 3)")
    await ana.get_by_role("button", name="What if").click()
    await ana.get_by_role("button", name="is killed").click()
    await expect(ben.get_by_role("status")).to_contain_text("has stopped")
    await ben.get_by_role("status").get_by_role("button").tap()
    await expect(ana.get_by_role("status")).to_be_hidden()
    await presses(ana, "Ready (2 of 3)")
    for person in (ana, ben, chloe):
        await expect(log(person)).to_contain_text("Ready (0 of 3)")
        await expect(log(person)).to_contain_text("Page 2 of")


async def goes_to_the_thread(page: Page) -> None:
    """By the link that the lobby shows."""
    await log(page).locator("p, div").get_by_role("button", name=re.compile("^#")).last.click()
    await expect(page.get_by_role("heading", level=1)).not_to_contain_text("reading")

"""What the page offers beyond reading: files, menus of messages and people, forms, new places, direct messages."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Opens
from tests.browser.hands import commands, composer, log, says

STORY = b"---\ntitle: The Little Ferry\n---\n\nThe ferry went over the river.\n\n***\n\nAnd back.\n"

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def menu(page: Page, item: str) -> None:
    await page.get_by_role("menuitem", name=item).click()


async def test_a_newcomer_presses_what_they_are_told_to_type(opens: Opens) -> None:
    page = await opens()
    await expect(log(page)).to_contain_text("Type /read below and press Enter.")
    typed = log(page).get_by_role("button", name="/read")
    await typed.click()
    await expect(
        typed
    ).not_to_be_focused()  # the command stands in the line below, which has the keyboard now
    await page.keyboard.press("Enter")
    await expect(log(page)).to_contain_text("Page 1 of")


async def test_a_story_is_brought_from_a_phone(opens: Opens) -> None:
    page = await opens(size=PHONE, has_touch=True, is_mobile=True)
    await composer(page).fill("/library a")
    await page.get_by_role("option", name="/library add").tap()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("button", name="Choose a file").tap()
    await (await chosen.value).set_files({"name": "ferry.md", "mimeType": "text/markdown", "buffer": STORY})
    await page.get_by_role("button", name="Send").tap()
    await expect(log(page)).to_contain_text("The Little Ferry")
    await log(page).get_by_role("button", name="Add to the library").tap()
    await expect(log(page)).not_to_contain_text("Add to the library")


async def test_a_file_is_dropped_into_a_command(opens: Opens) -> None:
    page = await opens()
    await composer(page).fill("/library add ")
    await expect(page.get_by_role("button", name="Choose a file")).to_be_focused()
    transfer = await page.evaluate_handle(
        """() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(["A tale. ".repeat(50)], "tale.txt", { type: "text/plain" }));
            return transfer;
        }"""
    )
    await page.dispatch_event("#log", "drop", {"dataTransfer": transfer})
    await expect(page.get_by_role("button", name="tale.txt")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(log(page)).to_contain_text("Only you can see this")


async def test_what_is_amiss_is_said_where_it_is(opens: Opens) -> None:
    page = await opens()
    await composer(page).fill("/library add ")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert").filter(has_text="Fill in “file”")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await composer(page).fill("/nonsense")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert").filter(has_text="/nonsense")).to_be_visible()


async def test_words_are_pinned_by_keyboard_alone(opens: Opens) -> None:
    page = await opens()
    await commands(page, "/read")
    await expect(log(page)).to_contain_text("Page 1 of")
    await says(page, "what a <b>fine</b> line")
    await log(page).focus()
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menu")).to_be_visible()
    await page.keyboard.press("ArrowUp")  # to the last, which is the app's
    await page.keyboard.press("Enter")
    await expect(log(page)).to_contain_text("Ana used Pin to this page")
    await expect(log(page)).to_contain_text("Only you can see this")
    assert await log(page).locator("b", has_text="fine").count() == 0


async def test_a_form_may_be_left(opens: Opens) -> None:
    page = await opens()
    await commands(page, "/settings")
    await log(page).get_by_role("button", name="Time zone").click()
    form = page.get_by_role("dialog")
    await expect(form.get_by_role("textbox")).to_be_focused()
    await page.reload()
    await expect(form).to_have_count(0)
    await log(page).get_by_role("button", name="Time zone").last.click()
    await form.get_by_role("textbox").fill("Berlin")
    await page.keyboard.press("Enter")
    await expect(form).to_have_count(0)
    await expect(log(page)).to_contain_text("Berlin")


async def test_a_role_is_chosen_by_keyboard(opens: Opens) -> None:
    page = await opens()
    await commands(page, "/settings")
    await log(page).get_by_role("button", name="people with a role").focus()
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("option", name="@Managers")).to_be_visible()
    await page.get_by_role("option", name="@Managers").focus()
    await page.keyboard.press("Enter")
    await expect(log(page)).to_contain_text("@Managers")


async def test_a_new_channel_and_who_does_not_see_it(opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben")
    await ana.get_by_role("heading", name="Book club").get_by_role("button").click()
    await menu(ana, "New channel")
    await ana.get_by_label("Name").fill("After dark")
    await ana.get_by_label("Age-restricted").check()
    await ana.get_by_role("button", name="Create").click()
    await expect(ana.get_by_role("heading", level=1)).to_contain_text("after-dark")
    theirs = ben.get_by_role("navigation", name="Channels").get_by_role("button", name="after-dark")
    await theirs.click()
    await ana.get_by_role("button", name="Settings of #after-dark").click()
    await ana.get_by_label("Permissions of").select_option(label="Ben")
    await ana.get_by_label("See the channel").select_option(label="No")
    await expect(theirs).to_have_count(0)
    await expect(ben.get_by_role("heading", level=1)).to_contain_text("reading")
    await ana.keyboard.press("Escape")
    await expect(ana.get_by_role("complementary", name="Members")).not_to_contain_text("Ben")


async def test_people_call_and_write_to_each_other(opens: Opens) -> None:
    ana, ben = await opens("Ana"), await opens("Ben")
    await says(ana, "good evening")
    await composer(ana).fill("look, @Be")
    await ana.get_by_role("option", name="Ben").click()
    await ana.keyboard.type(":wave:")
    await ana.keyboard.press("Enter")
    await expect(log(ben).locator(".for-me")).to_contain_text("look, @Ben 👋")
    await ana.get_by_role("complementary", name="Members").get_by_role("button", name="Ben").click()
    await menu(ana, "Message")
    await says(ana, "psst")
    await ben.get_by_role("button", name="Direct messages, 1 for you").click()
    await ben.get_by_role("navigation", name="Channels").get_by_role("button", name="Ana").click()
    await expect(log(ben)).to_contain_text("psst")


async def test_somebody_new_comes(opens: Opens) -> None:
    page = await opens()
    await page.get_by_role("button", name="More people").click()
    await menu(page, "Add a person")
    await page.get_by_label("Name").fill("<i>Dora</i>")
    await page.keyboard.press("Enter")
    who = page.get_by_role("group", name="Who you are")
    await expect(who.get_by_role("button", pressed=True)).to_have_text(
        "<<i>Dora</i>"
    )  # the first is her picture
    await commands(page, "/read")
    await expect(log(page)).to_contain_text("<i>Dora</i> used /read")

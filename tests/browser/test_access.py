"""The page for those who listen to it, use it by keyboard, or see little."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, Opens
from tests.browser.hands import commands, composer, log

pytestmark = pytest.mark.asyncio(loop_scope="session")

# The contrast of every piece of text in sight that is too little to be read easily. WCAG 2.2, 1.4.3.
FAINT = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const over = (colour, under) => {
    canvas.fillStyle = `rgb(${under.join()})`; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const light = (rgb) => rgb.map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (one) => {
    const all = [];
    for (let at = one; at; at = at.parentElement) all.unshift(getComputedStyle(at).backgroundColor);
    return all.reduce((under, colour) => over(colour, under), [255, 255, 255]);
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim().slice(0, 30);
    if (!text || !one.checkVisibility() || one.closest(":disabled, noscript, [aria-hidden]")) continue;
    const style = getComputedStyle(one), under = ground(one), [a, b] = [light(under), light(over(style.color, under))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (contrast < (large ? 3 : 4.5)) found.push(`${contrast.toFixed(1)} ${text}`);
  }
  return found;
}"""

# Everything that one can press or fill in has a name for those who listen.
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, textarea, select, [role=combobox]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length || one.title))
  .map((one) => one.outerHTML)"""


async def test_the_page_has_landmarks_and_a_heading(opens: Opens) -> None:
    page = await opens()
    for role, name in (
        ("navigation", "Servers"),
        ("navigation", "Channels"),
        ("main", None),
        ("log", "Messages"),
        ("complementary", "Members"),
    ):
        await expect(page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]
    await expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert await page.locator("html").get_attribute("lang") == "en"


async def test_a_page_of_a_story_is_an_article_that_is_announced(opens: Opens) -> None:
    page = await opens()
    await commands(page, "/read")
    article = log(page).get_by_role("article").last
    await expect(article).to_contain_text("Page 1 of")
    await expect(article.get_by_role("heading").first).to_be_visible()
    await expect(article.get_by_role("button", name="Next")).to_be_enabled()


@pytest.mark.parametrize("size", [None, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_everything_has_a_name_and_can_be_read(opens: Opens, scheme: str, size: object) -> None:
    page = await opens(color_scheme=scheme, **({"size": size} if size else {}))
    await commands(page, "/read")
    await expect(log(page)).to_contain_text("Page 1 of")
    await composer(page).fill("/")
    await expect(page.get_by_role("option").first).to_be_visible()
    assert await page.evaluate(NAMELESS) == []
    assert await page.evaluate(FAINT) == []
    if not size:
        await page.get_by_role("button", name="What if").click()
        assert await page.evaluate(NAMELESS) == []
        assert await page.evaluate(FAINT) == []


async def test_the_focus_is_seen_and_never_lost(opens: Opens) -> None:
    page = await opens()
    await commands(page, "/read")
    await expect(log(page)).to_contain_text("Page 1 of")
    for _ in range(30):
        await page.keyboard.press("Tab")
        assert await outlined(page) or await page.evaluate("document.activeElement === document.body")


async def outlined(page: Page) -> bool:
    seen: bool = await page.evaluate("""() => {
        const style = getComputedStyle(document.activeElement);
        const around = document.activeElement.closest("form") ?? document.activeElement;
        return style.outlineStyle !== "none" || style.boxShadow !== "none" || around.matches(":focus-within");
    }""")
    return seen

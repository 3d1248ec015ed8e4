"""Who may connect to the playground's page, and that it loads and runs nothing but its own."""

from __future__ import annotations

import re
from importlib.resources import files

import aiohttp
import pytest

from bot.playground import Playground
from bot.playground.messages import Upload, store
from bot.playground.site_world import READING

PAGE = files("bot.playground") / "page"


async def test_the_page_is_all_from_here_and_runs_nothing_else(empty_site: Playground) -> None:
    async with aiohttp.ClientSession() as session, session.get(empty_site.url + "/") as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200 and answer.content_type == "text/html"
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(
        r"\son\w+=|\sstyle=|<style|<script(?! type=\"module\" src=\"/page/)|javascript:", page
    )
    async with aiohttp.ClientSession(empty_site.url) as session:
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
async def test_a_foreign_page_is_refused(empty_site: Playground, headers: dict[str, str], path: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(empty_site.url + path, headers=headers) as answer,
    ):
        assert answer.status == 403


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
async def test_the_socket_is_for_the_page_only(empty_site: Playground, headers: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(empty_site.url + "/socket", headers=headers)
    assert refused.value.status == 403


@pytest.mark.parametrize(
    "name", ["nothing.js", "..%2Fsite.py", "%2e%2e%2fsite.py", "site.py", "index.html%00"]
)
async def test_only_files_of_the_page_are_served(empty_site: Playground, name: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{empty_site.url}/page/{name}", allow_redirects=False) as answer,
    ):
        assert answer.status == 404


async def test_an_uploaded_page_runs_nothing(empty_site: Playground) -> None:
    channel = empty_site.world.channels[READING]
    kept = store(empty_site.world, channel, Upload("a.html", "text/html", b"<script>1</script>"), {})
    async with aiohttp.ClientSession() as session, session.get(kept.url) as answer:
        assert answer.status == 200
        assert "sandbox" in answer.headers["Content-Security-Policy"]

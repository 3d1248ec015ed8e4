"""What the page asks of the playground beyond plain commands: options one by one, files, menus, own words."""

from __future__ import annotations

import aiohttp
import pytest

from bot.playground import Playground
from bot.playground.site_world import BEN, CHLOE, READING
from tests.playground.asking import asks, commands, uploads
from tests.playground.window import Window

# Commands.


async def test_a_value_may_hold_the_name_of_another_option(windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await commands(ana, "read", options={"story": "A tale alone:true x", "alone": "false"})
    await ana.until(lambda: ana.shows("A tale alone:true x 0"))
    assert not ana.newest["flags"] & 64


async def test_people_places_and_roles_are_given_by_mention(windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await commands(ana, "only", options={"count": "3", "who": f"<@{BEN}>"})
    await ana.until(lambda: ana.shows(f"3 <@{BEN}>"))
    refused = await commands(ana, "only", options={"count": "9", "who": f"<@{BEN}>"})
    assert "value 9 is not from 1 to 5" in refused["error"]
    refused = await commands(ana, "only", options={"count": "1", "who": "<@99>"})
    assert "is not a person" in refused["error"]


async def test_one_option_completes_while_the_others_stand(windows: tuple[Window, Window]) -> None:
    offered = await windows[0].asks(
        "complete option",
        name="goto",
        options={"place": "chapter 3"},
        focused="place",
        channel=str(READING),
    )
    assert offered["choices"] == [{"name": "Chapter 3", "value": "chapter 3"}]


async def test_a_command_takes_a_file(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    word = await uploads(site, "Der Laternenanzünder #2.txt", "hellö".encode())
    await commands(ana, "add", files={"file": word})
    await ana.until(lambda: ana.shows("Der_Laternenanzünder__2.txt: 6 of 6 bytes"))
    refused = await commands(ana, "add", files={"file": word})
    assert "not here any more" in refused["error"], "it was taken"
    assert "needs the option file" in (await commands(ana, "add"))["error"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
async def test_files_come_from_the_page_only(site: Playground, headers: dict[str, str]) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(site.url + "/uploads", data=b"x", headers=headers) as answer,
    ):
        assert answer.status == 403


async def test_the_menus_of_messages_and_people(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    listed = await ana.asks("list commands", channel=str(READING))
    assert [one["name"] for one in listed["menus"]["message"]] == ["Pin to this page"]
    assert [one["name"] for one in listed["menus"]["person"]] == ["Greet"]
    await ben.asks("say", text="a fine line", channel=str(READING))
    await ana.until(lambda: ana.shows("a fine line"))
    await asks(ana, "use", command="Pin to this page", message=ana.newest["id"], channel=str(READING))
    await ana.until(lambda: ana.shows("pinned a fine line"))
    await asks(ana, "use", command="Greet", person=str(BEN), channel=str(READING))
    await ben.until(lambda: ben.shows("hello Ben"))
    assert not ana.shows("hello Ben"), "that is between the bot and Ben"


async def test_a_form_is_filled_in_by_ids(site: Playground, windows: tuple[Window, Window]) -> None:
    ana, _ = windows
    await commands(ana, "acts")
    form = (await ana.presses("Survey"))["modal"]
    ids = {one["label"]: one["component"]["custom_id"] for one in form["components"] if "label" in one}
    word = await uploads(site, "proof.txt", b"it is so")
    fields = {ids["Friend"]: [str(CHLOE)], ids["Mood"]: "glad"}
    refused = await ana.asks("fill in", fields={**fields, ids["Mood"]: "furious"}, files={})
    assert "there is no 'furious'" in refused["error"]
    await asks(ana, "fill in", fields=fields, files={ids["Proof"]: [word]})
    await ana.until(lambda: ana.shows("Chloe glad proof.txt=it is so"))


# Ordinary messages.


async def test_a_message_is_answered_edited_and_deleted(
    site: Playground, windows: tuple[Window, Window]
) -> None:
    ana, ben = windows
    word = await uploads(site, "map.png", b"\x89PNG")
    await asks(ana, "say", text="where to?", files=[word], channel=str(READING))
    await ben.until(lambda: ben.shows("where to?"))
    first = ben.newest
    assert first["attachments"][0]["filename"] == "map.png"
    await asks(ben, "say", text="there", reply_to=first["id"], channel=str(READING))
    await ana.until(lambda: ana.shows("there"))
    assert ana.newest["message_reference"]["message_id"] == first["id"]
    refused = await ben.asks("rewrite", message=first["id"], text="nowhere")
    assert "only who wrote" in refused["error"]
    await asks(ana, "rewrite", message=first["id"], text="where now?")
    await ben.until(lambda: ben.shows("where now?"))
    assert "may not delete" in (await ben.asks("delete", message=first["id"]))["error"]
    await asks(ana, "delete", message=ana.newest["id"])  # Ana manages this server
    await ben.until(lambda: not ben.shows("'there'"))


async def test_mentions_call_people(windows: tuple[Window, Window]) -> None:
    ana, ben = windows
    await asks(ana, "say", text=f"<@{BEN}> look", channel=str(READING))
    await ben.until(lambda: ben.messages)
    assert [user["id"] for user in ben.newest["mentions"]] == [str(BEN)]


async def test_what_is_too_long_is_refused(windows: tuple[Window, Window]) -> None:
    refused = await windows[0].asks("say", text="x" * 2001, channel=str(READING))
    assert "2001 of 2000 characters" in refused["error"]

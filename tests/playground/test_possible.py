"""What Discord's own window would not let a person do, and that it can be sent all the same."""

from __future__ import annotations

import pytest

from bot.playground import InteractionFailed, NotPossible, Person, Playground, Room, Server

pytestmark = pytest.mark.usefixtures("bot")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("read", "does not begin with a slash"),
        ("/nothing", "there is no command /nothing here"),
        ("/goto", "/goto needs the option place"),
        ("/goto wrong:1", "/goto has no option 'wrong'"),
        ("/read alone:perhaps", "'perhaps' is not true or false"),
        ("/only count:two who:@Ben", "'two' is not a whole number"),
        ("/only count:9 who:@Ben", "value 9 is not from 1 to 5"),
        ("/only count:2 who:@Nobody", "'Nobody|@Nobody' is not a person"),
    ],
)
async def test_what_cannot_be_typed(ana: Person, ben: Person, text: str, reason: str) -> None:
    with pytest.raises(NotPossible) as caught:
        await ana.types(text)
    assert any(part in str(caught.value) for part in reason.split("|")) and ben.name == "Ben"


async def test_entities_are_resolved(ana: Person, ben: Person) -> None:
    assert f"2 {ben.mention}" in await ana.types("/only count:2 who:@Ben")


async def test_a_command_for_managers_is_not_for_others(ben: Person) -> None:
    with pytest.raises(NotPossible, match="it needs manage_guild"):
        await ben.types("/only count:1 who:@Ben")
    assert f"1 {ben.mention}" in await ben.types("/only count:1 who:@Ben", anyway=True)


async def test_a_command_for_servers_is_not_for_direct_messages(ana: Person) -> None:
    with pytest.raises(NotPossible, match="cannot be used in a direct message"):
        await ana.types("/only count:1 who:@Ana", ana.dm)


async def test_a_command_that_is_not_registered_may_be_sent_anyway(ana: Person) -> None:
    with pytest.raises(InteractionFailed):
        await ana.types("/gone", anyway=True)


async def test_nobody_uses_commands_in_an_archived_thread(ana: Person, room: Room) -> None:
    thread = room.start_thread(ana, "talk")
    await ana.types("/read", thread)
    thread.archive()
    with pytest.raises(NotPossible, match="is archived"):
        await ana.types("/read", thread)


async def test_who_cannot_see_a_channel_cannot_use_it(
    ana: Person, ben: Person, room: Room, server: Server
) -> None:
    await ana.types("/read")
    room.forbid(ben, "view_channel")
    assert room.transcript(for_=ben) == ""
    with pytest.raises(NotPossible, match="cannot see #reading"):
        await ben.types("/read", room)
    room.permit(ben, "view_channel")
    room.forbid(None, "use_application_commands")
    with pytest.raises(NotPossible, match="may not use commands in #reading"):
        await ben.types("/read", room)
    assert len(server.rooms) == 1


async def test_a_greyed_out_button_cannot_be_pressed(ana: Person) -> None:
    await ana.types("/read")
    with pytest.raises(NotPossible, match="is greyed out"):
        await ana.presses("Back")
    assert "# Page 0" in await ana.presses("Back", anyway=True)


async def test_an_age_restricted_command(playground: Playground, ana: Person, server: Server) -> None:
    playground.world.commands[0][0]["nsfw"] = True
    name = playground.world.commands[0][0]["name"]
    with pytest.raises(NotPossible, match="age-restricted channels only"):
        await ana.types(f"/{name}")
    night = server.channel("night", nsfw=True)
    thread = night.start_thread(ana, "late")
    assert "# Page 0" in await ana.types(f"/{name}", thread)


async def test_no_bot_no_answer(playground: Playground, ana: Person) -> None:
    playground.gateway.sessions.clear()
    with pytest.raises(InteractionFailed, match="no bot is connected"):
        await ana.types("/read")

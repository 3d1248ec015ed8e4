"""`python -m bot doctor` says what is in order and what to mend, and changes nothing."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from bot import doctor
from bot.playground import Playground
from bot.run import now
from bot.settings import Settings, make_folders, settings_from
from bot.store.database import Store
from tests.actions.conftest import scene, story
from tests.postgresql import Server
from tests.test_command_line import bot


def _settings(folder: Path, discord: Playground | None = None, **more: str) -> Settings:
    there = {"DISCORD_API_URL": discord.api_url, "DISCORD_TOKEN": discord.token} if discord else {}
    settings = settings_from({"DATA_DIR": str(folder), **there, **more})
    make_folders(settings)
    return settings


def _bare(discord: Playground, name: str) -> None:
    """A server in which nobody may do anything by default."""
    discord.server(name, bot_permissions=0).guild.everyone.permissions = 0


async def _mends(settings: Settings, late: int = 0) -> dict[str, str]:
    findings = await doctor.examine(settings, lambda: now() - late)
    return {each.what: each.mend for each in findings if each.mend}


async def test_all_is_well(tmp_path: Path) -> None:
    async with Playground() as discord:
        discord.server("Book club")
        settings = _settings(tmp_path, discord)
        store = await Store.open(settings.database, files("migrations"))
        (settings.library_dir / "ferry.txt").write_text(story(scene("one")), "utf-8")
        findings = await doctor.examine(settings, now)  # while the bot has the database
        await store.close()
    told = "\n".join(map(str, findings))
    assert not any(each.mend for each in findings), told
    for what in ("database", "disk", "library", "token", "clock", "application", "connections", "servers"):
        assert f"ok    {what}" in told
    assert "servers looked at: 1" in told


async def test_a_wrong_token_and_no_discord_are_told(tmp_path: Path) -> None:
    async with Playground() as discord:
        wrong = _settings(tmp_path, discord, DISCORD_TOKEN="wrong.token")
        right = _settings(tmp_path, discord)
        assert "DISCORD_TOKEN" in (await _mends(wrong))["Discord"]
    assert "cannot be reached" in (await _mends(right))["Discord"]
    assert "DISCORD_TOKEN" in (await _mends(_settings(tmp_path)))["token"]


async def test_a_server_that_lacks_something_is_told_with_the_link_that_grants_it(tmp_path: Path) -> None:
    async with Playground() as discord:
        discord.server("Whole")
        _bare(discord, "Bare")
        mends = await _mends(_settings(tmp_path, discord))
    assert list(mends) == ["server Bare"]
    assert "send_messages" in mends["server Bare"] and "https://" in mends["server Bare"]


async def test_every_page_of_servers_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "A_PAGE", 2)
    async with Playground() as discord:
        for name in ("One", "Two", "Three", "Four", "Five"):
            _bare(discord, name)
        assert len(await _mends(_settings(tmp_path, discord))) == 5


async def test_a_clock_that_is_wrong_is_told(tmp_path: Path) -> None:
    async with Playground() as discord:
        behind = (await _mends(_settings(tmp_path, discord), late=300_000))["clock"]
        ahead = (await _mends(_settings(tmp_path, discord), late=-300_000))["clock"]
    assert re.search(r"\b(29\d|30\d) seconds behind", behind), "Discord tells whole seconds, and time passes"
    assert re.search(r"\b(29\d|30\d) seconds ahead", ahead)


async def test_files_that_are_no_stories_and_a_damaged_database_are_told(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    (settings.library_dir / "blank.txt").write_text("", "utf-8")
    database = settings.data_dir / "lamplight.db"
    database.write_bytes(b"\xaa" * 9_000)
    mends = await _mends(settings)
    assert {"database", "library: blank.txt"} <= set(mends)
    assert database.read_bytes() == b"\xaa" * 9_000


async def test_a_postgresql_database_is_looked_at_as_it_is(tmp_path: Path, postgresql: Server) -> None:
    url = postgresql.database()
    settings, name = _settings(tmp_path, DATABASE_URL=url), url.partition("?")[0].rpartition("/")[2]
    told = "\n".join(map(str, await doctor.examine(settings, now)))
    assert re.search(rf"ok    database: PostgreSQL \S+, {name} on .*, empty until the first start", told)
    assert postgresql.sql("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'", name) == "0"
    store = await Store.open(url, files("migrations"))
    told = "\n".join(map(str, await doctor.examine(settings, now)))  # while the bot has it
    await store.close()
    assert re.search(rf"ok    database: PostgreSQL \S+, {name} on .*, version \d+\n", told)
    assert "ok    backups: pg_dump" in told
    postgresql.sql("INSERT INTO lamplight_version VALUES (9999)", name)
    (mend,) = [mend for what, mend in (await _mends(settings)).items() if what.startswith("database")]
    assert "newer than I am" in mend
    postgresql.drop(url)
    assert "make it with createdb" in (await _mends(settings))["database"]


async def test_a_postgresql_database_that_the_bot_would_refuse_is_told(
    tmp_path: Path, postgresql: Server
) -> None:
    url = postgresql.database()
    name = url.partition("?")[0].rpartition("/")[2]
    postgresql.sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE ROLE guest LOGIN", name)
    guest = _settings(tmp_path, DATABASE_URL=url.replace("lamplight@", "guest@"))
    assert "make its user its owner" in (await _mends(guest))["database"]
    postgresql.sql("CREATE TABLE somebodys (x TEXT)", name)
    mends = await _mends(_settings(tmp_path, DATABASE_URL=url))
    assert "is the database of another program" in mends["database"]
    postgresql.drop(url)
    postgresql.sql("DROP ROLE guest")
    away = _settings(tmp_path, DATABASE_URL="postgresql://lamplight:secret@127.0.0.1:1/lamplight")
    told = (await _mends(away))["database"]
    assert "look whether its server runs" in told and "secret" not in told


def test_as_typed(tmp_path: Path) -> None:
    looked = bot("doctor", home=tmp_path)
    assert looked.returncode == 1 and looked.stderr == ""
    assert "MEND  token" in looked.stdout and "ok    database" in looked.stdout

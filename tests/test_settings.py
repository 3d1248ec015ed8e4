"""Settings come from the environment, and a wrong one is one sentence that names it."""

import logging
import re
from pathlib import Path

import discord
import pytest

from bot.arrival import PERMISSIONS, invite_link, missing
from bot.settings import SettingsError, make_folders, settings_from
from bot.wording.privacy import RIGHTS_WHY

EXAMPLE = Path(__file__).parents[1] / ".env.example"


def test_nothing_set_is_enough() -> None:
    settings = settings_from({})
    assert settings.discord_token == ""
    assert settings.data_dir == Path("data")
    assert settings.library_dir == Path("data/library")
    assert settings.database == Path("data/lamplight.db")
    assert settings.log_level == logging.INFO
    assert not settings.public_bot
    assert settings.backup_days == 7


def test_what_is_set_counts_and_blanks_around_it_do_not() -> None:
    settings = settings_from(
        {
            "DISCORD_TOKEN": " abc.def ",
            "DATA_DIR": "/srv/lamplight",
            "LIBRARY_DIR": "/srv/stories",
            "LOG_LEVEL": "debug",
            "PUBLIC_BOT": "True",
            "DISCORD_API_URL": "http://127.0.0.1:8080/api/v10/",
        }
    )
    assert settings.discord_token == "abc.def"
    assert settings.library_dir == Path("/srv/stories")
    assert settings.log_level == logging.DEBUG
    assert settings.public_bot
    assert settings.discord_api_url == "http://127.0.0.1:8080/api/v10"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", "two words"),
        ("DISCORD_TOKEN", "tokén"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("PUBLIC_BOT", "perhaps"),
        ("BACKUP_DAYS", "31"),
        ("METRICS_PORT", "70000"),
        ("BACKUP_DAYS", "-1"),
        ("BACKUP_DAYS", "²"),
        ("SHARD_COUNT", "0"),
        ("SHARD_COUNT", "many"),
        ("SHARD_IDS", "0-"),
        ("SHARD_IDS", "1"),
        ("DISCORD_API_URL", "discord"),
        ("DISCORD_API_URL", "ftp://127.0.0.1"),
    ],
)
def test_a_wrong_one_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        settings_from({name: value})
    assert "\n" not in str(refused.value)


def test_shards_are_counted_and_named() -> None:
    assert (settings_from({}).shard_count, settings_from({}).shard_ids) == (1, ())
    assert settings_from({"SHARD_COUNT": "auto"}).shard_count == 0
    for named in ("", "0-3", "0, 1,2-3", "3,2,1,0"):
        assert settings_from({"SHARD_COUNT": "4", "SHARD_IDS": named}).shard_ids == ()


def test_on_postgresql_a_process_may_have_shards_that_it_would_rather_have() -> None:
    shared = {"DATABASE_URL": "postgresql://127.0.0.1/lamplight", "SHARD_COUNT": "4"}
    for named, found in (("", ()), ("0-3", ()), ("0, 2", (0, 2)), ("1-2,3", (1, 2, 3)), ("2,2", (2,))):
        assert settings_from(shared | {"SHARD_IDS": named}).shard_ids == found


@pytest.mark.parametrize("ids", ["0, 2", "1-2,3", "2,2"])
def test_without_postgresql_a_process_has_every_shard(ids: str) -> None:
    with pytest.raises(SettingsError, match="several processes need PostgreSQL"):
        settings_from({"SHARD_COUNT": "4", "SHARD_IDS": ids})


@pytest.mark.parametrize("ids", ["3-1", "4", "0-4", "0,,1", "a", "-1", "0-1-2", "²", "1000000000"])
@pytest.mark.parametrize("count", ["4", "auto"])
def test_shards_that_are_none_are_refused(ids: str, count: str) -> None:
    with pytest.raises(SettingsError, match="SHARD_IDS"):
        settings_from({"SHARD_COUNT": count, "SHARD_IDS": ids})


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SettingsError, match="DATA_DIR"):
        make_folders(settings_from({"DATA_DIR": str(tmp_path / "file" / "data")}))


def test_the_example_names_every_setting_and_no_other() -> None:
    text = EXAMPLE.read_text("utf-8")
    named = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    read = re.findall(r'values\.get\("([A-Z_]+)"', Path("bot/settings.py").read_text("utf-8"))
    assert sorted(named) == sorted(read)
    assert settings_from(named) == settings_from({})


def test_the_compose_file_sets_nothing_that_is_no_setting() -> None:
    compose = EXAMPLE.with_name("compose.yaml").read_text("utf-8")
    bot = compose.partition("  lamplight:\n")[2].partition("\n\n")[0]
    given = dict(re.findall(r"^      ([A-Z_]+): \"?(.+?)\"?$", bot, re.MULTILINE))
    assert len(given) == 4
    known = re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert set(given) <= set(known)
    port = settings_from(
        {**given, "DATABASE_URL": "postgresql://lamplight:abc@postgresql/lamplight"}
    ).metrics_port
    assert f"http://127.0.0.1:{port}/healthz" in bot


def test_the_invite_link_asks_for_what_the_help_names() -> None:
    link = invite_link(42)
    assert "client_id=42" in link
    assert "scope=bot+applications.commands" in link
    asked = discord.Permissions(int(link.rpartition("permissions=")[2].partition("&")[0]))
    assert asked == PERMISSIONS
    assert set(missing(discord.Permissions.none())) == set(RIGHTS_WHY), "each with its reason"

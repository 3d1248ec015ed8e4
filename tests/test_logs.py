"""A process that is asked to log everything tells nothing of what people read and write."""

import json
from pathlib import Path

from bot.playground import Playground
from tests.bots import says, start

SECRETS = ("zanzibar", "quokka", "xylophone", "marzipan", "boatswain")


async def test_a_log_of_everything_is_objects_without_secrets(tmp_path: Path) -> None:
    async with Playground() as discord:
        server = discord.server("Book club")
        ana, room = server.member("Ana", manager=True), server.channel("reading")
        how = {"LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json", "DATA_DIR": str(tmp_path)}
        process = await start(tmp_path, DISCORD_TOKEN=discord.token, DISCORD_API_URL=discord.api_url, **how)
        await discord.bot_ready()
        bookmark, note, search, report, _ = SECRETS
        shown = await ana.types("/read story:all hands", room)
        for command in (
            f"/bookmark add name:{bookmark}",
            f"/note add text:{note}",
            f"/find text:{search}",
            f"/report story:all hands why:It hurts somebody words:{report}",
        ):
            await ana.types(command, room)
        await says(process, b"eported in server")
        process.terminate()
        _, errors = await process.communicate()
    lines = [json.loads(line) for line in errors.decode().splitlines()]
    assert process.returncode == 0
    text = errors.decode().casefold()
    assert not [word for word in SECRETS if word in text]
    assert str(shown.text or "")[:40].casefold() not in text
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)

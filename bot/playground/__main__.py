"""`python -m bot.playground [COMMAND …]`: the page and the bot behind it, on this machine alone.

A command starts another bot than Lamplight: README.md beside this file tells how.
"""

import asyncio
import os
import signal
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.playground.home import Home, opened
from bot.playground.server import Playground
from bot.settings import Settings, SettingsError, make_folders, settings_from, with_env_file

PORTS = (
    8642,
    0,
)  # the usual one, so that a page left open finds its way back; any free one where that is taken
ELSEWHERE = Path(".playground")  # where the playground of another bot keeps what was said
BOT = (sys.executable, "-m", "bot.moved_clock")
DONE, REFUSED = 0, 2  # exit codes


def main() -> int:
    """Ends with the bot's own exit code where the bot cannot start."""
    try:
        environment = with_env_file(os.environ)
        settings = settings_from(environment)
        make_folders(settings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return REFUSED
    try:
        return asyncio.run(_run(settings, environment, sys.argv[1:]))
    except KeyboardInterrupt:
        return DONE


async def _run(settings: Settings, environment: Mapping[str, str], command: Sequence[str]) -> int:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    home = await (open_for(command) if command else open_playground(settings))
    starting, stopping = asyncio.create_task(home.start()), asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait((starting, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not stopped.is_set():
            if not starting.result():
                return home.child.exit_code or 1
            await _show(home.discord, environment)
            await stopping
        return DONE
    finally:
        starting.cancel()
        await home.stop()


async def open_playground(settings: Settings, ports: Sequence[int] = PORTS) -> Home:
    """Lamplight's. Its places are kept apart from those of real servers; the library is the same."""
    folder = settings.data_dir / "playground"

    def environment(discord: Playground) -> Mapping[str, str]:
        library = str(settings.library_dir)
        apart = {"DATA_DIR": str(folder), "DATABASE_URL": "sqlite"}
        return {**_address(discord), **apart, "LIBRARY_DIR": library}

    return await opened(ports, BOT, folder, environment)


async def open_for(command: Sequence[str]) -> Home:
    return await opened(PORTS, command, ELSEWHERE, _address, bot_name="Your bot")


def _address(discord: Playground) -> dict[str, str]:
    """What tells a bot where its Discord is, beside everything else that is set."""
    return {
        **os.environ,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway.url,
    }


async def _show(discord: Playground, environment: Mapping[str, str]) -> None:
    url, usual = f"{discord.url}/", PORTS[0]
    instead = "" if discord.port == usual else f", since something else has port {usual}"
    print(f"The playground is open at {url}{instead} (Ctrl+C ends it)", flush=True)
    if environment.get("PLAYGROUND_OPEN", "1") != "0" and _has_display(environment):
        await asyncio.to_thread(webbrowser.open, url)


def _has_display(environment: Mapping[str, str]) -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())

"""The options that the commands of read-alongs share."""

from typing import Literal

from discord import app_commands

Minutes = app_commands.Range[int, 1, 1440]
Talk = app_commands.Range[int, 0, 120]
Days = app_commands.Range[int, 1, 90]
Few = app_commands.Range[int, 1, 10]
Quorum = app_commands.Range[int, 1, 100]
Title = app_commands.Range[str, 1, 200]
Time = app_commands.Range[str, 1, 20]
Zone = app_commands.Range[str, 1, 60]
Which = app_commands.Range[str, 1, 100]
Turning = Literal["host", "everyone", "majority", "timed", "daily", "own"]

HOW = {
    "pace": "What turns the page: the host, everyone ready, most ready, the clock, a part a day; own: each alone.",
    "minutes": "For timed: how many minutes a page.",
    "at": "For daily: the time of day, like 20:00.",
    "zone": "For daily: the time zone, like Europe/Berlin.",
    "scenes": "For daily: how many scenes a day.",
    "pages": "For daily: how many pages a day, instead of scenes.",
    "days": "For own: how many days for so many scenes; without it there are no due dates.",
    "talk": "How many minutes to talk after each scene; 0 for none.",
    "quorum": "How many must be ready at least.",
}
WHICH = "Which read-along; without it, the one of this thread or channel."

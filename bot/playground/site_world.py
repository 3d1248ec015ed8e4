"""The world that the page opens on: a book club with two channels and three people, the same after every start."""

from __future__ import annotations

from bot.playground import permissions
from bot.playground.server import Playground
from bot.playground.servers import Server
from bot.playground.state import TEXT_CHANNEL, Channel, Guild, Role, User

# Ids from the first instants of Discord's time: they stay from run to run, so that a bot finds its server again, and
# are smaller than any that the clock makes.
SERVER, READING, LOUNGE, ANA, BEN, CHLOE = (number << 22 for number in range(1, 7))


def furnish(discord: Playground) -> Server:
    """Ana may manage the server; Ben and Chloe are guests like any other."""
    world = discord.world
    guild = Guild(SERVER, "Book club", world.owner.id, Role(SERVER, "@everyone", permissions.EVERYONE))
    guild.roles[SERVER] = guild.everyone
    world.guilds[SERVER] = guild
    for position, (number, name) in enumerate(((READING, "reading"), (LOUNGE, "the-lounge"))):
        world.add_channel(Channel(number, TEXT_CHANNEL, name, guild, position=position))
    world.add_bot(guild, permissions.BOT)
    server = discord.server_of(guild)
    for number, name in ((ANA, "Ana"), (BEN, "Ben"), (CHLOE, "Chloe")):
        world.users[number] = User(number, name)
        person = discord.person(world.users[number])
        server.member(person, manager=number == ANA)
        discord.people.append(person)
    return server

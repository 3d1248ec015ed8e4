"""The languages that can be chosen, each by its own name, since who wants one may read no other."""

from bot.custom_id import pack
from bot.languages.catalogue import tags
from bot.screens.screen import Part, menu, option
from bot.wording import Markdown, say
from bot.wording import house as wording_house
from story.languages import own_name

AS_DISCORD = "discord"  # the value of no choice


def language_name(tag: str) -> str:
    """A language by its own name, with its country where its catalogue is for one: "Português (BR)"."""
    _, _, country = tag.partition("-")
    return f"{own_name(tag)} ({country})" if country else own_name(tag)


def language_told(chosen: str) -> Markdown:
    """What was chosen, or that nothing was."""
    return Markdown(language_name(chosen)) if chosen else say(wording_house.LANGUAGE_OF_DISCORD)


def language_menu(does: str, chosen: str) -> Part:
    """Every language there is a catalogue of, English, and the one that Discord is set to."""
    offered = [option(language_name(tag), tag, chosen=tag == chosen) for tag in sorted({"en", *tags()})[:24]]
    as_discord = option(say(wording_house.CHOOSE_AS_DISCORD), AS_DISCORD, chosen=not chosen)
    return menu(say(wording_house.CHOOSE_LANGUAGE), pack(does, "language"), [as_discord, *offered])

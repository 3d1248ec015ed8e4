"""A person is answered in their language, everybody in the server's, and a story stays in its own."""

import pytest

from bot.playground import Person
from tests.actions.conftest import scene
from tests.conversations.conftest import Club


def speaks(person: Person, locale: str) -> None:
    person.user.locale = locale


@pytest.fixture
def german_club(club: Club) -> Club:
    """In which Ben speaks Spanish and Chloe Japanese."""
    club.server.guild.locale = "de"
    speaks(club.ana, "de")
    speaks(club.ben, "es-ES")
    speaks(club.chloe, "ja")
    return club


async def test_a_spanish_speaker_in_a_german_server(german_club: Club) -> None:
    club = german_club
    page = await club.ben.types("/read", club.room)
    assert page.buttons == ("Weiter", "Inhalt")
    assert "Seite 1 von" in page
    assert "one, paragraph 0" in page, "the story is in its own language"
    await club.ana.presses("Weiter", club.room)
    assert "Seite 2 von" in club.shows()
    contents = await club.ben.presses("Inhalt", club.room)
    assert contents.private
    assert "(aquí estamos)" in contents
    assert "% leído" in contents
    assert "escena" in await club.ben.types("/progress", club.room)


async def test_nobodys_own_language_is_seen_by_all(german_club: Club) -> None:
    club = german_club
    for who in (club.ben, club.chloe, club.ana):
        await who.types("/read", club.room)
    shown = club.shows()
    assert "Página" not in shown
    assert "ページ" not in shown
    assert shown.count("Seite") >= 3


async def test_a_refusal_is_in_the_language_of_who_is_refused(german_club: Club) -> None:
    club = german_club
    nothing = await club.chloe.types("/next", club.room)
    assert nothing.private
    assert "`/読む`" in nothing
    assert "`/leer`" in await club.ben.types("/next", club.room)
    assert "`/lesen`" in await club.ana.types("/next", club.room)


async def test_a_locale_nobody_has_heard_of_is_answered_in_english(club: Club) -> None:
    speaks(club.ben, "tlh")
    club.server.guild.locale = "x-vulcan"
    assert "Type `/read`" in await club.ben.types("/next", club.room)
    assert "Page 1 of" in await club.ben.types("/read", club.room)


async def test_commands_have_names_in_every_language(german_club: Club) -> None:
    told = {each["name"]: each for each in german_club.discord.world.commands[0]}
    read = told["read"]
    assert read["name_localizations"]["de"] == "lesen"
    assert read["name_localizations"]["es-419"] == read["name_localizations"]["es-ES"] == "leer"
    assert read["description_localizations"]["fr"].startswith("Montre la page")
    assert read["options"][0]["name_localizations"]["ja"] == "物語"


async def test_a_story_from_right_to_left_stays_apart_from_what_is_said_of_it(empty_club: Club) -> None:
    title = "حكاية العبّارة الأخيرة"
    text = f"---\ntitle: {title}\nauthor: كاتبة\n---\n\n" + f"{scene('one')}\n\n***\n\n{scene('two')}"
    empty_club.brings("ferry.md", text)
    await empty_club.starts_the_bot()
    empty_club.server.guild.locale = "de"
    page = await empty_club.ana.types("/read", empty_club.room)
    assert f"\u2068{title}\u2069" in page
    assert "one, paragraph 0" in page


async def test_a_direct_message_in_japanese(club: Club) -> None:
    speaks(club.chloe, "ja")
    page = await club.chloe.types("/read", club.chloe.dm)
    assert page.buttons[:2] == ("次へ", "目次")
    assert "1/3ページ · シーン1/3" in page
    assert "残り約" in page
    assert "one, paragraph 0" in page
    assert "2/3ページ" in await club.chloe.presses("次へ")
    assert "（いまここ）" in await club.chloe.types("/contents", club.chloe.dm)


async def test_who_wants_another_language_than_discords_chooses_it(german_club: Club) -> None:
    """At once, for what only they see; and a server for what everybody sees."""
    club = german_club
    await club.ben.types("/me", club.room)
    assert "Comment je te lis" in await club.ben.chooses("Français")
    nothing_open = await club.ben.types("/next", club.room)
    assert "Tape `/leer` pour" in nothing_open, "a command has the name that their Discord shows"
    await club.ben.types("/read", club.room)
    assert "Seite 1 von" in club.page(), "what everybody sees stays as it is"
    await club.ana.types("/settings", club.room)
    await club.ana.chooses("Português (BR)")
    await club.ben.types("/read", club.room)
    assert "Página 1 de" in club.page()
    assert "scène" in await club.ben.types("/progress", club.room)


async def test_commands_are_mentioned_as_ones_discord_shows_them(club: Club) -> None:
    """Ben's Discord is English and its commands are, whatever language he chose to be answered in."""
    await club.ben.types("/me", club.room)
    await club.ben.chooses("Deutsch")
    told = await club.ben.types("/help", club.room)
    assert "`/read` zeigt die aktuelle Seite" in told
    assert "`/bookmark add`, `list` und `remove` für" in told
    await club.ben.types("/read alone:true", club.room)
    assert "zeigt `/read alone:true` die" in await club.ben.presses("Weiter", club.room)
    await club.ben.types("/me", club.room)
    speaks(club.ben, "de")
    assert "`/lesen` zeigt" in await club.ben.types("/help", club.room)
    await club.ben.types("/me", club.room)
    await club.ben.chooses("English")
    assert "`/lesen` shows the current page" in await club.ben.types("/help", club.room)


async def test_who_is_refused_before_anything_is_looked_up_is_so_in_their_own_language(
    german_club: Club,
) -> None:
    club = german_club
    await club.ben.types("/me", club.room)
    await club.ben.chooses("Français")
    refused = await club.ben.types("/settings", club.room, anyway=True)
    assert "Seules les personnes ayant la permission" in refused
    assert "`/moi`" not in refused and "`/leer`" not in refused
    page = await club.ana.types("/read", club.room)
    assert page.message is not None
    assert "autre version de moi" in await club.ben.presses_id(page.message, "l0:from:long:ago")


async def test_a_form_is_in_the_language_of_who_fills_it_in(german_club: Club) -> None:
    """Not in everybody's, who do not see it."""
    club = german_club
    await club.ben.types("/me", club.room)
    await club.ben.chooses("Français")
    await club.ana.types("/read", club.room)
    opened = await club.ben.chooses("Hier eine Randnotiz schreiben")
    assert opened.modal is not None
    assert opened.modal.title == "Une note en marge"


@pytest.mark.parametrize(
    ("locale", "place"),
    [
        *(("de", "Szene 2"), ("de", "kapitel 1, szene 2"), ("es-419", "escena 2"), ("fr", "Scène 2")),
        *(("pt-BR", "capítulo 1, cena 2"), ("ja", "シーン2"), ("ja", "第1章、シーン 2"), ("ja", "scene 2")),
    ],
)
async def test_a_place_is_understood_in_the_language_of_who_types_it(
    club: Club, locale: str, place: str
) -> None:
    speaks(club.ben, locale)
    await club.ana.types("/read", club.room)
    await club.ana.types("/goto place:scene 3", club.room)
    await club.ana.presses("Go there anyway", club.room)
    assert "two, paragraph 0" in await club.ben.types(f"/goto place:{place}", club.room)

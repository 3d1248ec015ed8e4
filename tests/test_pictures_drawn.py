"""Pictures are drawn anew: small, without their metadata, and whatever a hostile one is, the story is read."""

from io import BytesIO

import pytest
from PIL import Image

from bot.pictures import COVER_SIDE, LARGEST, LARGEST_TOTAL, LONGEST_SIDE, drawn_anew
from story.model import Block, Chapter, Illustration, Picture, Scene, Story
from story.picture_kinds import look, name_of
from tests.story.pictures_made import RED, Colour, noise, picture


def story(*pictures: bytes, cover: bytes = b"") -> Story:
    """A scene with these pictures."""
    kept = {name_of(data): Picture(name_of(data), data) for data in (*pictures, *([cover] if cover else []))}
    shown = tuple(Illustration(0, name_of(data), "words") for data in pictures)
    scene = Scene((Block("Text."),), illustrations=shown)
    return Story(
        "T",
        "",
        "",
        (Chapter("", (scene,)),),
        pictures=tuple(kept.values()),
        cover=(cover and name_of(cover)) or "",
    )


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_every_kind_becomes_one_that_discord_shows(kind: str) -> None:
    drawn = drawn_anew(story(picture(kind=kind)))
    (only,) = drawn.pictures
    assert only.name.endswith((".png", ".jpg")) and opened(only.data).size == (300, 200)
    assert [(each.picture, each.alt) for each in drawn.illustrations] == [(only.name, "words")]
    assert drawn.dropped == ()


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("RGB", "red"), ("RGBA", "red"), ("L", 9), ("LA", (9, 9)), ("P", 9), ("1", 1), ("I;16", 9)],
)
def test_every_mode_is_drawn(mode: str, colour: Colour) -> None:
    (only,) = drawn_anew(story(picture(mode=mode, colour=colour))).pictures
    assert opened(only.data).size == (300, 200)


def test_what_is_too_large_is_made_smaller() -> None:
    drawn = drawn_anew(story(noise(3_000, 2_000), noise(2_000, 2_000, "PNG"), cover=noise(1_200, 1_800)))
    for only in drawn.pictures:
        seen = look(only.data)
        assert seen and max(seen.width, seen.height) <= LONGEST_SIDE and len(only.data) <= LARGEST
    cover = next(each for each in drawn.pictures if each.name == drawn.cover)
    assert max(opened(cover.data).size) == COVER_SIDE


def test_nothing_is_told_but_pixels_and_a_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "taken at home", 6
    source = picture(400, 200, kind="JPEG", exif=exif, comment=b"a secret")
    (only,) = drawn_anew(story(source)).pictures
    assert b"home" in source and b"secret" in source
    assert b"home" not in only.data and b"secret" not in only.data
    assert opened(only.data).size == (200, 400)


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (noise(300, 200)[:2_000], "1 picture that is damaged"),
        (RED[:60] + bytes(40) + RED[100:], "1 picture that is damaged"),
        (picture(30_000, 30_000, 0, mode="1"), "1 picture that is far too large"),
        (b"GIF89a" + b"\x10\x27\x10\x27" + bytes(20), "1 picture that is damaged"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(10) + b"\x64\x00\x64\x00", "1 picture that is damaged"),
        (b"BM" + bytes(16) + b"\x64\x00\x00\x00\x64\x00\x00\x00" + bytes(9), "1 picture that is damaged"),
    ],
    ids=["cut short", "overwritten", "bomb", "lying gif", "no webp", "no bmp"],
)
def test_a_hostile_picture_is_left_out_and_said(hostile: bytes, reason: str) -> None:
    drawn = drawn_anew(story(hostile, RED))
    assert drawn.dropped == (reason,)
    assert len(drawn.illustrations) == len(drawn.pictures) == 1, "the others are shown"


def test_a_damaged_cover_is_no_cover() -> None:
    drawn = drawn_anew(story(RED, cover=noise(300, 200)[:2_000]))
    assert drawn.cover == "" and len(drawn.pictures) == 1


def test_a_story_has_no_more_than_so_many_bytes_of_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pictures.LARGEST_TOTAL", 200_000)
    assert LARGEST_TOTAL == 20_000_000
    pictures = [picture(300, 200, (number, 0, 0)) + bytes([number]) for number in range(3)]
    photographs = [noise(400, 400) for _ in range(3)]
    drawn = drawn_anew(story(*photographs, *pictures))
    assert sum(len(each.data) for each in drawn.pictures) <= 200_000
    assert any(sentence.endswith("more than a story may have") for sentence in drawn.dropped)
    assert {each.picture for each in drawn.illustrations} == {each.name for each in drawn.pictures}


def test_the_same_file_gives_the_same_pictures() -> None:
    once, twice = (drawn_anew(story(RED, picture(90, 90, kind="JPEG"))) for _ in range(2))
    assert once == twice

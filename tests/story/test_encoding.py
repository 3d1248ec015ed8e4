"""Bytes of every usual encoding become the text that was written; what is no text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.encoding import decode
from story.importing import read_story
from story.model import Story, Unreadable

ENGLISH = "It was late—“really,” she said; the café was closed, naïve as ever. " * 5
RUSSIAN = "Однажды ночью он вышел из дома и больше не вернулся. Утром всё изменилось. " * 5
GREEK = "Μια νύχτα βγήκε από το σπίτι και δεν γύρισε ποτέ. Το πρωί όλα είχαν αλλάξει. " * 5
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 5
CHINESE = "那天晚上他走出家门，再也没有回来。第二天早上，一切都变了。" * 5
KOREAN = "그날 밤 그는 집을 나가서 다시는 돌아오지 않았다. 아침에 모든 것이 변했다. " * 5


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_is_exact(codec: str) -> None:
    found = decode(ENGLISH.encode(codec))
    assert (found.text, found.warning) == (ENGLISH, "")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (GREEK, "cp1253"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"), (CHINESE, "gb18030"), (CHINESE, "big5"), (KOREAN, "euc-kr"),
    ],
)  # fmt: skip
def test_legacy_encodings_are_exact(text: str, codec: str) -> None:
    text = text.encode(codec, "ignore").decode(codec)
    found = decode(text.encode(codec))
    assert found.text == text
    assert "save it as UTF-8" in found.warning


def test_a_person_may_name_the_encoding() -> None:
    assert decode("Café".encode("cp850"), "cp850").text == "Café"
    with pytest.raises(Unreadable, match="no encoding named klingon"):
        decode(b"a", "klingon")
    with pytest.raises(Unreadable, match="not written in ascii"):
        decode("é".encode(), "ascii")


def test_a_single_damaged_byte_does_not_spoil_a_utf8_file() -> None:
    found = decode(RUSSIAN.encode() + b"\xff")
    assert found.text == RUSSIAN + "\ufffd"
    assert "damaged" in found.warning


def read_or_refused(data: bytes) -> Story | Unreadable:
    try:
        return read_story(data, "a.txt")
    except Unreadable as refusal:
        return refusal


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    match read_or_refused(data):
        case Unreadable() as refusal:
            assert str(refusal).endswith(".")
        case story:
            assert story.title
            assert all(scene.text for scene in story.scenes)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=200))
def test_no_letter_of_plain_text_is_lost(text: str) -> None:
    story = read_or_refused(text.encode())
    if isinstance(story, Unreadable):
        return
    kept = "".join(
        chapter.title + "".join(scene.text for scene in chapter.scenes) for chapter in story.chapters
    )
    assert {char for char in text if char.isalpha()} <= set(kept + story.title + story.author)

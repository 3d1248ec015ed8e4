"""What Discord's rules say about messages, each broken by one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import limits
from bot.limits import callback_problems, message_problems
from tests.playground.openapi import oracle

V2 = limits.IS_COMPONENTS_V2
Json = dict[str, Any]


def text(content: str = "x") -> Json:
    return {"type": 10, "content": content}


def button(custom_id: str = "a", label: str | None = "Next", **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def container(*children: Json) -> Json:
    return {"type": 17, "components": list(children)}


def section(*texts: Json, accessory: Json | None = None) -> Json:
    return {"type": 9, "components": list(texts), "accessory": accessory or button()}


def menu(count: int = 2, **more: Any) -> Json:
    options = [{"label": f"Option {n}", "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "menu", "options": options, **more}


def gallery(count: int, url: str = "https://example.org/a.png") -> Json:
    return {"type": 12, "items": [{"media": {"url": url}} for _ in range(count)]}


def v2(*components: Json, **more: Any) -> Json:
    return {"flags": V2, "components": list(components), **more}


GOOD: list[Json] = [
    {"content": "x" * 2000},
    {"content": f"  {'x' * 2000}\n"},
    {"content": "\N{GRINNING FACE}" * 2000},
    {"embeds": [{"title": "x", "description": "y"}]},
    v2(text("x" * 4000)),
    v2(*[text("x" * 100) for _ in range(40)]),
    v2(container(text(), {"type": 14, "spacing": 2}, row(button()), row(menu()), gallery(10))),
    v2(section(text(), text(), text())),
    v2(section(text(), accessory={"type": 11, "media": {"url": "https://example.org/a.png"}})),
    v2(row(*[button(str(n)) for n in range(5)])),
    v2(row(button(label="x" * 80, custom_id="y" * 100))),
    v2(row({"type": 2, "style": 5, "label": "Go", "url": "https://example.org"})),
    v2(row(menu(25, placeholder="p" * 150, min_values=0, max_values=25))),
    v2(row({"type": 5, "custom_id": "who"})),
    v2(row(button(label=None, emoji={"name": "x"}))),
    v2(text(), content=None, embeds=[], allowed_mentions={"parse": []}, attachments=[]),
]


@pytest.mark.parametrize("payload", GOOD, ids=range(len(GOOD)))
def test_what_discord_accepts(payload: Json) -> None:
    assert message_problems(payload) == []
    assert callback_problems({"type": 4, "data": payload}) == []


CYRILLIC = "\N{CYRILLIC SMALL LETTER A}"
CJK = "\N{CJK UNIFIED IDEOGRAPH-4E00}"

BAD: list[tuple[Json, str]] = [
    ({}, "Cannot send an empty message"),
    ({"content": " \n "}, "Cannot send an empty message"),
    ({"flags": V2}, "Cannot send an empty message"),
    ({"content": "x" * 2001}, "In content: Must be 2000 or fewer in length."),
    ({"content": "x", "nonce": "n" * 26, "tts": False, "flags": 0}, "In nonce: Must be 25 or fewer"),
    ({"content": "x", "flags": 1 << 7}, "In flags: "),
    ({"embeds": [{"description": "x" * 4097}]}, "In embeds.0.description: "),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "In embeds: Embed size exceeds maximum size of 6000"),
    ({"embeds": [{"title": "x"}] * 11}, "In embeds: Must be between 0 and 10 in length."),
    ({"embeds": [{"fields": [{"name": "x", "value": " "}]}]}, "In embeds.0.fields.0.value: "),
    (
        {"components": [text()], "content": "x"},
        'In components.0.type: Value of field "type" must be one of (1).',
    ),
    (
        {"components": [row(button(str(n))) for n in range(6)], "content": "x"},
        "In components: Must be between",
    ),
    (v2(text(), content="x"), "In content: The 'content' field cannot be used"),
    (v2(text(), embeds=[{"title": "x"}]), "In embeds: The 'embeds' field cannot be used"),
    (v2(text("x" * 4001)), "In components.0.content: Must be between 1 and 4000 in length."),
    (v2(text(" \n")), "In components.0.content: This field is required"),
    (
        v2(text("x" * 2001), container(text("x" * 2000))),
        "In components: The total displayable text size 4001",
    ),
    (v2(text(CJK * 3390)), "In components: The processed text size 10182 exceeds 10170 bytes."),
    (
        v2(*[text() for _ in range(41)]),
        "In components: The total number of components cannot exceed 40 (41).",
    ),
    (v2(*[section(text(), accessory=button(str(n))) for n in range(14)]), "cannot exceed 40 (42)"),
    (v2(container()), "In components.0.components: Must be between 1 and 40 in length."),
    (v2(container(container(text()))), "In components.0.components.0.type: "),
    (v2(button()), "In components.0.type: "),
    (v2(row()), "In components.0.components: Must be between 1 and 5 in length."),
    (v2(row(*[button(str(n)) for n in range(6)])), "In components.0.components: Must be between 1 and 5"),
    (v2(row(menu(), button())), "In components.0.components: Must be between 1 and 1 in length."),
    (v2(row(button(), button())), "In components.0.components.1.custom_id: Component custom id cannot be"),
    (
        v2(row(button()), section(text())),
        "In components.1.accessory.custom_id: Component custom id cannot be",
    ),
    (v2(row(button(label="x" * 81))), "In components.0.components.0.label: Must be 80 or fewer in length."),
    (v2(row(button(label=""))), "In components.0.components.0.label: A button needs"),
    (
        v2(row(button(custom_id="x" * 101))),
        "In components.0.components.0.custom_id: Must be between 1 and 100",
    ),
    (v2(row(button(custom_id=""))), "In components.0.components.0.custom_id: This field is required"),
    (v2(row(button(style=9))), "In components.0.components.0.style: "),
    (v2(row(button(url="https://example.org"))), "In components.0.components.0.url: A custom id and url"),
    (
        v2(row({"type": 2, "style": 5, "label": "Go"})),
        "In components.0.components.0.url: This field is required",
    ),
    (v2(row({"type": 2, "style": 5, "label": "Go", "url": "ftp://x"})), "url: Scheme must be one of"),
    (v2(row({"type": 2, "style": 6})), "sku_id: This field is required"),
    (v2(row(menu(26))), "In components.0.components.0.options: Must be between 1 and 25 in length."),
    (v2(row(menu(0))), "In components.0.components.0.options: Must be between 1 and 25 in length."),
    (v2(row(menu(placeholder="p" * 151))), "In components.0.components.0.placeholder: "),
    (v2(row(menu(max_values=26))), "In components.0.components.0.max_values: "),
    (v2(row(menu(min_values=2))), "In components.0.components.0.min_values: "),
    (
        v2(row(menu(options=[{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]))),
        "options.1.value: The spec",
    ),
    (
        v2(row(menu(options=[{"label": "x" * 101, "value": "1"}]))),
        "options.0.label: Must be between 1 and 100",
    ),
    (v2(row(menu(options=[{"label": "x", "value": ""}]))), "options.0.value: This field is required"),
    (v2(gallery(11)), "In components.0.items: Must be between 1 and 10 in length."),
    (v2(gallery(0)), "In components.0.items: Must be between 1 and 10 in length."),
    (v2(gallery(1, "attachment://b.png")), "In components.0.items.0.media.url: The referenced attachment"),
    (v2(gallery(1, "file:///etc")), "In components.0.items.0.media.url: Not a well formed URL"),
    (
        v2({"type": 13, "file": {"url": "https://example.org/a"}}),
        "In components.0.file.url: Not a well formed URL",
    ),
    (v2({"type": 9, "components": [text()]}), "In components.0.accessory: This field is required"),
    (v2(section(text(), text(), text(), text())), "In components.0.components: Must be between 1 and 3"),
    (v2({"type": 14, "spacing": 3}), "In components.0.spacing: "),
    (v2({**container(text()), "accent_color": 1 << 24}), "In components.0.accent_color: "),
    (v2({**text(), "id": 7}, {**text(), "id": 7}), "In components.1.id: Component id cannot be duplicated"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["all"]}, "a": 0, "b": 0},
        "In allowed_mentions.parse.0: ",
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}, "a": 0, "b": 0},
        "In allowed_mentions: parse and users",
    ),
    ({"content": "x", "attachments": [{"id": n} for n in range(11)], "a": 0, "b": 0}, "In attachments: "),
]


@pytest.mark.parametrize(("payload", "problem"), BAD, ids=range(len(BAD)))
def test_what_discord_refuses(payload: Json, problem: str) -> None:
    found = message_problems(payload, attachments=["a.png"] if "attachment://" in str(payload) else None)
    assert any(problem in line for line in found), found


def test_the_weight_counts_bytes() -> None:
    assert limits.weight([CYRILLIC]) == 2 + limits.WEIGHT_OF_A_TEXT
    assert message_problems(v2(text(CYRILLIC * 4000))) == []
    heaviest = (limits.MAX_WEIGHT - limits.WEIGHT_OF_A_TEXT) // 3
    assert message_problems(v2(text(CJK * heaviest))) == []
    assert message_problems(v2(text(CJK * (heaviest + 1))))


def test_an_edit_may_leave_things_out() -> None:
    assert message_problems({"components": [row(button())]}, edit=True) == []
    assert message_problems({"components": [text()]}, edit=True, v2=True) == []
    assert message_problems({"content": "x"}, edit=True, v2=True)


def test_answers() -> None:
    assert callback_problems({"type": 5, "data": {"flags": limits.EPHEMERAL}}) == []
    assert callback_problems({"type": 5, "data": {"flags": V2}})[0].startswith("In data.flags: ")
    assert callback_problems({"type": 6}) == callback_problems({"type": 1}) == []
    assert callback_problems({"type": 3})
    (line,) = callback_problems({"type": 4, "data": v2(row(button(label="x" * 81)))})
    assert line == "In data.components.0.components.0.label: Must be 80 or fewer in length."


def near(limit: int) -> st.SearchStrategy[str]:
    return st.sampled_from([1, limit, limit + 1]).map("x".__mul__)


BUTTONS = st.builds(button, st.uuids().map(str), near(80))
ROWS = st.lists(BUTTONS, max_size=6).map(lambda found: row(*found))
TEXTS = st.builds(text, near(1000))
SECTIONS = st.builds(lambda texts, one: section(*texts, accessory=one), st.lists(TEXTS, max_size=4), BUTTONS)
INNER = st.one_of(ROWS, TEXTS, SECTIONS, st.integers(0, 11).map(gallery))
CONTAINERS = st.lists(INNER, max_size=4).map(lambda found: container(*found))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(INNER, CONTAINERS), min_size=1, max_size=6))
def test_whatever_discords_description_refuses_is_a_problem(components: list[Json]) -> None:
    judge = oracle()
    if judge is None:
        pytest.skip("Discord's OpenAPI description is not at hand (STORY_TEST_DATA)")
    operation = judge.description["paths"]["/channels/{channel_id}/messages"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    if judge.errors(schema, v2(*components)):
        assert message_problems(v2(*components))

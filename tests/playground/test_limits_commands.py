"""What Discord's rules say about commands, completion and modals, each broken by one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.limits import autocomplete_problems, command_problems, commands_problems, modal_problems

Json = dict[str, Any]


def text(content: str = "x") -> Json:
    return {"type": 10, "content": content}


def button() -> Json:
    return {"type": 2, "style": 1, "label": "Next", "custom_id": "a"}


def test_completion() -> None:
    choice = {"name": "x" * 100, "value": "y" * 100}
    assert autocomplete_problems({"choices": [choice] * 25}) == []
    assert autocomplete_problems({"choices": []}) == []
    assert autocomplete_problems({"choices": [choice] * 26})
    assert autocomplete_problems({"choices": [{"name": "x" * 101, "value": "y"}]})
    assert autocomplete_problems({"choices": [{"name": "x", "value": ""}]})
    assert autocomplete_problems({"choices": [{"name": " ", "value": 1}]})
    assert autocomplete_problems({"choices": [{"name": "x", "value": 2**53 + 1}]})


def command(**more: Any) -> Json:
    return {"name": "read", "description": "Read.", **more}


def option(name: str = "story", **more: Any) -> Json:
    return {"type": 3, "name": name, "description": "Which.", **more}


COMMANDS: list[tuple[Json, str]] = [
    (command(name="Read"), "In name: Command name is invalid"),
    (command(name="re ad"), "In name: Command name is invalid"),
    (command(name="x" * 33), "In name: Command name is invalid"),
    (command(name=""), "In name: This field is required"),
    (command(description=""), "In description: This field is required"),
    (command(description="x" * 101), "In description: Must be between 1 and 100 in length."),
    (command(name_localizations={"de": "L E S"}), "In name_localizations.de: "),
    (command(options=[option(str(n)) for n in range(26)]), "In options: Must be between 0 and 25"),
    (command(options=[option("a"), option("b", required=True)]), "In options.1: Required options"),
    (command(options=[option(), option()]), "In options.1.name: Option names must be unique"),
    (command(options=[option(), {"type": 1, "name": "b", "description": "x"}]), "In options: Sub-commands"),
    (command(options=[option(choices=[{"name": "a", "value": "b"}] * 26)]), "In options.0.choices: "),
    (
        command(options=[option(choices=[{"name": "a", "value": "b"}], autocomplete=True)]),
        "options.0.autocomplete",
    ),
    (command(options=[option(type=5, autocomplete=True)]), "In options.0.choices: Only string"),
    (command(options=[option(min_length=6001)]), "In options.0.min_length: "),
    (command(options=[option(type=99)]), "In options.0.type: "),
    ({"name": "Pin", "type": 3, "description": "x"}, "In description: Context menu"),
    ({"name": "x" * 33, "type": 2}, "In name: Must be between 1 and 32"),
]


@pytest.mark.parametrize(("payload", "problem"), COMMANDS, ids=range(len(COMMANDS)))
def test_commands(payload: Json, problem: str) -> None:
    assert any(problem in line for line in command_problems(payload)), command_problems(payload)


@pytest.mark.parametrize(
    "name", ["read", "read-along", "l_s", "lire'", "\u8aad\u3080", "\u0e2d\u0e48\u0e32\u0e19"]
)
def test_names_of_every_script(name: str) -> None:
    assert command_problems(command(name=name)) == []


def test_the_text_of_a_command_is_counted_with_all_below_it() -> None:
    choices = [{"name": f"{n:03}" + "x" * 97, "value": "y" * 100} for n in range(13)]
    heavy = command(options=[option(f"o{n}", choices=choices) for n in range(3)])
    assert command_problems(command(options=heavy["options"][:2])) == []
    groups = [{"type": 2, "name": "g", "description": "x", "options": [{"type": 1, **heavy}] * 1}]
    assert command_problems(command(options=groups)) == []
    heavy["options"].append(option("o4", choices=choices))
    assert command_problems(heavy) == ["In name: Command exceeds maximum size (8000)"]


def test_commands_together() -> None:
    assert commands_problems([command(name=f"c{n}") for n in range(100)]) == []
    assert commands_problems([command(name=f"c{n}") for n in range(101)])
    assert commands_problems([command(), command()]) == [
        "In 1.name: Application command names must be unique"
    ]
    assert commands_problems([command(name="pin"), {"name": "pin", "type": 3}]) == []
    assert commands_problems([{"name": f"m{n}", "type": 3} for n in range(16)])


def field(**more: Any) -> Json:
    return {"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "name", "style": 1, **more}}


def modal(*items: Json, **more: Any) -> Json:
    return {"title": "Rename", "custom_id": "m", "components": list(items), **more}


def test_modals() -> None:
    old = {"type": 4, "custom_id": "x", "style": 2, "label": "Old"}
    radio = {"type": 21, "custom_id": "r", "options": [{"label": "a", "value": "1"}]}
    assert modal_problems(modal(field(), text())) == []
    assert modal_problems(modal({"type": 1, "components": [old]})) == []
    for broken, problem in (
        (modal(), "In components: Must be between 1 and 5"),
        (modal(*[field(custom_id=str(n)) for n in range(6)]), "In components: Must be between 1 and 5"),
        (modal(field(), title="x" * 46), "In title: "),
        (modal(field(), custom_id="x" * 101), "In custom_id: "),
        (modal({**field(), "label": "x" * 46}), "In components.0.label: "),
        (modal(field(value="x" * 4001)), "In components.0.component.value: "),
        (modal(field(value="xxx", max_length=2)), "In components.0.component.value: "),
        (modal(field(placeholder="x" * 101)), "In components.0.component.placeholder: "),
        (modal(field(), field()), "In components.1.component.custom_id: Component custom id cannot be"),
        (
            modal({**field(), "component": radio}),
            "In components.0.component.options: Must be between 2 and 10",
        ),
        (modal({**field(), "component": button()}), "In components.0.component.type: "),
        (modal({"type": 18, "label": "x"}), "In components.0.component: This field is required"),
        (modal(button()), "In components.0.type: "),
    ):
        assert any(problem in line for line in modal_problems(broken)), (broken, modal_problems(broken))

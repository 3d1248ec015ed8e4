"""Discord's official description of its API as a judge of what a bot asks and of what the playground answers.

The description is test data (STORY_TEST_DATA/discord-openapi.json); without it a test that asks for the oracle is
skipped. It knows less than ``bot.limits`` (no sums, no rules between fields) and is a second opinion.
"""

from __future__ import annotations

import bisect
import functools
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import referencing
from jsonschema.protocols import Validator
from referencing.jsonschema import DRAFT202012

from bot.playground.request import Request

DATA = Path(os.environ.get("STORY_TEST_DATA", Path(__file__).parents[3] / "shared"))
DESCRIPTION = DATA / "discord-openapi.json"
BASE = "urn:discord"
DISCRIMINATORS = (["type"], ["entity_type"])
LENGTHS = (0, 1, 25, 32, 45, 80, 100, 150, 256, 512, 1000, 1024, 2000, 2048, 4000, 4096, 6000)
# What the description lacks or gets wrong, each seen in Discord's documentation or in what Discord sends.
UNDESCRIBED = frozenset({"/users/@me/guilds/{guild}"})


class Oracle:
    """Validators are made once per operation, and a body of a known shape is not judged again."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self.description = description
        resource = DRAFT202012.create_resource(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **description}
        )
        self.registry: referencing.Registry[Any] = referencing.Registry().with_resource(BASE, resource)
        self._known: set[str] = set()

    def complaints(self, requests: Iterable[Request]) -> list[str]:
        """What is wrong with requests that were done, and with the answers they got; one line each."""
        return [line for one in requests for line in self.judge(one)]

    def judge(self, request: Request) -> Iterator[str]:
        operation = self.operation(request)
        if operation is None:
            if request.route and request.route not in UNDESCRIBED:
                yield f"{request.method} {request.path}: no such operation"
            return
        if request.status >= 400:
            return
        for part, schema, body in self._parts(operation, request):
            key = f"{request.method} {request.route} {part} {request.status} {shape(body)}"
            if key not in self._known:
                self._known.add(key)
                for error in self.errors(schema, body):
                    yield f"{request.method} {request.path} {part}: {error}"

    def _parts(self, operation: Any, request: Request) -> Iterator[tuple[str, Any, Any]]:
        if request.body is not None and (schema := _content(operation.get("requestBody"))):
            yield "request", schema, _with_text_ids(request.body)
        answers = operation["responses"]
        described = answers.get(str(request.status), answers.get("200"))
        if request.answer is not None and (schema := _content(described)):
            yield "answer", schema, request.answer

    def operation(self, request: Request) -> Any:
        found = self._path(tuple(request.path.strip("/").split("/")))
        return found.get(request.method.lower()) if found else None

    def _path(self, steps: tuple[str, ...]) -> Any:
        """The described path with the fewest names in it (``@original`` before ``{message_id}``)."""
        fitting = [one for one in self.description["paths"] if _fits(one, steps)]
        return self.description["paths"][min(fitting, key=lambda one: one.count("{"))] if fitting else None

    # Judging one body.

    def errors(self, schema: Any, body: Any) -> list[str]:
        """The innermost complaints, each with where it is; a union is judged by the branch of its ``type``."""
        return [f"{where}: {what}" for where, what in self._errors(schema, body, "")]

    def _errors(self, schema: Any, body: Any, where: str) -> Iterator[tuple[str, str]]:
        for error in self._validator(json.dumps(schema)).iter_errors(body):
            yield from self._explained(error, where)

    def _explained(self, error: jsonschema.ValidationError, where: str) -> Iterator[tuple[str, str]]:
        here = ".".join([where, *map(str, error.absolute_path)]).strip(".")
        if error.validator in ("anyOf", "oneOf") and error.context:
            yield from self._branch(error, here)
        else:
            yield here or "body", error.message[:300]

    def _branch(self, error: jsonschema.ValidationError, here: str) -> Iterator[tuple[str, str]]:
        """Of a union's complaints those of the branch that was meant: the one whose ``type`` fits."""
        assert error.context is not None
        branches: dict[Any, list[jsonschema.ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        meant = min(branches.values(), key=_distance)
        for inner in meant:
            yield from self._explained(inner, "")
        if not meant:
            yield here, error.message[:300]

    @functools.lru_cache(maxsize=512)  # noqa: B019 - there is one oracle in a test run
    def _validator(self, schema: str) -> Validator:
        rooted = json.loads(schema.replace('"#/', f'"{BASE}#/'))
        return jsonschema.Draft202012Validator(rooted, registry=self.registry)


def _distance(errors: list[jsonschema.ValidationError]) -> tuple[int, int, int]:
    """How far a body is from a branch: not even an object, another ``type``, the number of complaints."""
    at_all = sum(error.validator == "type" and not error.relative_path for error in errors)
    types = sum(list(error.relative_path)[-1:] in DISCRIMINATORS for error in errors)
    return at_all, types, len(errors)


def _content(part: Any) -> Any:
    content = (part or {}).get("content", {})
    return next((one["schema"] for kind, one in content.items() if kind == "application/json"), None)


def _with_text_ids(body: Any) -> Any:
    """Discord takes snowflakes as numbers too, which discord.py sometimes sends; its description does not."""
    if isinstance(body, list):
        return [_with_text_ids(one) for one in body]
    if not isinstance(body, dict):
        return body
    return {key: _text_id(key, value) for key, value in body.items()}


def _text_id(key: str, value: Any) -> Any:
    if key == "attachments":
        return [{**one, "id": str(one["id"])} for one in value or ()]
    if key == "allowed_mentions":
        return {kind: [str(one) for one in some] for kind, some in value.items() if isinstance(some, list)}
    if key.endswith("_id") and isinstance(value, int):
        return str(value)
    return _with_text_ids(value)


def _fits(template: str, steps: tuple[str, ...]) -> bool:
    wanted = template.strip("/").split("/")
    return len(wanted) == len(steps) and all(
        a == b or a.startswith("{") for a, b in zip(wanted, steps, strict=True)
    )


def shape(body: Any) -> str:
    """A body with its texts reduced to how long they are: two of the same shape are judged alike."""
    return json.dumps(_reduced(body))


def _reduced(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _reduced(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_reduced(inner) for inner in value]
    if isinstance(value, str):
        return f"{bisect.bisect_left(LENGTHS, len(value))}{'n' * value.isdigit()}"
    return value


@functools.cache
def oracle() -> Oracle | None:
    """The one oracle of a test run, or None where the description is not at hand."""
    if not DESCRIPTION.exists():
        return None
    return Oracle(json.loads(DESCRIPTION.read_text()))

"""The rules of the house that no linter knows."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.client import PRESSES
from bot.cogs.presses import Submission

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for package in ("bot", "story") for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "manager", "base", "misc"}


def first_sentence(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n\n")[0].replace("\n", " ")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for_and_is_one_idea(path: Path) -> None:
    assert first_sentence(path).strip(), "opens with one sentence that says what it is for"
    assert len(path.read_text("utf-8").splitlines()) <= 300, "longer than one idea"
    assert not VAGUE & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}


def test_the_readme_shows_the_house_as_it_is() -> None:
    """The map is the opening sentences of the packages and of the files between them."""
    places = [path for path in MODULES if path.name == "__init__.py" or path.parent == ROOT / "bot"]
    readme = (ROOT / "README.md").read_text("utf-8")
    for path in places:
        place = path.parent if path.name == "__init__.py" else path
        line = f"| `{place.relative_to(ROOT)}` | {first_sentence(path)} |"
        assert line in readme, f"the README's map lacks:\n{line}"


def test_the_places_that_the_documents_name_are_there() -> None:
    documents = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "bot/playground/README.md")
    for document in documents:
        for name in re.findall(
            r"`((?:bot|story|tests|migrations|docs)/[\w./*-]+)`", document.read_text("utf-8")
        ):
            assert any(ROOT.glob(name)), f"{document.name} names {name}"


def test_the_readme_shows_pictures_that_are_there_and_light() -> None:
    shown = re.findall(r"docs/[\w-]+\.png", (ROOT / "README.md").read_text("utf-8"))
    assert shown
    assert all((ROOT / name).stat().st_size < 150_000 for name in shown)


def test_every_sentence_is_said_somewhere() -> None:
    """A sentence in the catalogue that nobody says would be translated for nothing."""
    pages = [path for path in MODULES if "wording" in (path.stem, path.parent.name)]
    words = "\n".join(path.read_text("utf-8") for path in pages)
    catalogue = re.findall(r"^([A-Z][A-Z_]+)\s*=", words, re.MULTILINE)
    said = Counter(word for path in MODULES for word in re.findall(r"\b[A-Z_]+\b", path.read_text("utf-8")))
    assert [name for name in catalogue if said[name] < 2] == []


def test_no_two_answers_wait_for_the_same_button() -> None:
    """The first of them would get every press, whatever its ids are called."""
    forms = [(isinstance(each, Submission), re.sub(r"\?P<\w+>", "?:", each.form)) for each in PRESSES]
    assert [form for form, count in Counter(forms).items() if count > 1] == []
    deeds = [(isinstance(each, Submission), each.does) for each in PRESSES]
    assert [deed for deed, count in Counter(deeds).items() if count > 1] == []


def test_an_import_refuses_in_sentences_of_the_catalogue() -> None:
    """Others could not be said in the language of whoever brings the file."""
    refusals = {"Unreadable", "Undecodable", "MalformedXml"}
    importers = [path for path in MODULES if path.is_relative_to(ROOT / "story")]
    for path in (*importers, ROOT / "bot/importing.py", ROOT / "bot/import_worker.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in refusals:
                own = [each for each in ast.walk(call) if isinstance(each, ast.JoinedStr)]
                assert not own and not isinstance(call.args[0], ast.Constant), f"{path}:{call.lineno}"


def test_only_what_starts_a_program_reads_the_environment() -> None:
    readers = [path for path in MODULES if re.search(r"os\.(environ|getenv)", path.read_text("utf-8"))]
    assert {str(path.relative_to(ROOT)) for path in readers} <= {
        "bot/__main__.py",
        "bot/moved_clock.py",
        "bot/playground/__main__.py",
    }


def test_nobody_sleeps_in_a_test() -> None:
    asleep = [path for path in TESTS if path != Path(__file__) and "sleep(" in path.read_text("utf-8")]
    assert [str(path.relative_to(ROOT)) for path in asleep] == []


def test_the_lock_files_pin_with_hashes_and_name_no_registry() -> None:
    for name in ("requirements.lock", "tests/requirements.lock"):
        text = (ROOT / name).read_text("utf-8")
        pins = re.findall(r"^[a-z0-9][^ ]*==[^ ]+.*$", text, re.MULTILINE)
        assert pins
        assert all("\\" in pin for pin in pins), "every pin is followed by hashes"
        assert "://" not in text

"""Where the real and the hostile story files are, and how many examples a property is tried with."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[2]

settings.register_profile(
    "story",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("story")


@pytest.fixture(scope="session")
def story_data() -> Path:
    """The folder STORY_TEST_DATA (default ../shared); without it, the tests that need it are skipped."""
    folder = Path(os.environ.get("STORY_TEST_DATA") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no story files in {folder}; set STORY_TEST_DATA")
    return folder


@pytest.fixture(scope="session")
def dev(story_data: Path) -> Path:
    """Real books, with what they are known to contain."""
    return story_data / "corpus/dev"


@pytest.fixture(scope="session")
def nasty(story_data: Path) -> Path:
    """Hostile and broken files."""
    return story_data / "corpus/nasty"

"""What every test may ask for: the tea guide as files and as a Book, and golden files that refresh on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from macros import rules
from macros.book import Book, load
from macros.files import record_files
from tests.guide_files import HERE, ROOT, TEA, read_files

# A pull request must not fail by chance; `pytest --hypothesis-profile explore` looks for new trouble.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile("explore", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write golden files anew; then read the diff")


@pytest.fixture(scope="session")
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--refresh-golden"))


@pytest.fixture(scope="session")
def golden(refresh: bool) -> Callable[[str, str], None]:
    """golden(name, text): text equals tests/golden/name, or becomes it with --refresh-golden."""

    def check(name: str, text: str) -> None:
        path: Path = HERE / "golden" / name
        if refresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no golden file {name}; run pytest --refresh-golden"
        assert text == path.read_text(encoding="utf-8"), f"{name} changed; if meant, run pytest --refresh-golden"

    return check


@pytest.fixture(scope="session")
def tea_files() -> dict[str, str]:
    """The records of the tea guide: {path: text}. Copy it before changing it."""
    files = read_files(TEA)
    assert all(isinstance(text, str) for text in files.values())
    return files  # type: ignore[return-value]


@pytest.fixture(scope="session")
def tea(tea_files: dict[str, str]) -> Book:
    """The tea guide as a Book without a problem."""
    book, problems = load(tea_files)
    assert book is not None
    assert problems == []
    assert rules.run(book) == []
    return book


@pytest.fixture(scope="session")
def real() -> Book:
    """The guide of this repository as a Book; every record of it can be read."""
    book, problems = load(record_files(ROOT))
    assert book is not None
    assert problems == []
    return book

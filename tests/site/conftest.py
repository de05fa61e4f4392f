"""Both guides, built once for all tests that look at pages: the real one and the one about tea."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import launch_options
from tests.guide_files import ROOT, TEA
from tests.site.build import BuiltPage, mkdocs_build, pages_of


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name of the guide -> folder of its built site."""
    built = {}
    for name, guide in (("real", ROOT), ("tea", TEA)):
        out = tmp_path_factory.mktemp("sites") / name
        run = mkdocs_build(guide, out)
        assert run.returncode == 0, f"the {name} guide does not build:\n{run.stdout}\n{run.stderr}"
        built[name] = out
    return built


@pytest.fixture(scope="session")
def pages(sites: dict[str, Path]) -> dict[str, list[BuiltPage]]:
    """Name of the guide -> its pages."""
    return {name: pages_of(root) for name, root in sites.items()}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing: a test's own words are enough."""

    def copyfile(self, *args: Any) -> None:
        """Send a file, unless the test has left before all of it arrived."""
        with contextlib.suppress(ConnectionError):
            super().copyfile(*args)


@pytest.fixture(scope="session")
def address(sites: dict[str, Path]) -> Iterator[str]:
    """Where a browser finds the real guide: on this machine and nowhere else."""
    handler = functools.partial(_Quiet, directory=str(sites["real"]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Playwright's own fixture, told to drive the browser `make test` found."""
    return launch_options()

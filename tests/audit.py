"""The full sweep: axe on every page, light and dark, at three widths; weight of a first visit; Lighthouse where it is installed.

Run with `make audit` (about fifteen minutes); `make test` does one page of each kind. Prints the figures and exits 1 when a
limit is broken. Lighthouse needs `lighthouse` on PATH (npm package of that name) and is left out otherwise, in plain words.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from tests.browser.chromium import find, launch_options
from tests.guide_files import ROOT
from tests.site.build import mkdocs_build, pages_of

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
FIRST_VISIT = "claims/knee-osteoarthritis/"
FIRST_VISIT_LIMIT = 150_000
LIGHTHOUSE_RUNS = 3
LIGHTHOUSE_PAGES = ("", "claims/", FIRST_VISIT, "safety/", "energy/")


class _Gzip(http.server.SimpleHTTPRequestHandler):
    """Serves compressed, as every host of static sites does, and says nothing."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of a folder served on this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Gzip, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


# Run in a page that has axe: only what is wrong comes back, and of each rule the first place.
AXE = """axe.run({resultTypes: ["violations"]}).then(found => found.violations.map(v => `${v.id} ${v.nodes[0].target}`).concat(
  document.documentElement.scrollWidth > innerWidth ? ["wider than the screen"] : []))"""


def axe_share(address: str, names: list[str], told: bool) -> dict[str, list[str]]:
    """'scheme width' -> what is wrong, over some of the pages, in a browser of its own. A page is loaded once for each scheme."""
    wrong: dict[str, list[str]] = {f"{scheme}, {width} px": [] for scheme in SCHEMES for width in WIDTHS}
    script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(**launch_options())
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page = context.new_page()
            for at, name in enumerate(names):
                page.goto(address + name)
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                page.evaluate(script)
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    wrong[f"{scheme}, {width} px"] += [f"{name or 'home'}: {one}" for one in page.evaluate(AXE)]
                if told and at % 20 == 19:
                    print(f"  {scheme}: {at + 1} of {len(names)} pages of this half", file=sys.stderr, flush=True)
            context.close()
        browser.close()
    return wrong


def axe_sweep(address: str, names: list[str]) -> int:
    """Violations over all pages, schemes and widths; each is printed once for each page. Two browsers share the pages."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        shares = pool.starmap(axe_share, [(address, names[0::2], True), (address, names[1::2], False)])
    for key in shares[0]:
        found = [*shares[0][key], *shares[1][key]]
        print(*(f"  {key}: {one}" for one in found), sep="\n", end="\n" if found else "")
        print(f"axe, {key}: {len(names)} pages, {len(found)} violations", flush=True)
    return sum(len(found) for share in shares for found in share.values())


def first_visit(browser: Browser, address: str) -> int:
    """Bytes over the wire for a first visit to a claim page, search not opened."""
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}

    def heard(response: Response) -> None:
        sizes[response.url.removeprefix(address)] = int(response.headers.get("content-length", 0))

    page.on("response", heard)
    page.goto(address + FIRST_VISIT, wait_until="networkidle")
    for url, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"  {size:>8} {url}")
    total = sum(sizes.values())
    print(f"first visit to a claim page: {total} bytes compressed, {len(sizes)} files (limit {FIRST_VISIT_LIMIT})")
    context.close()
    return total


def lighthouse(address: str) -> None:
    """Scores of the named pages, mobile profile, each the median of several runs; a sentence when it is not installed.

    One run alone differs from the next by a few points of performance, on a quiet machine too.
    """
    program = shutil.which("lighthouse")
    if program is None:
        print("Lighthouse is not installed; to have its figures: npm install --global lighthouse")
        return
    for name in LIGHTHOUSE_PAGES:
        command = [program, address + name, "--quiet", "--output=json"]
        flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
        runs: dict[str, list[int]] = {}
        for _ in range(LIGHTHOUSE_RUNS):
            # Left alone, it looks for a Chrome with windows, and there may be none.
            env = {**os.environ, "CHROME_PATH": find() or ""}
            told = subprocess.run([*command, flags], capture_output=True, text=True, check=False, env=env)
            if told.returncode:
                print(f"Lighthouse failed on {name or 'home'}: {told.stderr.strip()[-200:]}")
                continue
            for key, value in json.loads(told.stdout)["categories"].items():
                runs.setdefault(key, []).append(round((value["score"] or 0) * 100))
        shown = ", ".join(f"{key} {statistics.median_low(scores)} {sorted(scores)}" for key, scores in runs.items())
        print(f"Lighthouse, {name or 'home'}: {shown}", flush=True)


def main() -> int:
    """Build the guide and print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("axe", "weight", "lighthouse"), help="one of the three")
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "site"
        built = mkdocs_build(ROOT, root)
        if built.returncode:
            print(built.stdout, built.stderr)
            return 1
        names = [page.name for page in pages_of(root)]
        wrong = 0
        with served(root) as address, sync_playwright() as play:
            options = launch_options()
            browser = play.chromium.launch(**options)
            if only in (None, "weight"):
                wrong += first_visit(browser, address) > FIRST_VISIT_LIMIT
            if only in (None, "axe"):
                wrong += axe_sweep(address, names)
            browser.close()
            if only in (None, "lighthouse"):
                lighthouse(address)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

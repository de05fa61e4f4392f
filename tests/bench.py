"""How long checking and building take; run with `make bench`. Figures are CPU seconds (user + system) of whole processes.

Prints the time of `guide check` per 1,000 records, of `guide diff HEAD~3` on this guide, and the build of this guide against plain MkDocs + Material rendering
the same pages from ready-made Markdown. The two builds run in turn (A B A B ...), so that a machine that slows down
slows both, and the median of the pairwise ratios is what counts.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import yaml

from macros.book import load
from macros.files import content_files, record_files
from macros.rules import run
from macros.site import render_site
from tests.guide_files import ROOT, TEA

BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "tr", "section", "article", "figure", "summary", "dt", "dd", "caption"}


def cpu_seconds(command: list[str], cwd: Path) -> float:
    """User + system time of one command and its children. Raises when the command fails."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"{command} failed: {(process.stderr.read() if process.stderr else b'').decode()[-2000:]}")
    return used.ru_utime + used.ru_stime


def many_records(folder: Path, records: int) -> int:
    """The tea guide with its sources and claims copied under new ids until there are about `records` of them."""
    shutil.copytree(TEA, folder)
    files = {path: raw.decode() for path, raw in record_files(TEA).items()}
    kinds = [p for p in files if re.match(r"claims/(sources|body|mind)/", p) and "forward:" not in files[p]]
    made = len(files)
    for copy in range(1, records // len(kinds) + 1):
        for path in kinds:
            one = Path(path).stem
            text = re.sub(rf"^id: {one}$", f"id: {one}-{copy}", files[path], flags=re.M)
            # Two records of one work are a problem, so each copy is a work of its own.
            text = re.sub(r"^DOI: (\S+)$", rf"DOI: \1-{copy}", text, flags=re.M)
            text = re.sub(r"^(PMID|PMCID): .*\n", "", text, flags=re.M)
            (folder / path).with_name(f"{one}-{copy}.yml").write_text(text, encoding="utf-8")
            made += 1
    return made


def many_commits(folder: Path) -> int:
    """This guide in a repository of its own with three commits, each of which changes every fourth record."""
    for part in ("claims", "content"):
        shutil.copytree(ROOT / part, folder / part)
    identity = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false"]
    git = ["git", *identity, "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    records = [path for path, raw in record_files(folder).items() if re.search(rb"^(title|limits): \w", raw, re.M)]
    changed: set[str] = set()
    for turn in range(4):
        for path in records[turn::4] if turn else ():
            text = (folder / path).read_text(encoding="utf-8")
            text = re.sub(r"^(title|limits): (?=\w)", rf"\1: Turn {turn} ", text, flags=re.M)
            (folder / path).write_text(text, encoding="utf-8")
            changed.add(path)
        subprocess.run([*git, "add", "--all"], check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", f"Turn {turn}"], check=True)
    return len(changed)


class _ToMarkdown(HTMLParser):
    """Our HTML as the Markdown somebody would have written by hand: headings, paragraphs, lists, links, tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.cells = 0
        self.rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("h1", "h2", "h3", "h4"):
            self.out.append("\n\n" + "#" * int(tag[1]) + " ")
        elif tag == "li":
            self.out.append("\n- ")
        elif tag == "table":
            self.rows = 0
            self.out.append("\n\n")
        elif tag == "tr":
            self.cells = 0
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.cells += 1
            self.out.append("| ")
        elif tag in BLOCKS:
            self.out.append("\n\n")
        elif tag == "strong" or (tag == "span" and ("class", "ev-label") in attrs):
            self.out.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.out.append(" ")
        elif tag == "tr":
            self.out.append("|")
            self.rows += 1
            if self.rows == 1:
                self.out.append("\n" + "|---" * self.cells + "|")

    def handle_data(self, data: str) -> None:
        self.out.append(" ".join(data.split()).replace("|", "\\|") + (" " if data.endswith(" ") else ""))


def ready_made(folder: Path) -> int:
    """A plain MkDocs + Material project with the same pages as ready-made Markdown, tables and all; no hook."""
    book, problems = load(record_files(ROOT))
    if book is None or problems or run(book):
        raise RuntimeError("the guide has problems; run `guide check` first")
    pages = render_site(book, content_files(ROOT))
    for path, page in pages.items():
        writer = _ToMarkdown()
        _, _, body = page.body.rpartition("\n---\n") if page.body.startswith("---") else ("", "", page.body)
        writer.feed(body)
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(writer.out).strip() + "\n" if page.generated else body
        target.write_text(text, encoding="utf-8")
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_constructor("!ENV", lambda _loader, node: "")
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), loader)
    for key in ("hooks", "watch", "site_url", "repo_url", "edit_uri", "strict", "extra_css", "validation"):
        config.pop(key, None)
    del config["theme"]["custom_dir"]
    config["not_in_nav"] = "claims/*\nsources/*\n"
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return len(pages)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="counted runs of each (default 5)")
    parser.add_argument("--records", type=int, default=1000, help="records to check (default 1000)")
    args = parser.parse_args()
    python = sys.executable
    # Output on a memory disk where there is one: a build writes hundreds of folders, and the disk is not what we measure.
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as name:
        work = Path(name)
        count = many_records(work / "many", args.records)
        check = [python, "-m", "macros", "--root", str(work / "many"), "check"]
        empty = [python, "-c", "import macros.commands.check"]
        checks = [cpu_seconds(check, ROOT) for _ in range(args.rounds)]
        starts = [cpu_seconds(empty, ROOT) for _ in range(args.rounds)]
        whole, start = statistics.median(checks), statistics.median(starts)
        print(f"guide check, {count} records: {whole:.2f} s CPU, of which start-up {start:.2f} s")
        print(f"  per 1,000 records: {(whole - start) / count * 1000:.2f} s CPU")

        changed = many_commits(work / "commits")
        diff = [python, "-m", "macros", "--root", str(work / "commits"), "diff", "HEAD~3"]
        diffs = [cpu_seconds(diff, ROOT) for _ in range(args.rounds)]
        print(f"guide diff HEAD~3, {changed} records changed: {statistics.median(diffs):.2f} s CPU, git included")

        pages = ready_made(work / "plain")
        ours = [python, "-m", "mkdocs", "build", "--strict", "--site-dir", str(work / "a")]
        plain = [
            python,
            "-m",
            "mkdocs",
            "build",
            "-f",
            str(work / "plain" / "mkdocs.yml"),
            "--site-dir",
            str(work / "b"),
        ]
        pairs = []
        for turn in range(args.rounds + 1):
            pair = cpu_seconds(ours, ROOT), cpu_seconds(plain, work / "plain")
            if turn:  # the first round only warms the disk's cache
                pairs.append(pair)
        a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratios = sorted(x / y for x, y in pairs)
        print(f"build, {pages} pages: ours {a:.2f} s CPU, plain MkDocs + Material from Markdown {b:.2f} s CPU")
        print(
            f"  ratio, median of {len(pairs)} pairs: {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


if __name__ == "__main__":
    main()

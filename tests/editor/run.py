"""`make editor`: the real yaml-language-server marks a mistake at its line and offers this guide's own words."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.book import load
from macros.files import record_files
from macros.model import KINDS, Design, Read
from tests.editor.client import Server
from tests.guide_files import ROOT

MODELINE = "# yaml-language-server: $schema=../schema/source.json\n"
SOURCE = """id: broken
type: article-journal
volumme: 12
design: randomised-trial
population: people
harms: not stated
limits: many
read: abstract
checked_on: 2026-11-21
status: current
"""
NAMES = itertools.count(1)


def main(command: list[str]) -> int:
    """Run every check against the server that `command` starts; 0 when all hold, else 1."""
    vscode = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    base = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
    with_files = {"yaml": {**base, "schemas": vscode["yaml.schemas"]}}
    failed = 0
    with Server(command, ROOT, {"yaml": base}) as server:
        for what, right in modeline(server):
            failed += report(f"modeline: {what}", right)
    with Server(command, ROOT, with_files) as server:
        for what, right in settings(server):
            failed += report(f"settings: {what}", right)
    print(f"{failed} checks failed." if failed else "The editor helps as it should.")
    return 1 if failed else 0


def report(what: str, right: Any) -> int:
    """Print one check, and what was found instead when it does not hold."""
    held = right is True
    print(f"{'ok  ' if held else 'FAIL'} {what}{'' if held else f': {right}'}")
    return 0 if held else 1


def new(folder: str) -> str:
    """The name of a record that nobody has opened yet."""
    return f"claims/{folder}/broken-{next(NAMES)}.yml"


def diagnose(server: Server, text: str) -> list[dict[str, Any]]:
    """What the server says of a source."""
    return next(iter(server.diagnostics({new("sources"): text}).values()))


def same(found: Any, wanted: Any) -> Any:
    """True, or what was found."""
    return True if found == wanted else f"found {found}, wanted {wanted}"


def modeline(server: Server) -> Iterator[tuple[str, Any]]:
    """A record that names its schema needs no settings at all, in any editor."""
    text = MODELINE + SOURCE
    told = diagnose(server, text)
    lines = sorted(d["range"]["start"]["line"] + 1 for d in told)
    # The misspelt field, the word that is not in the list, and 'citable' that is missing (shown at the first field).
    yield "three mistakes, at lines 2, 4 and 5", same(lines, [2, 4, 5])
    by_line = {d["range"]["start"]["line"] + 1: d for d in told}
    yield "the misspelt field is named", "volumme" in by_line[4]["message"] or by_line[4]["message"]
    yield (
        "and underlined",
        same([by_line[4]["range"][end]["character"] for end in ("start", "end")], [0, len("volumme")]),
    )
    yield (
        "the words that are allowed are named",
        Design.RANDOMIZED_TRIAL in by_line[5]["message"] or by_line[5]["message"],
    )
    yield "the missing field is named", "citable" in by_line[2]["message"] or by_line[2]["message"]
    good = text.replace("volumme", "volume").replace("randomised-trial", "randomized-trial") + "citable: yes\n"
    yield "put right, nothing is marked", same(diagnose(server, good), [])

    blank = good.replace("design: randomized-trial", "design: ")
    offered = server.completions(new("sources"), blank, 5, len("design: ") + 1)
    yield "behind 'design:' every design is offered", same(sorted(offered), sorted(Design))
    offered = server.completions(new("sources"), good + "\n", good.count("\n") + 1, 1)
    there = set(re.findall(r"^([\w-]+):", good, re.MULTILINE))
    # 'Source' is the server's offer to write all needed fields at once.
    names = {field.alias or name for name, field in KINDS["source"].model_fields.items()}
    yield "on a new line every field that is not there yet is offered", same(set(offered) - {"Source"}, names - there)
    help_ = KINDS["source"].model_fields["read"].description or ""
    line = good[: good.index("\nread:")].count("\n") + 2
    plain = server.hover(new("sources"), good, line, 2).replace("\\", "").replace("&nbsp;", " ")
    yield "over 'read' its help is shown", help_ in plain or plain


def settings(server: Server) -> Iterator[tuple[str, Any]]:
    """With the committed settings of Visual Studio Code, a record needs no line of its own."""
    book, _ = load(record_files(ROOT))
    assert book is not None
    told = diagnose(server, SOURCE)
    yield "a broken source is marked", same(sorted({d["range"]["start"]["line"] + 1 for d in told}), [1, 3, 4])
    topic = book.guide.topics[0].id
    text = "id: broken\nfindings:\n  - id: one\n    population: \n"
    people = [population.id for population in book.guide.populations]
    offered = server.completions(new(topic), text, 4, len("    population: ") + 1)
    yield "in a claim this guide's groups of people are offered", same(sorted(offered), sorted(people))
    offered = server.completions(new(topic), "id: broken\ntopic: \n", 2, len("topic: ") + 1)
    yield "and its topics", same(sorted(offered), sorted(topic.id for topic in book.guide.topics))
    caution = server.completions(new("safety"), "id: broken\nread: \n", 2, len("read: ") + 1)
    yield "a caution is not taken for a source", same(set(caution) & set(Read), set())
    every = server.diagnostics({file: raw.decode("utf-8") for file, raw in record_files(ROOT).items()})
    marked = [f"{file}:{d['range']['start']['line'] + 1}: {d['message']}" for file, told in every.items() for d in told]
    yield "no committed record is marked", same(sorted(marked)[:5], [])


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_file():
        sys.exit("tell me where yaml-language-server is, or type: make editor")
    sys.exit(main(["node", sys.argv[1], "--stdio"]))

"""Every field counts: none changes unseen, and the pages told are those whose text differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml
from markdown import markdown

from macros.book import Book, load
from macros.diff import diff
from macros.model import kind_of
from macros.report import told_by
from macros.rules import run
from macros.sides import POINTERS
from macros.site import Page, explained, render_site
from macros.touched import Told, TouchedPage, touched
from macros.words import glossary
from tests.tea_edits import PAGES, RECORDS, SLEEP, TRIAL, book_of, edited


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every text inside a record."""
    if isinstance(value, str):
        yield path
    for step, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(one, (*path, step))


def with_leaf(file: str, path: tuple[Any, ...], change: Callable[[str], str]) -> dict[str, str]:
    """The tea guide with one text of one record changed."""
    record = yaml.load(RECORDS[file], yaml.BaseLoader)
    inside = record
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = change(inside[path[-1]])
    return {**RECORDS, file: yaml.safe_dump(record, sort_keys=False, allow_unicode=True)}


def another(text: str) -> str:
    """A text of the same form that says something else."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return f"{text}1"
    swapped = {
        "yes": "no",
        "low": "high",
        "none": "serious",
        "supports": "refutes",
        "higher": "lower",
        "felt": "surrogate",
    }
    if text in swapped or text in swapped.values():
        return {**{b: a for a, b in swapped.items()}, **swapped}[text]
    return f"{text[:-1]} indeed." if text.endswith(".") else f"{text} indeed"


def every_field() -> list[tuple[str, tuple[Any, ...]]]:
    """One text for each field of each kind of record in the tea guide: its file, and the way to it."""
    found = {}
    for file, text in RECORDS.items():
        for path in leaves(yaml.load(text, yaml.BaseLoader)):
            fields = tuple(step for step in path if isinstance(step, str))
            found.setdefault((kind_of(file), fields), (file, path))
    return [leaf for leaf in found.values() if leaf[1] != ("id",)]


def changed_leaves(every: int) -> Iterator[tuple[str, tuple[Any, ...], Book]]:
    """Each `every`th field changed, where the guide can still be read and shown."""
    for file, path in every_field()[::every]:
        book, problems = load(with_leaf(file, path, another))
        if book is not None and not problems and not run(book, POINTERS):
            yield file, path, book


def test_nothing_that_a_record_says_can_change_unseen() -> None:
    before, seen = book_of(RECORDS), 0
    for file, path, after in changed_leaves(1):
        if path[-1] == "headline":  # without a headline the first finding is it, which says the same
            continue
        changes = diff(before, after)
        assert changes, f"{file} {path}"
        assert {c.record for c in changes} <= {file.split("/")[-1].removesuffix(".yml"), *before.claims} or path[
            0
        ] == "id"
        seen += 1
    assert seen > 120


def _read(book: Book, content: dict[str, str]) -> dict[str, Page]:
    """All pages as somebody reads them: as HTML with their words explained, without what only the search and shared links know."""
    words, pages = glossary(book), render_site(book, content)
    for name, page in pages.items():
        body = page.body
        if not page.generated:
            told = markdown(re.sub(r"\A---\n.*?\n---\n", "", body, flags=re.DOTALL), extensions=["attr_list", "tables"])
            body = explained(words, name, told)
        pages[name] = replace(page, body=body, search=(), card=None, data=None)
    return pages


def test_the_pages_touched_are_those_whose_text_differs() -> None:
    before, seen = book_of(RECORDS), 0
    drawn = _read(before, PAGES)
    for file, path, after in changed_leaves(4):
        try:
            new = _read(after, PAGES)
        except Exception:  # a rule broken by the change can keep a page from being drawn; that is not asked here
            continue
        differ = {name for name in {*drawn, *new} if drawn.get(name) != new.get(name)}
        found = {page.path for page in touched(before, after, PAGES, PAGES, Told())}
        assert differ <= found, f"{file} {path}"
        # A page may hold what it does not print, such as the names of groups or of works; but not many.
        assert len(found - differ) <= 5, f"{file} {path}: {found - differ}"
        seen += 1
    assert seen > 25


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("definition: A study in which chance decides", "definition: A study in which a coin decides"),
        ("term: randomised trial", "term: trial by lot"),
        ("  - randomised trials", "  - evening"),
    ],
)
def test_another_definition_touches_every_page_that_explains_the_word(find: str, put: str) -> None:
    closed = "---\ntitle: Randomised\n---\n# An evening of randomised trials\n\n`randomised`, [evening](start.md)\n"
    pages = {**PAGES, "content/named.md": closed, "content/told.md": f"{closed}\nOn an evening of randomised people.\n"}
    before, after = book_of(RECORDS), book_of(edited(("claims/glossary/randomised-trial.yml", find, put)))
    drawn, new = _read(before, pages), _read(after, pages)
    differ = {name for name in drawn if drawn[name] != new[name]}
    assert {"told.md", "glossary.md", "claims/sleep.md"} <= differ
    assert "named.md" not in differ
    assert {page.path for page in touched(before, after, pages, pages, Told())} == differ


def test_pages_come_go_and_are_rewritten() -> None:
    book = book_of(RECORDS)
    assert touched(book, book, PAGES, {**PAGES, "content/about.md": "# About\n"}, Told()) == (
        TouchedPage("about.md", "changed", rewritten=True),
    )
    new = {**PAGES, "content/new.md": "# New\n"}
    assert touched(book, book, PAGES, new, Told()) == (TouchedPage("new.md", "added"),)
    assert touched(book, book, new, PAGES, Told()) == (TouchedPage("new.md", "removed"),)
    broken = {**PAGES, "content/about.md": "{{ answer('nobody') }}"}
    assert touched(book, book, broken, broken, Told()) == ()


def test_a_claim_touches_its_page_and_every_page_that_shows_it() -> None:
    after = book_of(edited((SLEEP, "level: moderate", "level: low")))
    found = {page.path for page in touched(book_of(RECORDS), after, PAGES, PAGES, Told())}
    assert {"claims/sleep.md", "index.md", "claims.md", "compare.md", "articles.md"} <= found
    assert not {"start.md", "safety.md", "sources.md", "claims/blood-pressure.md"} & found


def foremost(*steps: tuple[str, str, str]) -> tuple[set[str], set[str]]:
    """The pages that matter most of those an edit touches, and the others."""
    before, after = book_of(RECORDS), book_of(edited(*steps))
    pages = touched(before, after, PAGES, PAGES, told_by(diff(before, after)))
    return {page.path for page in pages if page.foremost}, {page.path for page in pages if not page.foremost}


def test_foremost_are_pages_that_print_what_changed() -> None:
    answer, others = foremost((SLEEP, "level: moderate", "level: low"))
    assert {"claims/sleep.md", "index.md", "for/healthy-adults.md", "compare.md"} <= answer
    assert others
    # A later review gives every page another edition to cite.
    assert foremost((SLEEP, "reviewed_on: 2026", "reviewed_on: 2027"))[0] == {"claims/sleep.md"}
    number, others = foremost((TRIAL, "ci_high: 19", "ci_high: 20"))
    assert {"sources/sample-2018.md", "claims/sleep.md"} <= number
    assert others == set()
    caution, _ = foremost(("claims/safety/late-cups.yml", "an hour", "two hours"))
    assert {"safety.md", "claims/sleep.md"} <= caution
    page = TouchedPage("for/sleep.md", "changed")
    assert (page.record, TouchedPage("claims/sleep.md", "changed").record) == ("", "sleep")

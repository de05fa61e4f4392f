"""The pages for contributors say what is so: the worked example passes the check, every kind has its page, commands exist."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from macros.author import for_check
from macros.book import Book, load
from macros.check import check
from macros.cli import main
from macros.model import KINDS
from macros.render import Unknown
from macros.views.docs import fields_view
from macros.views.parts import finding_sentence
from tests.guide_files import ROOT, read_files

PAGES = {file: str(text) for file, text in read_files(ROOT, "content").items()}
GRADING = PAGES["content/how-to-grade.md"]


def blocks() -> list[Any]:
    """The YAML blocks of the worked example: source, findings, history; every value as text."""
    return [yaml.load(one, yaml.BaseLoader) for one in re.findall(r"```yaml\n(.*?)```", GRADING, re.DOTALL)]


def with_example(files: dict[str, str], change: tuple[str, str] = ("", "")) -> tuple[Book | None, list[str]]:
    """The tea guide with the worked example in it, and the messages about the example."""
    source, findings, history = json.loads(json.dumps(blocks()).replace(*change) if change[0] else json.dumps(blocks()))
    assert "headline" not in findings[0], "pasted into a claim, it would be the second headline"
    findings[0]["headline"] = "yes"
    claim = yaml.load(files["claims/mind/sleep.yml"], yaml.BaseLoader)
    claim |= {"id": "example", "findings": findings, "history": history, "verdict": "partly-supported"}
    claim |= {"reviewed_on": "2026-11-21", "review_due": "2028-11-21"}
    added = {f"claims/sources/{source['id']}.yml": source, "claims/mind/example.yml": claim}
    text = {file: json.dumps(record, indent=1, ensure_ascii=False) for file, record in added.items()}
    book, problems = check({**files, **text}, {})
    return book, [p.message for p in problems if p.file in text]


def test_the_worked_example_passes_the_check(tea_files: dict[str, str]) -> None:
    assert len(blocks()) == 3
    book, told = with_example(tea_files)
    assert told == []
    assert book is not None
    sentence = finding_sentence(book, book.claims["example"].findings[0])
    assert f"`{sentence}`" in " ".join(GRADING.split())


def test_the_worked_example_can_be_pasted_as_it_stands(tea_files: dict[str, str]) -> None:
    _, finding, entry = re.findall(r"```yaml\n(.*?)```", GRADING, re.DOTALL)
    source = json.dumps(blocks()[0])
    claim = (
        tea_files["claims/mind/sleep.yml"].replace("\nmechanism:", f"\n{finding}mechanism:").rstrip("\n") + "\n" + entry
    )
    claim = claim.replace("reviewed_on: 2026-11-01", "reviewed_on: 2026-11-21")
    files = {**tea_files, "claims/sources/invented-balance-trial.yml": source, "claims/mind/sleep.yml": claim}
    assert [p.message for p in check(files, {})[1]] == []


def test_the_worked_example_is_really_checked(tea_files: dict[str, str]) -> None:
    _, told = with_example(tea_files, ('"level": "low"', '"level": "moderate"'))
    assert any("moderate" in message for message in told)


def test_every_kind_of_record_has_its_page_and_no_other_is_asked_for() -> None:
    asked = [
        kind
        for text in PAGES.values()
        for kind in re.findall(r"'([\w-]+)'", "".join(re.findall(r"fields\((.*?)\)", text)))
    ]
    assert sorted(asked) == sorted(KINDS)
    for kind in KINDS:
        page = f"content/fields/{kind}.md"
        assert page in PAGES or kind in ("forward", "exceptions")


def test_fields_are_of_the_kinds_asked_for() -> None:
    assert [kind.name for kind in fields_view()] == list(KINDS)
    (claim,) = fields_view(["claim"])
    assert claim.name == "claim"
    assert {field.name for field in claim.fields if field.depth == 0} == set(KINDS["claim"].model_fields)


def test_a_kind_that_is_not_there_is_said(tea: Book) -> None:
    fields = for_check(tea)["fields"]
    assert fields() == fields("claim") == fields("claim", "source") == ""
    with pytest.raises(Unknown) as error:
        fields("claimm")
    assert (str(error.value), error.value.fix) == ("there is no kind of record 'claimm'", "did you mean 'claim'?")


README, CONTRIBUTING = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
COMMANDS = sorted({
    found
    for text in [*PAGES.values(), README, CONTRIBUTING, *(str(p.read_text(encoding="utf-8")) for p in (ROOT / "macros/starter").glob("*.md"))]
    for found in re.findall(r"(?:^|`|/)guide ([a-z]+)", "\n".join(re.findall(r"`[^`\n]+`|```\n.*?```", text, re.DOTALL)))
})  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_a_page_names_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"guide {command}" in capsys.readouterr().out


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_a_link_to_a_file_leads_to_one(text: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert links
    files = [link for link in links if not link.startswith("#")]
    assert [link for link in files if not (ROOT / link).exists()] == []
    headings = {
        re.sub(r"[^a-z0-9]+", "-", line.lower()).strip("-") for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert {link[1:] for link in links if link.startswith("#")} <= headings


def test_no_link_waits_for_a_name_to_be_put_in() -> None:
    assert re.findall(r"\]\([^)]*[A-Z]{4,}\.github\.io[^)]*\)", README + CONTRIBUTING) == []


def test_what_about_says_of_reviews_is_what_the_guide_asks() -> None:
    """The page says it in words; `review_months` may not drift away from them."""
    book, _ = load({file: str(text) for file, text in read_files(ROOT).items()})
    assert book is not None
    said = {24: "two years", 36: "three years"}[book.guide.review_months]
    assert f"the next one is due, at most {said} later" in PAGES["content/about.md"]


def test_pages_do_name_commands() -> None:
    assert {"new", "init", "migrate", "schema"} <= set(COMMANDS)


def test_the_words_of_a_field_are_listed_once() -> None:
    fields = {f.name: f for kind in fields_view() for f in kind.fields}
    assert "mechanism" in "".join(p.text for p in fields["outcome_type"].description)
    assert fields["outcome_type"].words == ()
    assert "supported" in fields["verdict"].words

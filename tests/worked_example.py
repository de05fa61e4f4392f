"""The worked example of CONTRIBUTING.md, done as a contributor would do it: the source written, the rest pasted in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.guide_files import ROOT

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CLAIM = "claims/balance/balance.yml"
FINDING = "older-against-forward"


def blocks(language: str) -> list[str]:
    """The blocks of the page in a language."""
    return re.findall(rf"```{language}\n(.*?)```", CONTRIBUTING, re.DOTALL)


def with_example(files: Mapping[str, str]) -> dict[str, str]:
    """The guide's records with the new source in them, the finding that names it and the entry in the history."""
    source, finding, entry = blocks("yaml")
    start, listed = finding.split("    sources:\n")
    claim = files[CLAIM]
    at = claim.index(f"- id: {FINDING}\n")
    before, own, after = claim[:at], *re.split(r"(?=^  - id: )", claim[at:], maxsplit=1, flags=re.MULTILINE)
    assert "effects:" not in own, "the finding has a plot now; show in CONTRIBUTING.md how an effect is added to it"
    assert own.count("    sources:\n") == 1
    own = own.replace("    sources:\n", f"{start}    sources:\n{listed}")
    name = re.findall(r"^id: (\S+)$", source, re.MULTILINE)[0]
    return {**files, f"claims/sources/{name}.yml": source, CLAIM: before + own + after.rstrip("\n") + "\n" + entry}

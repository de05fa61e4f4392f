"""What an editor knows of the records is what the loader knows: same fields, same words, same help, never older."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import pytest
import yaml

from macros.book import Book
from macros.files import record_files
from macros.model import KINDS, kind_of
from macros.model.shape import FOLDERS
from macros.schema import schema_files
from tests.guide_files import ROOT, TEA, read_files


def schemas(guide: Any) -> dict[str, Any]:
    """Kind -> its schema."""
    return {path.split("/")[-1].removesuffix(".json"): json.loads(text) for path, text in schema_files(guide).items()}


def test_the_committed_schemas_are_of_today(real: Book) -> None:
    committed = {f"claims/schema/{p.name}": p.read_text(encoding="utf-8") for p in (ROOT / "claims/schema").glob("*")}
    assert committed == schema_files(real.guide), "the models or guide.yml changed; run `guide schema` and commit"


def test_every_kind_has_a_schema_an_editor_can_read(tea: Book) -> None:
    found = schemas(tea.guide)
    assert set(found) == set(KINDS)
    for name, schema in found.items():
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert schema["$id"] == f"{name}.json"
        assert schema["type"] == "object"


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object inside a schema."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for one in node.values():
            yield from objects(one)


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_is_unknown_or_unexplained(kind: str, tea: Book) -> None:
    schema = schemas(tea.guide)[kind]
    found = list(objects(schema))
    assert found
    for one in found:
        if "patternProperties" in one:  # a table's cells, one for each column
            continue
        assert one["additionalProperties"] is False
        for name, field in one["properties"].items():
            assert field.get("description"), f"{name} of {one['title']} has no description"
    model = KINDS[kind].model_fields
    assert set(schema["properties"]) == {f.alias or name for name, f in model.items()}
    assert set(schema["required"]) == {f.alias or name for name, f in model.items() if f.is_required()}


def wrong(value: Any, schema: Any, whole: Any, path: str = "") -> Iterator[str]:
    """Places where a value breaks a schema: as much of draft-07 as the schemas use, and no more."""
    unknown = set(schema) - {
        *("$schema", "$id", "$defs", "$ref", "description", "title", "type", "enum", "items", "properties", "required"),
        *("additionalProperties", "patternProperties", "propertyNames", "pattern"),
        *("minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"),
    }
    assert not unknown, f"this test does not know {unknown}"
    if "$ref" in schema:
        yield from wrong(value, whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], whole, path)
        return
    kinds = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "object": dict, "array": list}
    allowed = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(isinstance(value, kinds[kind]) for kind in allowed):
        yield path
        return
    if "enum" in schema and value not in schema["enum"]:
        yield path
    if isinstance(value, str):
        long = schema.get("maxLength", len(value)) < len(value) or schema.get("minLength", 0) > len(value)
        if long or ("pattern" in schema and not re.search(schema["pattern"], value)):
            yield path
    elif isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            yield path
        for i, one in enumerate(value):
            yield from wrong(one, schema["items"], whole, f"{path}[{i}]")
    elif isinstance(value, dict):
        yield from (f"{path}.{name}" for name in schema.get("required", []) if name not in value)
        for name, one in value.items():
            known = schema.get("properties", {}).get(name)
            free = [s for pattern, s in schema.get("patternProperties", {}).items() if re.search(pattern, name)]
            if known is None and not free:
                yield f"{path}.{name}"
            else:
                yield from wrong(one, known or free[0], whole, f"{path}.{name}")


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers are numbers and blanks are null, though our loader keeps all as text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own way)
        first: [(tag, form) for tag, form in rows if tag.rsplit(":", 1)[1] in ("int", "float", "null")]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, Editor)


@pytest.mark.parametrize("file", read_files(TEA))
def test_what_the_check_accepts_the_editor_accepts(file: str, tea: Book, tea_files: dict[str, str]) -> None:
    value = as_an_editor_reads(tea_files[file])
    schema = schemas(tea.guide)["forward" if "forward" in value else str(kind_of(file))]
    assert list(wrong(value, schema, schema)) == []


def test_no_committed_record_is_marked_in_an_editor(real: Book) -> None:
    known = schemas(real.guide)
    marked = []
    for file, raw in record_files(ROOT).items():
        value = as_an_editor_reads(raw.decode("utf-8"))
        schema = known["forward" if "forward" in value else str(kind_of(file))]
        marked += [f"{file}{place}" for place in wrong(value, schema, schema)]
    assert marked == []


@pytest.mark.parametrize(
    ("file", "change", "place"),
    [
        ("claims/sources/mock-2021.yml", {"volume": 45, "issued": 2021, "PMID": 12345}, []),
        ("claims/sources/mock-2021.yml", {"volumee": "45"}, [".volumee"]),
        ("claims/sources/mock-2021.yml", {"volume": None}, [".volume"]),
        ("claims/sources/mock-2021.yml", {"volume": ["45"]}, [".volume"]),
        ("claims/sources/mock-2021.yml", {"design": "randomised-trial"}, [".design"]),
        ("claims/sources/mock-2021.yml", {"population": "anybody at all"}, []),
        ("claims/sources/mock-2021.yml", {"id": "Mock 2021"}, [".id"]),
        ("claims/safety/place-kettle.yml", {"populations": ["grown-ups"]}, [".populations[0]"]),
        ("claims/safety/place-kettle.yml", {"populations": ["pregnancy"]}, []),
        ("claims/practice/one-cup-lab.yml", {"population": "grown-ups"}, [".population"]),
        ("claims/mind/sleep.yml", {"topic": "knees"}, [".topic"]),
    ],
)
def test_a_mistake_is_marked_at_its_place(
    file: str, change: dict[str, Any], place: list[str], tea: Book, tea_files: dict[str, str]
) -> None:
    schema = schemas(tea.guide)[str(kind_of(file))]
    assert list(wrong({**as_an_editor_reads(tea_files[file]), **change}, schema, schema)) == place


def test_the_guide_s_own_words_are_lists_to_choose_from(tea: Book) -> None:
    found = schemas(tea.guide)
    people = [p.id for p in tea.guide.populations]
    assert found["claim"]["$defs"]["Finding"]["properties"]["population"]["enum"] == people
    assert found["caution"]["properties"]["populations"]["items"]["enum"] == people
    assert found["practice"]["properties"]["population"]["enum"] == people
    assert found["claim"]["properties"]["topic"]["enum"] == [t.id for t in tea.guide.topics]
    # Ids of records are free: a list of them would change with every pull request.
    assert "enum" not in found["caution"]["properties"]["sources"]["items"]


def test_visual_studio_code_finds_the_schema_of_every_record() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for file in [*record_files(ROOT), "claims/a-new-topic/x.yml"]:
        globs = {path: [globs] if isinstance(globs, str) else globs for path, globs in settings.items()}
        found = [path for path, patterns in globs.items() if chosen(file, patterns)]
        assert found == [f"claims/schema/{kind_of(file)}.json"], file
    assert "redhat.vscode-yaml" in (ROOT / ".vscode/extensions.json").read_text(encoding="utf-8")


def chosen(file: str, patterns: list[str]) -> bool:
    """Whether an editor's glob patterns, '!' for all but these, choose a file."""
    every = [one for pattern in patterns for one in without_braces(pattern)]
    yes = [one for one in every if not one.startswith("!") and one.count("/") == file.count("/")]
    return any(fnmatch(file, one) for one in yes) and not any(
        fnmatch(f"!{file}", one) for one in every if one[0] == "!"
    )


def without_braces(pattern: str) -> list[str]:
    found = re.search(r"\{(.*?)\}", pattern)
    return [pattern.replace(found[0], one) for one in found[1].split(",")] if found else [pattern]


def test_each_folder_of_the_loader_is_in_the_settings() -> None:
    text = (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")
    assert [folder for folder in FOLDERS if f"claims/{folder}/*.yml" not in text] == []

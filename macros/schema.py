"""JSON Schema for editors: made from the models, with this guide's own words as lists to choose from."""

from __future__ import annotations

import json
from typing import Any

from .model import KINDS, Guide

# Field -> where its words are in guide.yml. Ids of other records are left out: they would change with every pull request.
VOCABULARY = ("population", "populations", "topic")


def schema_files(guide: Guide) -> dict[str, str]:
    """One schema for each kind of record, by its path in the repository."""
    words = {"population": [p.id for p in guide.populations], "topic": [t.id for t in guide.topics]}
    words["populations"] = words["population"]
    return {
        f"claims/schema/{name}.json": json.dumps(_schema(name, words), indent=1, ensure_ascii=False) + "\n"
        for name in KINDS
        if name != "forward"
    }


def _schema(name: str, words: dict[str, list[str]]) -> dict[str, Any]:
    raw = KINDS[name].model_json_schema(by_alias=True)
    out = {"$schema": "http://json-schema.org/draft-07/schema#", "$id": f"{name}.json", **_editor(raw, words)}
    return out


def _editor(node: Any, words: dict[str, list[str]]) -> Any:
    """The schema as an editor needs it.

    Records keep every value as text, so `volume: 45` is right although an editor takes it for a number; and the guide's
    own words become lists to choose from.
    """
    if isinstance(node, list):
        return [_editor(one, words) for one in node]
    if not isinstance(node, dict):
        return node
    out = {key: _editor(value, words) for key, value in node.items() if key != "default"}
    if out.get("type") == "string" and "enum" not in out:
        out["type"] = ["string", "number", "boolean"]
    for field, choices in words.items():
        if isinstance(target := out.get("properties", {}).get(field), dict) and "id" in out["properties"]:
            place = target.setdefault("items", {}) if field == "populations" else target
            place.clear() if field == "populations" else None
            place |= {"type": "string", "enum": choices}
            place.pop("pattern", None)
            place.pop("maxLength", None)
    return out

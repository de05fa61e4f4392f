"""JSON Schema for editors: made from the models, with this guide's own words as lists to choose from."""

from __future__ import annotations

import json
from typing import Any

from .model import KINDS, Guide
from .model.base import ID_PATTERN

TEXT = ["string", "number", "boolean"]


def schema_files(guide: Guide) -> dict[str, str]:
    """One schema for each kind of record, by its path in the repository."""
    # Ids of other records are left out: they would change with every pull request.
    populations = [p.id for p in guide.populations]
    words = {"population": populations, "populations": populations, "topic": [t.id for t in guide.topics]}
    return {
        f"claims/schema/{name}.json": json.dumps(_schema(name, words), indent=1, ensure_ascii=False) + "\n"
        for name in KINDS
    }


def _schema(name: str, words: dict[str, list[str]]) -> dict[str, Any]:
    raw = KINDS[name].model_json_schema(by_alias=True)
    return {"$schema": "http://json-schema.org/draft-07/schema#", "$id": f"{name}.json", **_editor(raw, words)}


def _editor(node: Any, words: dict[str, list[str]]) -> Any:
    """The schema as an editor needs it: every value may be typed without quotes, and nothing may be left blank."""
    if isinstance(node, list):
        return [_editor(one, words) for one in node]
    if not isinstance(node, dict):
        return node
    out = {key: _editor(value, words) for key, value in node.items() if key != "default"}
    kinds = [kind for kind in out.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:  # an optional field is left out, not left blank
        del out["anyOf"]
        out = kinds[0] | out
    if out.get("type") == "string" and "enum" not in out:
        # Records keep every value as text, so `volume: 45` is right although an editor takes it for a number.
        out["type"] = TEXT
    for field, choices in words.items():
        target = out.get("properties", {}).get(field, {})
        place = target.get("items", target)
        if place.get("pattern") == ID_PATTERN:  # a source's population is free text
            del place["pattern"]
            place.pop("maxLength", None)
            place |= {"type": "string", "enum": choices}
    return out

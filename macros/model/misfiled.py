"""A whole record in the folder of another kind is seen by its fields, and is one mistake, not one for each field."""

from __future__ import annotations

from typing import Any

from .shape import FOLDERS, KINDS, fields_at


def misfiled(kind: str, raw: dict[str, Any]) -> str | None:
    """The one kind that knows every field of `raw` when `kind` does not know several: it lies in the wrong folder."""
    unknown = {name: set(raw) - set(fields_at(KINDS[name], ())) for name in (*FOLDERS.values(), "claim")}
    fitting = [name for name, fields in unknown.items() if not fields]
    return fitting[0] if len(unknown.get(kind, ())) > 1 and len(fitting) == 1 else None

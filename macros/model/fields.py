"""The fields of a record, told to a contributor: for `guide new`, for the pages about fields, for error messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from .shape import part_inside


@dataclass(frozen=True)
class FieldHelp:
    """What a contributor needs to know about one field; `parts` are the fields inside it."""

    name: str
    needed: bool
    is_list: bool
    words: tuple[str, ...]
    description: str
    parts: tuple[FieldHelp, ...]


def fields_help(model: type[BaseModel]) -> tuple[FieldHelp, ...]:
    """Every field of a model, in the order they are written."""
    out = []
    for name, field in model.model_fields.items():
        inner = part_inside(field.annotation)
        is_class = isinstance(inner, type)
        out.append(
            FieldHelp(
                field.alias or name,
                field.is_required(),
                "list[" in str(field.annotation),
                tuple(inner) if is_class and issubclass(inner, StrEnum) else (),
                field.description or "",
                fields_help(inner) if is_class and issubclass(inner, BaseModel) else (),
            )
        )
    return tuple(out)

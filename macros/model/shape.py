"""From plain values to a record, or to what is wrong with their shape, said in a contributor's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from ..problem import did_you_mean, misspelt
from . import meant
from .article import Article
from .base import Part, Record
from .calculator import Calculator
from .claim import Claim
from .comparison import Comparison
from .exceptions import Exceptions
from .form import form, id_form, short
from .forward import Forward
from .guide import Guide
from .plan import Plan
from .practical import Caution, Practice
from .source import Source
from .term import Term

# Folder under claims/ -> kind. Every other folder is a topic and holds claims.
FOLDERS: dict[str, str] = {
    "sources": "source",
    "safety": "caution",
    "practice": "practice",
    "plans": "plan",
    "articles": "article",
    "comparisons": "comparison",
    "glossary": "term",
    "calculators": "calculator",
}
NEWABLE = ("source", "claim", "caution", "practice", "plan", "article", "comparison", "calculator", "term")
KINDS: dict[str, type[Part]] = {
    "guide": Guide,
    "source": Source,
    "claim": Claim,
    "caution": Caution,
    "practice": Practice,
    "plan": Plan,
    "article": Article,
    "comparison": Comparison,
    "term": Term,
    "calculator": Calculator,
    "forward": Forward,
    "exceptions": Exceptions,
}

# Fields that the model can do without, and that a rule asks for where somebody began to write them.
WANTED = {
    *("finding", "level_before", "level_after", "start", "search", "measure", "unit", "estimate", "ci_low", "ci_high"),
    *("risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias", "found", "headline"),
    *(
        "question",
        "asked_with",
        "sources",
        "about",
        "background",
        "arm",
        "mean",
        "pairs",
        "no_number",
        "not_measured",
        "says",
    ),
}

CODES = {
    "E101": """Every field has a name from the model.

    A misspelt field would be lost without a word. Fix: rename it to the name suggested, or delete it.""",
    "E102": """Every needed field is there and filled.

    An optional field that matters stays empty in most records. Fix: add it; `guide new` shows what belongs in it.""",
    "E103": """A field with a closed list holds one of its words.

    Pages and tables are made from these words. Fix: use one of the words listed.""",
    "E104": """A value has the form its field needs: text, list, number, date, id, DOI.

    A number with a unit in it cannot be compared. Fix: write it in the form the message shows.""",
}


@dataclass(frozen=True)
class ShapeError:
    """One mistake of shape. `at_key` says whether the key or its value is to be shown."""

    path: tuple[str | int, ...]
    at_key: bool
    code: str
    message: str
    fix: str
    population: str = ""
    """What stands for the id of a group of people; the fix, which needs to know the groups of the guide, is not written yet."""
    wants: str = ""
    """'text' or 'list', where something else stands; whether quotes make the one of it, or a dash the other, the file shows."""
    several: tuple[str, ...] = ()
    """Ids that stand together as one; how to part them, the file shows."""


def kind_of(file: str) -> str | None:
    """The kind of record a path under claims/ holds, or None when no record belongs there."""
    parts = file.split("/")
    if parts in (["claims", "guide.yml"], ["claims", "exceptions.yml"]):
        return parts[1].removesuffix(".yml")
    if len(parts) != 3 or parts[0] != "claims" or not parts[2].endswith(".yml"):
        return None
    return FOLDERS.get(parts[1], "claim")


def read(kind: str, raw: dict[str, Any]) -> tuple[Any, list[ShapeError]]:
    """The record that `raw` is, and no errors; or None and every mistake of its shape."""
    model = KINDS["forward"] if "forward" in raw and issubclass(KINDS[kind], Record) else KINDS[kind]
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, _one_each([_shape_error(model, dict(item)) for item in error.errors(include_url=False)])


def _one_each(errors: list[ShapeError]) -> list[ShapeError]:
    """A misspelt field is also a missing one; keep the message that says how to mend it.

    So is one under another name, when one is unknown in a place and one is missing there.
    """
    for i, error in enumerate(errors):
        here = [e for e in errors if e.at_key and e.path[:-1] == error.path[:-1] and e.code in ("E101", "E102")]
        unknown, missing = ([e for e in here if e.code == code] for code in ("E101", "E102"))
        if unknown == [error] and len(missing) == 1 and not error.fix.startswith("rename"):
            name, wanted = missing[0].path[-1], missing[0].fix.partition(": ...' here: ")[2]
            fix = f"rename it to '{name}', which is missing, if it says that: {wanted}"
            errors[i] = replace(error, fix=fix)
    renamed = {(e.path[:-1], e.fix.split("'")[1]) for e in errors if e.code == "E101" and e.fix.startswith("rename")}
    return [e for e in errors if not (e.at_key and e.code == "E102" and (e.path[:-1], str(e.path[-1])) in renamed)]


def fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Names a contributor may use at `path` of a record of `model`."""
    current: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        if not (isinstance(current, type) and issubclass(current, BaseModel)):
            return []
        found = {f.alias or name: f for name, f in current.model_fields.items()}.get(str(step))
        if found is None:  # a free key, as in a table row's cells: the model is already that of its value
            continue
        current = part_inside(found.annotation)
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return []
    return [f.alias or name for name, f in current.model_fields.items()]


@cache
def names_in(kind: str) -> frozenset[str]:
    """The name of every field that a record of a kind may hold, however deep inside it; what it leaves behind when it moves included."""
    found: set[str] = set()
    left: list[type[BaseModel]] = [KINDS[kind], Forward]
    for model in left:
        found.update(f.alias or name for name, f in model.model_fields.items())
        inner = (part_inside(f.annotation) for f in model.model_fields.values())
        left += [one for one in inner if isinstance(one, type) and issubclass(one, BaseModel) and one not in left]
    return frozenset(found)


def part_inside(annotation: Any) -> Any:
    """The model (or word list) inside `list[X]`, `X | None`, `dict[str, X]` and Annotated."""
    if isinstance(annotation, type) and not get_origin(annotation):
        return annotation
    inner = [part_inside(arg) for arg in get_args(annotation) if arg is not type(None)]
    parts = [arg for arg in inner if isinstance(arg, type) and issubclass(arg, BaseModel | StrEnum)]
    return parts[0] if parts else (inner[0] if inner else annotation)


def _shape_error(model: type[BaseModel], item: dict[str, Any]) -> ShapeError:
    path: tuple[str | int, ...] = item["loc"]
    if path[-1:] == ("[key]",) and item["type"] != "extra_forbidden":  # a free key, as in a table row's cells
        return ShapeError(path[:-1], True, "E104", *id_form(str(path[-2])))
    name = str(path[-1]) if path else "record"
    given, context, type_ = item["input"], item.get("ctx", {}), item["type"]
    if type_ == "extra_forbidden":
        names = fields_at(model, path[:-1])
        close = did_you_mean(name, names)
        fix = f"rename it to '{close}'" if close else f"delete it; fields here: {', '.join(names)}"
        if "ci_low" in names and not close and len(ends := meant.interval(str(given))) == 2:
            fix = f"put two lines in its place: 'ci_low: {ends[0]}' and 'ci_high: {ends[1]}'"
        return ShapeError(path, True, "E101", f"'{name}' is not a field here", fix)
    if type_ == "missing":
        fix = f"add a line '{name}: ...' here: {_description(model, path)}"
        return ShapeError(path, True, "E102", f"'{name}' is missing", fix)
    if given == "" or (type_ in ("too_short", "string_too_short") and not given):
        field = _field(model, path)
        fix = f"fill it in: {_description(model, path)}"
        fix += "" if field is None or field.is_required() or _named(path) in WANTED else " Or delete the line."
        return ShapeError(path, False, "E102", f"'{_named(path)}' is empty", fix)
    if type_ == "enum":
        words = context["expected"].replace("' or '", "', '").replace("'", "").split(", ")
        close = misspelt(str(given), words) or meant.word(str(given), words)
        listed = ", ".join(words)
        fix = f"write '{close}' (one of: {listed})" if close else f"use one of: {listed}"
        return ShapeError(path, False, "E103", f"'{short(given)}' is not a word for '{_named(path)}'", fix)
    if type_ == "string_pattern_mismatch" and isinstance(path[-1], int) and (ids := meant.several(given)):
        return ShapeError(path, False, "E104", f"'{short(given)}' is not one id but {len(ids)}", "", several=ids)
    if type_ == "string_pattern_mismatch" and _named(path) in ("population", "populations"):
        return ShapeError(path, False, "E104", f"'{short(given)}' is not an id", "", str(given))
    message, fix = form(type_, context, _named(path), given)
    fix = fix or f"it holds: {_description(model, path)}"
    return ShapeError(
        path, False, "E104", message, fix, wants={"string_type": "text", "list_type": "list"}.get(type_, "")
    )


def _named(path: tuple[str | int, ...]) -> str:
    """The last word of a path that a person would use: the field, not the number of the list entry."""
    return next((step for step in reversed(path) if isinstance(step, str)), "record")


def _field(model: type[BaseModel], path: tuple[str | int, ...]) -> FieldInfo | None:
    """The field at `path`, or the nearest one it is inside of."""
    current: Any = model
    field: FieldInfo | None = None
    for step in path:
        if isinstance(step, int) or not (isinstance(current, type) and issubclass(current, BaseModel)):
            continue
        found = {f.alias or name: f for name, f in current.model_fields.items()}.get(str(step))
        if found is None:
            continue
        field = found
        current = part_inside(found.annotation)
    return field


def _description(model: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """The contributor help of the field at `path`, with the words of a closed list."""
    field = _field(model, path)
    told = (field.description if field else None) or ""
    inner = part_inside(field.annotation) if field else None
    words = list(inner) if isinstance(inner, type) and issubclass(inner, StrEnum) else []
    return told if all(word in told for word in words) else f"{told} One of: {', '.join(words)}."

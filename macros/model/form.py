"""What is wrong with the form of one value, in a contributor's words, and how to mend it."""

from __future__ import annotations

import re
from typing import Any

from . import meant
from .base import ID_PATTERN


def form(type_: str, context: dict[str, Any], name: str, given: Any) -> tuple[str, str]:
    """What is wrong and the fix, empty if none is known, for a value refused with pydantic's error type and context."""
    if type_ == "value_error" and name in ("estimate", "ci_low", "ci_high") and (ends := meant.interval(str(given))):
        first, *rest = zip(("estimate", "ci_low", "ci_high")[3 - len(ends) :], ends, strict=True)
        others = " and ".join(f"'{key}: {end}'" for key, end in rest)
        own = f"write '{first[1]}'" if name == first[0] else f"write '{first[0]}: {first[1]}' in its place"
        fix = f"{own}, and {others} on a line of its own, if that is the interval"
        comma = meant.number(str(given))  # '3,82' is rather a number than the two ends of an interval
        return f"'{name}' cannot be '{short(given)}'", f"write '{comma}', or {fix}" if comma else fix
    if type_ == "value_error":
        return f"'{name}' cannot be '{short(given)}'", str(context["error"])
    if type_ == "string_pattern_mismatch":
        if context["pattern"] == ID_PATTERN:
            return id_form(given)
        close = meant.inside(str(given), context["pattern"])
        return f"'{short(given)}' does not have the form of '{name}'", f"write '{close}'" if close else ""
    if type_ == "string_too_long":
        return f"'{name}' has {len(given)} characters; {context['max_length']} is the limit", "say it shorter"
    if type_ == "too_long":
        return (
            f"'{name}' has {context['actual_length']} entries; {context['max_length']} is the limit",
            "keep the ones that matter",
        )
    if type_ in ("less_than_equal", "greater_than_equal"):
        bound = f"at most {context['le']}" if "le" in context else f"at least {context['ge']}"
        return f"'{name}' is {given}; it can be {bound}", f"write a number that is {bound}"
    if type_ == "string_type":
        return (
            f"'{name}' needs text, not a list or a block of fields",
            "write the text behind the colon, or behind '>-' on the next lines",
        )
    if type_ == "list_type":
        wanted = "write each entry on a line of its own that begins with '- '"
        listed = meant.as_list(given, ID_PATTERN) if isinstance(given, str) else None
        return f"'{name}' needs a list", f"write '{listed}', or {wanted.removeprefix('write ')}" if listed else wanted
    if type_.startswith("int_"):
        return f"'{name}' cannot be '{short(given)}'", "a whole number is needed, such as 20"
    if type_ in ("model_type", "dict_type", "model_attributes_type"):
        if isinstance(given, str) and (key := re.fullmatch(r"([a-z][\w-]*):(\S.*)", given)):
            return f"a space is missing behind '{key[1]}:'", f"write '{key[1]}: {key[2]}'"
        return (
            f"'{name}' needs fields of its own, not {'a list' if isinstance(given, list) else repr(short(given))}",
            "write its fields on the next lines, two spaces further in",
        )
    return f"'{name}' cannot be '{short(given)}'", ""


def id_form(given: str) -> tuple[str, str]:
    """What is wrong and the fix for what should be an id."""
    return f"'{short(given)}' is not an id", meant.first(
        meant.as_id(given), "small letters, digits and single hyphens only"
    )


def short(value: Any) -> str:
    """A value as a message holds it: its first 60 characters."""
    return text if len(text := str(value)) <= 60 else text[:57] + "..."

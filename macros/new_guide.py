"""`guide init`: the text of every file of a new guide about any topic. Its records are examples that pass the check."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from .book import load
from .files import starter_files
from .model import SCHEMA_VERSION
from .model.base import NOTHING
from .scaffold import new_record, path_of, scalar
from .schema import schema_files
from .yamlfile import parse

# Where the files of macros/starter/ go that do not keep their place.
PLACES = {"gitignore": ".gitignore"}
# Names that other readers of YAML than ours, MkDocs among them, take for a number, a day or a yes.
TYPED = re.compile(r"[\d.,:_ +-]+|0x\w+|y|n|yes|no|on|off|true|false", re.IGNORECASE)
NOTE = "# An EXAMPLE: it passes the check and says nothing true. Put your own in its place, then delete this line."


def name_of(folder: str) -> str:
    """A name for a guide out of the name of its folder: 'cold-baths' is 'Cold baths'."""
    words = " ".join(re.sub(r"[\W_]+", " ", folder).split())
    name = (words[:1].upper() + words[1:])[:40].strip()
    return "New guide" if name in ("", *NOTHING) else name


def new_guide(name: str, today: date) -> dict[str, str]:
    """Path -> text of every file that is not the engine's: records with the models' own help, pages, settings, README.

    The values come from macros/starter/; each record carries a comment for each of its fields.
    """
    words = {
        "GUIDE_NAME": json.dumps(name, ensure_ascii=False) if TYPED.fullmatch(name) else scalar(name),
        "TODAY": str(today),
        "SCHEMA_VERSION": str(SCHEMA_VERSION),
    }
    files: dict[str, str] = {}
    for file, text in starter_files().items():
        for word, put in words.items():
            text = text.replace(word, put)
        folder, _, rest = file.partition("/")
        if folder == "records":
            kind = rest.removesuffix(".yml")
            path, record = _record(kind, parse(file, text).value, today)
            files[path] = record
        elif folder == "workflows":
            files[f".github/workflows/{rest}"] = text
        else:
            files[PLACES.get(file, file)] = text
    book, _ = load({file: text for file, text in files.items() if file.startswith("claims/")})
    assert book is not None, "the starter's guide.yml cannot be read"
    return files | schema_files(book.guide)


def _record(kind: str, given: dict[str, Any], today: date) -> tuple[str, str]:
    """Path and text of one example."""
    months = int(given.get("review_months", 24))
    topic = given.get("topic", "")
    lines = new_record(kind, given.get("id", ""), today, topic, months, given).split("\n")
    # The second line of a new record speaks of blanks, and an example has none.
    lines[1] = "# To use an optional field, delete the '# ' before its name and before what belongs to it."
    path = "claims/guide.yml" if kind == "guide" else path_of(kind, given["id"], topic)
    return path, "\n".join([lines[0], NOTE, *lines[1:]])

"""The one door to PyYAML: bytes or text in; plain values, and the place of every key and value, out.

Every scalar stays text (`0.80`, `10.1130/x`, `no` and `2026-13-01` survive); the model gives the type.
What a contributor could trip over unseen is refused: duplicate keys, tabs, second documents, anchors, tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import yaml

from .document import Document, Path, Places, Spot
from .problem import Problem
from .syntax import MISSING_DASH, SHORT_WORDS, Failure, explain, in_quotes, indent, instead, twice, typographic
from .textfile import FORBIDDEN, Refused, decode, place

__all__ = ["CODES", "Refused", "parse"]

MAX_BRACKETS = 1000
MAX_DEPTH = 30
UNTAGGED = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}

# ' #3' in plain text is a comment to YAML. A remark, '# text' with a space, is taken for meant.
LOST = re.compile(r" +(#[^\s#].*)")
# A file without any of these has no tag, no text cut off at ' #', no curly quotes and no escapes: its values need no second look.
DOUBTFUL = ("!", " #", "\\", *"\u2018\u2019\u201c\u201d\u201e")

CODES = {
    "E001": """The file is text in UTF-8, without a byte order mark.

    Other encodings turn names such as Gondalia-Müller into noise without a warning. Fix: save the file as UTF-8.""",
    "E002": """The file has no tab and no character that cannot be seen.

    YAML forbids tabs for indenting; unseen characters break searching, or turn text so that it reads as what it is not. Fix: use spaces; delete the character.""",
    "E003": """The file is short and flat: at most 5000 lines, 2000 characters a line, 256 KiB and 30 levels.

    A record is one claim or one study. Fix: split it, or break long text over lines with `>-`.""",
    "E004": """The file is YAML.

    A missing quote or a wrong indent hides everything after it. Fix: see the line named; quote text that holds `: ` or ` #`.""",
    "E005": """A key stands once.

    YAML would keep the last of two without a word. Fix: keep one.""",
    "E006": """The file holds one plain mapping: no anchors, aliases, tags or second documents.

    They hide where a value comes from. Fix: write the value out.""",
}


def parse(file: str, raw: str | bytes, names: Callable[[], Collection[str]] = tuple) -> Document:
    """Values and places of one YAML file. Raises Refused with every reason it cannot be read.

    `names` gives the keys that such a file may hold, where they are known: one without its colon is told from text by them.
    """
    text = decode(file, raw)
    if (tab := text.find("\t")) >= 0:
        from .slips.tabs import cured

        raise Refused(Problem(file, *place(text, tab), "E002", *cured(text, _where_unreadable)))
    if text.count("[") + text.count("{") > MAX_BRACKETS:
        first = min(at for at in (text.find("["), text.find("{")) if at >= 0)
        message = f"there are more than {MAX_BRACKETS} brackets in this file"
        fix = "write lists with '- ' on lines of their own"
        raise Refused(Problem(file, *place(text, first), "E003", message, fix))
    _refuse_anchors(file, text)
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        # Not above: nearly every file can be read, and every command would wait for it.
        from .slips import Broken, slip

        failure = _failure(error)
        broken = Broken(text.splitlines() or [""], failure, _where_unreadable, names())
        raise Refused(slip(file, broken) or explain(file, text, failure)) from None
    except (yaml.YAMLError, RecursionError) as error:
        message = f"this is not YAML: {error}"[:200]
        raise Refused(Problem(file, 1, 1, "E004", message, "compare with another record")) from None
    if not isinstance(root, yaml.MappingNode):
        message = "the file is empty" if root is None else "the file is not a list of 'key: value' lines"
        raise Refused(Problem(file, 1, 1, "E004", message, "start from a record made by `guide new`"))
    reader = _Reader(file, text)
    value = reader.read_node(root, 0)
    if reader.problems:
        raise Refused(*reader.problems)
    return Document(file, value, text, _places)


def _places(text: str) -> Places:
    """Where each key and each value stands."""
    keys: dict[Path, Spot] = {}
    values: dict[Path, Spot] = {}

    def note(node: yaml.Node, path: Path) -> None:
        values[path] = _spot(node)
        if isinstance(node, yaml.SequenceNode):
            for i, child in enumerate(node.value):
                note(child, (*path, i))
        elif isinstance(node, yaml.MappingNode):
            for key, child in node.value:
                keys[(*path, key.value)] = _spot(key)
                note(child, (*path, key.value))

    if root := yaml.compose(text, Loader=yaml.CBaseLoader):
        note(root, ())
    return keys, values


def _refuse_anchors(file: str, text: str) -> None:
    """Anchors and aliases are only seen in the event stream; it is read only when their marks occur at all."""
    if "&" not in text and "*" not in text:
        return
    found = []
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if getattr(event, "anchor", None):
                mark: Any = event.start_mark
                message = "anchors (&name) and aliases (*name) are not used here"
                fix = "write the value out, or put the text in quotes if it begins with & or *"
                found.append(Problem(file, mark.line + 1, mark.column + 1, "E006", message, fix))
    except yaml.YAMLError:
        return  # the composer names the syntax error
    if found:
        raise Refused(*found)


def _where_unreadable(text: str) -> Failure | None:
    """Where a text with a cure cannot be read, twice the same key included; None when all of it can."""
    reader = _Reader("", text)
    try:
        if root := yaml.compose(text, Loader=yaml.CBaseLoader):
            reader.read_node(root, 0)
    except yaml.MarkedYAMLError as error:
        return _failure(error)
    except (yaml.YAMLError, RecursionError):
        return Failure("", None, "", (0, 0))
    return Failure("", None, "", min((p.line, p.col) for p in reader.problems)) if reader.problems else None


def _failure(error: yaml.MarkedYAMLError) -> Failure:
    def at(mark: yaml.Mark | None) -> tuple[int, int] | None:
        return (mark.line + 1, mark.column + 1) if mark else None

    return Failure(error.context or "", at(error.context_mark), error.problem or "", at(error.problem_mark))


def _spot(node: yaml.Node) -> Spot:
    mark, end = node.start_mark, node.end_mark
    width = end.column - mark.column if end.line == mark.line else 1
    return Spot(mark.line + 1, mark.column + 1, max(1, width))


class _Reader:
    """Turns composed nodes into plain values, and refuses what a contributor could trip over unseen."""

    def __init__(self, file: str, text: str):
        self.file = file
        self.lines = text.split("\n")
        self.doubtful = any(mark in text for mark in DOUBTFUL)
        self.problems: list[Problem] = []

    def read_node(self, node: yaml.Node, depth: int) -> Any:
        if depth > MAX_DEPTH:
            self._problem(_spot(node), "E003", f"this stands more than {MAX_DEPTH} levels deep", "write it flat")
            return None
        if self.doubtful:
            self._plain(node)
        if isinstance(node, yaml.ScalarNode):
            if self.doubtful:
                self._whole(node)
            return node.value
        if isinstance(node, yaml.SequenceNode):
            if not node.flow_style:
                self._entries(node)
            return [self.read_node(child, depth + 1) for child in node.value]
        value: dict[str, Any] = {}
        for i, (key, child) in enumerate(node.value):
            if self._is_key(key, value, node, i):
                value[key.value] = self.read_node(child, depth + 1)
            elif self.problems[-1].fix.startswith("if "):  # an entry without its dash: all its fields stand twice
                break
        return value

    def _is_key(self, key: yaml.Node, seen: dict[str, Any], parent: yaml.Node, at: int) -> bool:
        if not isinstance(key, yaml.ScalarNode):
            self._problem(_spot(key), "E004", "a key must be a plain word", "write it as key: value")
            return False
        if key.value in seen:
            names = [one.value if isinstance(one, yaml.ScalarNode) else "" for one, _ in parent.value]
            # An entry of a list that lacks its dash, or its first line: more than one of its fields stand twice.
            entry = any(one in seen for one in names[at + 1 : at + 2]) or (at > 1 and key.value == names[0])
            first = next(_spot(one) for one, _ in parent.value if one.value == key.value)
            self._problem(_spot(key), "E005", *twice(key.value, self.lines, first.line, entry))
            return False
        return True

    def _plain(self, node: yaml.Node) -> None:
        if node.tag not in UNTAGGED:
            spot = Spot(node.start_mark.line + 1, node.start_mark.column + 1)
            fix = "write the plain value, or quote text that begins with !"
            self._problem(spot, "E006", "tags (!name) are not used here", fix)

    def _whole(self, node: yaml.ScalarNode) -> None:
        """Refuse text that YAML cuts off at ' #', and unseen characters that came in as escapes."""
        mark, end = node.start_mark, node.end_mark
        if not node.style and node.value and (lost := LOST.match(self.lines[end.line], end.column)):
            spot = Spot(end.line + 1, lost.start(1) + 1, len(lost.group(1)))
            fix = in_quotes(self.lines, end.line + 1)
            self._problem(spot, "E004", "YAML drops the text from this '#' on", fix)
        told = None if node.style else typographic(node.value, self.lines, mark.line + 1)
        if told and not any(one.line == mark.line + 1 for one in self.problems):  # one for all the words of a list
            self._problem(Spot(mark.line + 1, mark.column + 1), "E004", *told)
        if node.style == '"' and (bad := FORBIDDEN.search(node.value)):
            message = f"an escape here stands for the character U+{ord(bad.group()):04X}, which cannot be used"
            self._problem(Spot(mark.line + 1, mark.column + 1), "E002", message, "delete it")

    def _entries(self, node: yaml.SequenceNode) -> None:
        """Refuse what YAML takes for one text over two lines, when both are but words, as short as entries of their own."""
        for child in node.value:
            at, plain = child.start_mark.line, isinstance(child, yaml.ScalarNode) and not child.style
            if not plain or child.end_mark.line == at or not SHORT_WORDS.fullmatch(child.value):
                continue
            entry, line = self.lines[at : at + 2]
            if entry.lstrip().startswith("- ") and line.strip():
                fix = instead(f"{' ' * indent(entry)}- {line.lstrip()}")
                self._problem(Spot(at + 2, indent(line) + 1), "E004", MISSING_DASH, fix)

    def _problem(self, spot: Spot, code: str, message: str, fix: str) -> None:
        self.problems.append(Problem(self.file, spot.line, spot.col, code, message, fix, spot.width))

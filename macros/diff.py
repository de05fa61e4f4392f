"""What a change means: two Books in, a list of changes out, each with what it said before and says after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .book import Book
from .things import KINDS, Key, Thing, things


class Did(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    RESTORED = "restored"
    RETRACTED = "retracted"
    REPOINTED = "re-pointed"
    CHANGED = "changed"
    EDITED = "edited"
    """Only fields that carry no grade, number or advice."""


@dataclass(frozen=True)
class Field:
    """One field before and after; None where it was or is not there. `leads` marks what a reviewer must see first."""

    name: str
    before: str | None
    after: str | None
    leads: bool


@dataclass(frozen=True)
class Change:
    """One thing that changed. `part` names the finding, result, line or cell inside the record; `used_by` who rests on it."""

    kind: str
    did: Did
    record: str
    part: str
    title: str
    fields: tuple[Field, ...]
    used_by: tuple[str, ...] = ()
    without_entry: bool = False
    """Whether a finding says something else and no entry of its claim's history came with it."""

    @property
    def unchanged(self) -> tuple[str, ...]:
        """Of a finding that changed: what its answer is made of and stayed as it was; beside another summary, the answer."""
        changed = {field.name for field in self.fields}
        if self.kind == "claim" and self.did == Did.CHANGED and "summary" in changed and "answer" not in changed:
            return ("answer",)
        if self.kind != "finding" or self.did not in (Did.CHANGED, Did.EDITED):
            return ()
        return tuple(word for name, word in ANSWER.items() if name not in changed)


# The fields that make the answer of a finding -> what to call them.
ANSWER = {"certainty.level": "level", "direction": "direction", "size": "size", "sentence": "sentence"}
# What the history tells of a finding: its answer, and what that rests on.
RESTS_ON = ("certainty.level", "direction", "size", "sources", "effects")
# Readers see them on the page, as a promise that somebody went through the whole claim.
REVIEW_DAYS = ("reviewed_on", "review_due")
# Kind -> its fields that carry meaning, in the order they are told; * stands for any name. All others are details.
LEADS: Mapping[str, tuple[str, ...]] = {
    "caution": ("*",),  # somebody may follow any word of it tomorrow
    "shown-caution": (),
    "claim": (
        "verdict",
        "headline",
        "answer",
        "summary",
        "harms",
        "title",
        "question",
        "saying",
        "topic",
        *REVIEW_DAYS,
    ),
    "finding": ("certainty.level", "direction", "size", "sentence", "sources[*].stance", "harms", "note"),
    "number": ("number", "groups", "better", "reported", "outcome", "comparison", "found", "locator"),
    "source": ("status", "citable", "title", "design", "participants", "numbers", "numbers[*]"),
    "practice": ("*",),
    "plan": ("*",),  # as with cautions
    "article": ("title", "name", "count"),
    "line": ("about", "background", "strength"),
    "table": ("title", "columns[*].label", "rows[*].aspect"),
    "cell": ("shows", "sources"),
    "calculator": ("*",),
    "term": ("term", "definition"),
    "guide": ("*",),
    "forward": ("*",),
    "exception": ("*",),
}
# Told only when the whole thing comes or goes, or when a field named here changes with it.
TOLD_WITH: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("claim", "answer"): ("headline", "summary"),
    ("source", "numbers"): (),
    ("source", "numbers[*]"): (),
    ("article", "count"): (),
}
# A part is not told beside a whole that came or went; findings are, for they carry the answers.
WHOLE = {"shown-caution": "claim", "number": "source", "line": "article", "cell": "table"}


def diff(before: Book, after: Book) -> tuple[Change, ...]:
    """Every change of meaning from one Book to another, in the order of KINDS; empty when they say the same.

    Places in files, comments, layout and the order of fields mean nothing. A record that left a forwarding record behind
    was moved or withdrawn; a record moved to a new id is compared with what it has become.
    Both Books must resolve: every id a record points to is there.
    """
    return tuple(_Pair(before, after, _renamed(before, after)).changes())


def _renamed(before: Book, after: Book) -> dict[str, str]:
    """New id -> old id of records whose forwarding record leads to a record that was not there."""
    return {
        to: old
        for old, forward in after.forwards.items()
        if (to := forward.forward.to) and old in before.files and old not in before.forwards and to not in before.files
    }


@dataclass(frozen=True)
class _Pair:
    """Two Books, and which records of the second one stood under another id in the first."""

    before: Book
    after: Book
    renamed: Mapping[str, str]

    def changes(self) -> Iterator[Change]:
        ids = {old: new for new, old in self.renamed.items()}
        old = {
            (kind, ids.get(one, one), ids.get(part, part) if kind == "shown-caution" else part): thing
            for (kind, one, part), thing in things(self.before).items()
        }
        new = things(self.after)
        for key in sorted(dict.fromkeys([*new, *old]), key=lambda key: (KINDS.index(key[0]), key[1])):
            kind, record, _ = key
            whole = (WHOLE.get(kind, ""), record, "")
            if (whole in old) != (whole in new) or (kind == "forward" and self._is_told_elsewhere(record)):
                continue
            if change := self._change(key, old.get(key), new.get(key)):
                yield change

    def _is_told_elsewhere(self, record: str) -> bool:
        """Whether a forwarding record came or went together with the record it stands for."""
        there = record in self.before.files and record in self.after.files
        return there and (record in self.before.forwards) != (record in self.after.forwards)

    def _change(self, key: Key, old: Thing | None, new: Thing | None) -> Change | None:
        kind, record, part = key
        fields = _fields(kind, old, new)
        if not part and kind != "forward":
            fields = [*self._forwarding(record, gone=new is None), *fields]
        thing = new or old
        if thing is None or (old and new and not fields):
            return None
        did = self._did(key, old, new, fields)
        return Change(
            kind, did, record, part, thing.title, tuple(fields), thing.used_by, self._lacks_entry(key, did, fields)
        )

    def _lacks_entry(self, key: Key, did: Did, fields: list[Field]) -> bool:
        """Whether a finding that was there changed in what the history tells, and the history is as it was."""
        kind, record, part = key
        if kind != "finding" or did not in (Did.CHANGED, Did.EDITED):
            return False
        if not any(field.name.split("[")[0] in RESTS_ON for field in fields):
            return False
        claims = self.before.claims[self.renamed.get(record, record)], self.after.claims[record]
        was, now = ([e for e in claim.history if e.finding in (part, None)] for claim in claims)
        return was == now

    def _forwarding(self, record: str, *, gone: bool) -> Iterator[Field]:
        """Where a record went, or came from, and why."""
        was = self.renamed.get(record)
        left = self.after.forwards.get(was or record)
        if left is None or not (was or gone):
            return
        if was:
            yield Field("id", was, record, True)
        elif left.forward.to:
            yield Field("forward.to", None, left.forward.to, True)
        yield Field("forward.why", None, left.forward.why, True)

    def _did(self, key: Key, old: Thing | None, new: Thing | None, fields: list[Field]) -> Did:
        kind, record, part = key
        whole = not part and kind != "forward"
        if old is None:
            return Did.RESTORED if whole and record in self.before.forwards else Did.ADDED
        if new is None:
            left = self.after.forwards.get(record) if whole else None
            return Did.REMOVED if left is None else Did.MOVED if left.forward.to else Did.WITHDRAWN
        if whole and record in self.renamed:
            return Did.MOVED
        changed = {field.name: field.after for field in fields}
        if kind == "source" and changed.get("status") == "retracted":
            return Did.RETRACTED
        if kind == "line" and "about" in changed:
            return Did.REPOINTED
        return Did.CHANGED if any(field.leads for field in fields) else Did.EDITED


def _fields(kind: str, old: Thing | None, new: Thing | None) -> list[Field]:
    """The fields that differ, the leading ones first; of a thing that came or went only the leading ones."""
    was, now = dict(old.facts) if old else {}, dict(new.facts) if new else {}
    changed = [name for name in dict.fromkeys([*now, *was]) if was.get(name) != now.get(name)]
    if old and new:
        changed = [name for name in changed if not _is_told_by_another(kind, name, changed, was, now)]
    ranks = {name: rank for name in changed if (rank := _rank(kind, name)) is not None}
    leading = sorted(ranks, key=lambda name: ranks[name])
    others = [name for name in changed if name not in ranks] if old and new else []
    return [Field(name, was.get(name), now.get(name), name in ranks) for name in leading + others]


def _is_told_by_another(
    kind: str, name: str, changed: list[str], was: Mapping[str, str], now: Mapping[str, str]
) -> bool:
    """Whether another field says it already: a count beside its parts, an order beside entries that came or went."""
    if (key := (kind, _any(name))) in TOLD_WITH:
        return not set(TOLD_WITH[key]) & set(changed)
    if name.endswith(".order"):
        return sorted(was.get(name, "").split(", ")) != sorted(now.get(name, "").split(", "))
    return False


def _rank(kind: str, name: str) -> int | None:
    """The place of a field among the leading ones of its kind, or None."""
    patterns = LEADS[kind]
    if patterns == ("*",):
        return 0
    whole = _any(name)
    return patterns.index(whole) if whole in patterns else None


def _any(name: str) -> str:
    """The name of a field for all entries of its list alike."""
    return re.sub(r"\[.*\]", "[*]", name)

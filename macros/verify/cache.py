"""Answers kept on disk, each with the day it was given, so that an interrupted start goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from pathlib import Path

from .http import Reply
from .questions import Question


class Cache:
    """One file for each question in `folder`. Answers older than `max_age` days are asked for again."""

    def __init__(self, folder: Path, today: date, max_age: int) -> None:
        self._folder, self._today, self._max_age = folder, today, max_age

    def get(self, question: Question) -> Reply | None:
        """The kept answer, or None when there is none, it is too old, or its file is damaged."""
        try:
            kept = json.loads(self._file(question).read_text(encoding="utf-8"))
            age = (self._today - date.fromisoformat(kept["asked_on"])).days
            if kept["question"] == str(question) and 0 <= age <= self._max_age:
                return Reply(kept["status"], kept["body"], tuple(kept["hops"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            pass
        return None

    def put(self, question: Question, reply: Reply) -> None:
        """Keep an answer. It is there whole or not at all, whatever interrupts us. Raises OSError."""
        file = self._file(question)
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".half")
        kept = {
            "question": str(question),
            "asked_on": str(self._today),
            "status": reply.status,
            "hops": reply.hops,
            "body": reply.body,
        }
        half.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(half, file)

    def _file(self, question: Question) -> Path:
        """A DOI may hold any sign and be long; its digest is a safe file name."""
        return self._folder / f"{hashlib.sha256(str(question).encode()).hexdigest()[:32]}.json"

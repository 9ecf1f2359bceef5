"""Labelled complaints: what a factory may write, and where an experienced coordinator would send it. All are invented.

``complaints.csv`` was written before anything was made with it. Its rows of one ``group`` say the same in other words
and stay on one side of the split: a third of the groups, chosen by a hash of their names, is never looked at when rules
are written or models trained. ``training_complaints.csv`` holds more, a situation each, for training only.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Complaint", "seen_complaints", "unseen_complaints"]

_PARTS = 3


@dataclass(frozen=True, slots=True)
class Complaint:
    """One labelled complaint; ``kind`` is a kind of the machine description or None, ``urgency`` 1 … 5."""

    group: str
    language: str
    kind: str | None
    department: str
    urgency: int
    words: str

    @property
    def is_unseen(self) -> bool:
        """Tell whether it belongs to the third that is only for judging."""
        return int(hashlib.sha256(self.group.encode()).hexdigest(), 16) % _PARTS == 0


def seen_complaints() -> tuple[Complaint, ...]:
    """Return the complaints that rules and models may be made with."""
    seen = [complaint for complaint in _read("complaints.csv") if not complaint.is_unseen]
    return (*seen, *_read("training_complaints.csv"))


def unseen_complaints() -> tuple[Complaint, ...]:
    """Return the complaints that nothing may be made with."""
    return tuple(complaint for complaint in _read("complaints.csv") if complaint.is_unseen)


def _read(name: str) -> list[Complaint]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [
            Complaint(
                row["group"],
                row["language"],
                row["equipment_kind"] or None,
                row["department"],
                int(row["urgency"]),
                row["complaint"],
            )
            for row in csv.DictReader(file)
        ]

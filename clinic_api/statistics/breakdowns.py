"""The figures: each is a set of cases, divided by one question so that every case lies in exactly one cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from clinic_api.statistics.clocks import CLOCK_RESULTS, ClockKind, ClockResult
from clinic_api.statistics.facts import MonthFacts
from clinic_api.statistics.texts import TEXTS
from diagnostics.texts import Text
from diagnostics.vocabulary import DEPARTMENTS

__all__ = ["CLOCK_BREAKDOWNS", "Breakdown", "break_down"]

_UNKNOWN: Final = "unknown"
_DEPARTMENTS: Final = (*DEPARTMENTS, _UNKNOWN)
_URGENCIES: Final = ("1", "2", "3", "4", "5", _UNKNOWN)
_MODES: Final = ("reception", "rounds", "proactive")
_OUTCOMES: Final = ("repaired", "improved", "unchanged", "untreated", "declined")
_SCORES: Final = ("1", "2", "3", "4", "5", "no_answer")
_VERDICTS: Final = ("better", "same", "worse", "not_comparable")
_TEARDOWNS: Final = ("confirmed", "refuted", "other")
CLOCK_BREAKDOWNS: Final[dict[str, ClockKind]] = {
    "first_opinion_clock": "first_opinion",
    "accept_clock": "accept",
    "diagnosis_clock": "diagnosis",
}
"""The clock that each of these breakdowns counts."""


@dataclass(frozen=True)
class Breakdown:
    """One figure divided into cells: for each key the ids of its cases, disjoint."""

    name: str
    cells: Mapping[str, tuple[str, ...]]

    @property
    def counts(self) -> dict[str, int]:
        """The number of cases in each cell."""
        return {key: len(cases) for key, cases in self.cells.items()}

    @property
    def title(self) -> Text:
        """What is counted."""
        return TEXTS(self.name)

    def label(self, key: str) -> Text:
        """Return what the cell ``key`` is called."""
        subject = self.name.rpartition("_by_")[2]
        if subject == "department":
            return DEPARTMENTS[key] if key in DEPARTMENTS else TEXTS("department_unknown")
        if subject == "urgency":
            return TEXTS(f"urgency_{key}")
        if key.isdecimal():
            return TEXTS("score", score=key)
        return TEXTS(key)


def break_down(facts: MonthFacts, clocks: Mapping[ClockKind, Mapping[str, ClockResult]]) -> tuple[Breakdown, ...]:
    """Return all breakdowns of a month."""
    opened = facts.opened
    return (
        _divide("opened_by_department", _DEPARTMENTS, ((case.id, case.department or _UNKNOWN) for case in opened)),
        _divide("opened_by_urgency", _URGENCIES, ((case.id, str(case.urgency or _UNKNOWN)) for case in opened)),
        _divide("opened_by_mode", _MODES, ((case.id, case.mode) for case in opened)),
        *(
            _divide(name, CLOCK_RESULTS, ((case_id, result.result) for case_id, result in clocks[kind].items()))
            for name, kind in CLOCK_BREAKDOWNS.items()
        ),
        _divide(
            "discharged_by_department",
            _DEPARTMENTS,
            ((case_id, facts.departments[case_id] or _UNKNOWN) for case_id in facts.discharged),
        ),
        _divide("discharged_by_outcome", _OUTCOMES, facts.discharged.items()),
        _divide("satisfaction", _SCORES, ((case_id, str(s or "no_answer")) for case_id, s in facts.answers.items())),
        _divide("follow_up", _VERDICTS, facts.follow_ups.items()),
        _divide("teardown", _TEARDOWNS, facts.teardowns.items()),
    )


def _divide(name: str, keys: Iterable[str], cases: Iterable[tuple[str, str]]) -> Breakdown:
    """Return the breakdown; a case whose key is not among ``keys`` raises ``KeyError`` rather than being lost."""
    cells: dict[str, list[str]] = {key: [] for key in keys}
    for case_id, key in cases:
        cells[key].append(case_id)
    return Breakdown(name, {key: tuple(ids) for key, ids in cells.items()})

"""A doctor's record: what was stated about a specialty, and what confirmed cases have made of it since.

The grade that counts is the mean of a Beta posterior whose prior is the stated grade. What a coordinator prefers
counts a little, and never much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text
from experts.outcomes.beta import BetaPosterior, Prior, share_record

__all__ = [
    "OVERRIDES_AT_MOST_CASES",
    "OVERRIDE_CASES",
    "STATED_CASES",
    "Evidence",
    "LearnedGrade",
    "department_records",
    "grade_records",
    "learned_grade",
]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

STATED_CASES: Final = 10.0
"""Cases that a stated grade counts as. The smallest round number with which one case moves no grade by 0.1 (at most
1/11): grades are stated in such steps, so it takes more than one case to change one. After ten confirmed cases
experience and statement weigh the same."""

OVERRIDE_CASES: Final = 0.25
"""Cases that a coordinator's choice against the proposal counts as: it tells what somebody expected, not what was
found, and often has another reason (who knows the machine, who is nearer). Our choice."""

OVERRIDES_AT_MOST_CASES: Final = 1.0
"""Cases that all overrides together count as at most: they move no grade by more than 1/11, under 0.1."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one doctor in one subject: confirmed cases ``right`` and ``wrong``, and how often a
    coordinator has ``chosen`` them against a proposal or ``passed_over`` their own.
    """

    right: int = 0
    wrong: int = 0
    chosen: int = 0
    passed_over: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(
            self.right + other.right,
            self.wrong + other.wrong,
            self.chosen + other.chosen,
            self.passed_over + other.passed_over,
        )


@dataclass(frozen=True, slots=True)
class LearnedGrade:
    """The grade of one specialty: ``stated`` 0 … 1 (None: never stated) and what the ``evidence`` makes of it."""

    tag: str
    stated: float | None
    evidence: Evidence
    posterior: BetaPosterior

    @property
    def grade(self) -> float:
        """The grade that counts in matching, 0 … 1; the stated one while there is no evidence."""
        return self.posterior.mean if self.is_learned else self.stated or 0.0

    @property
    def is_learned(self) -> bool:
        """Whether anything but the statement has gone into the grade."""
        preferred = self.evidence.chosen or self.evidence.passed_over
        return self.posterior.cases > 0 or bool(self.stated and preferred)

    @property
    def text(self) -> Text:
        """Say how the grade came about."""
        low, high = self.posterior.interval
        evidence = self.evidence
        stated = _texts("not_stated") if self.stated is None else _texts("stated", grade=self.stated)
        values = {"stated": stated, "grade": self.grade, "low": low, "high": high}
        count = self.posterior.cases
        key = "grade_learned" if count else "grade_unconfirmed"
        said = _texts(key, right=evidence.right, count=count, **values)
        if not evidence.chosen and not evidence.passed_over:
            return said
        preferred = _texts("preferred", chosen=evidence.chosen, passed_over=evidence.passed_over)
        return Text(f"{said.en} {preferred.en}", said.zh + preferred.zh)


def learned_grade(tag: str, stated: float | None, evidence: Evidence) -> LearnedGrade:
    """Return the grade of specialty ``tag`` after ``evidence``.

    A specialty that was never stated, or stated as 0, begins at 0 and is learned from confirmed cases only.

    >>> round(learned_grade("gears", 0.8, Evidence(right=3, wrong=1)).grade, 2)
    0.79
    """
    prior = Prior(stated or 0.0, STATED_CASES)
    posterior = share_record(evidence.right, evidence.wrong, prior)
    if stated:
        chosen, passed_over = _override_cases(evidence)
        posterior = BetaPosterior(posterior.right + chosen, posterior.wrong + passed_over, posterior.cases)
    return LearnedGrade(tag, stated, evidence, posterior)


def grade_records(stated: Mapping[str, float], evidence: Mapping[str, Evidence]) -> tuple[LearnedGrade, ...]:
    """Return the grades of all specialties that were stated or have evidence, by tag."""
    return tuple(
        learned_grade(tag, stated.get(tag), evidence.get(tag, Evidence())) for tag in sorted({*stated, *evidence})
    )


def department_records(evidence: Mapping[str, Evidence]) -> dict[str, BetaPosterior]:
    """Return the share that was right the first time, by department; nothing is stated about it beforehand."""
    return {code: share_record(found.right, found.wrong) for code, found in sorted(evidence.items())}


def _override_cases(evidence: Evidence) -> tuple[float, float]:
    """Return what overrides count as, for and against, in cases."""
    total = OVERRIDE_CASES * (evidence.chosen + evidence.passed_over)
    scale = OVERRIDE_CASES * min(1.0, OVERRIDES_AT_MOST_CASES / total) if total else 0.0
    return scale * evidence.chosen, scale * evidence.passed_over

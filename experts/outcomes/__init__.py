"""Outcomes: what confirmed cases say about doctors, about fault rules and about the probabilities these state.

Belongs here: the arithmetic of records, with its intervals, and of recalibration. Does not belong here: who told what
was found and when (`clinic_api.treatments`), and what is done with it (`experts.matching`).
"""

from experts.outcomes.beta import JEFFREYS, BetaPosterior, Prior, share_record
from experts.outcomes.doctors import Evidence, LearnedGrade, department_records, grade_records, learned_grade
from experts.outcomes.fairness import gini
from experts.outcomes.recalibration import MIN_CASES, Recalibration, fit_recalibration, propose_recalibration
from experts.outcomes.rules import CalibrationBin, Judged, RuleRecord, brier_score, calibration_bins, rule_records

__all__ = [
    "JEFFREYS",
    "MIN_CASES",
    "BetaPosterior",
    "CalibrationBin",
    "Evidence",
    "Judged",
    "LearnedGrade",
    "Prior",
    "Recalibration",
    "RuleRecord",
    "brier_score",
    "calibration_bins",
    "department_records",
    "fit_recalibration",
    "gini",
    "grade_records",
    "learned_grade",
    "propose_recalibration",
    "rule_records",
    "share_record",
]

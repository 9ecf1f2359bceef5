"""Matching: which doctor takes which case.

Belongs here: the hard rules, the fit of a pair, the nine aims of a plan, their exact lexicographic optimum,
the reading of an instance file and every reason in words. Does not belong here: where cases and doctors are
stored, and who may overrule a match.
"""

from experts.matching.model import LEVELS, Alternative, Assignment, CaseRequest, Plan, Proposal, Unassigned
from experts.matching.objective import Instance
from experts.matching.plan import DEFAULT_TIME_LIMIT_S, match_instance, propose
from experts.matching.ranking import Candidate, rank
from experts.matching.rules import broken_rules
from experts.matching.what_if import Change, WhatIf, what_if

__all__ = [
    "DEFAULT_TIME_LIMIT_S",
    "LEVELS",
    "Alternative",
    "Assignment",
    "Candidate",
    "CaseRequest",
    "Change",
    "Instance",
    "Plan",
    "Proposal",
    "Unassigned",
    "WhatIf",
    "broken_rules",
    "match_instance",
    "propose",
    "rank",
    "what_if",
]

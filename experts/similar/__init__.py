"""Similar cases: for a case the nearest earlier ones by findings, machine and words, and in words why.

Belongs here: what of a case is compared, how, and the reasons. Does not belong here: which earlier cases there are, and
who may see them.
"""

from experts.similar.model import CaseFeatures, MachineFeatures, Near
from experts.similar.nearest import LEAST_SIMILARITY, WEIGHTS, nearest, shortlist

__all__ = ["LEAST_SIMILARITY", "WEIGHTS", "CaseFeatures", "MachineFeatures", "Near", "nearest", "shortlist"]

"""Review: where a doctor's diagnosis and the automatic opinion contradict each other, and what a panel makes of it.

Belongs here: what counts as a contradiction, in words, and when a panel agrees. Does not belong here: who sits on the
panel, and what the diagnosis is afterwards (the doctor's stands until the doctor amends it).
"""

from experts.review.disagreement import (
    HIGH_PROBABILITY,
    URGENCY_LEVELS,
    Disagreement,
    Judgement,
    OpinionFinding,
    disagreements,
)
from experts.review.panel import AMENDING, VERDICTS, agreed_verdict

__all__ = [
    "AMENDING",
    "HIGH_PROBABILITY",
    "URGENCY_LEVELS",
    "VERDICTS",
    "Disagreement",
    "Judgement",
    "OpinionFinding",
    "agreed_verdict",
    "disagreements",
]

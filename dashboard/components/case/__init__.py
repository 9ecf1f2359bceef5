"""The parts of the case page: the answer, the evidence behind it, the ticket, and what each side does about it."""

from dashboard.components.case.answer import show_answer
from dashboard.components.case.clock import show_clocks
from dashboard.components.case.ending import show_ending
from dashboard.components.case.evidence import show_evidence, show_folded_evidence
from dashboard.components.case.follow_up import show_follow_up
from dashboard.components.case.prescriptions import show_prescriptions
from dashboard.components.case.rating import show_rating
from dashboard.components.case.recordings import show_adding, show_recordings
from dashboard.components.case.report import show_noticing, show_report
from dashboard.components.case.talk import show_comments, show_questions
from dashboard.components.case.ticket import show_ticket
from dashboard.components.case.triage import show_triage

__all__ = [
    "show_adding",
    "show_answer",
    "show_clocks",
    "show_comments",
    "show_ending",
    "show_evidence",
    "show_folded_evidence",
    "show_follow_up",
    "show_noticing",
    "show_prescriptions",
    "show_questions",
    "show_rating",
    "show_recordings",
    "show_report",
    "show_ticket",
    "show_triage",
]

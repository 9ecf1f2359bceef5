"""The parts of the case page: the answer, the evidence behind it, the ticket, and what each side does about it."""

from dashboard.components.case.answer import show_answer
from dashboard.components.case.evidence import show_evidence
from dashboard.components.case.ticket import show_ticket
from dashboard.components.case.triage import show_triage

__all__ = ["show_answer", "show_evidence", "show_ticket", "show_triage"]

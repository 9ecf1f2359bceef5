"""Triage: where a complaint goes first and how soon, from an examination's findings and the reporter's words.

Belongs here: the word list in both languages, how it is read, and the rules from what was read to department, urgency
and open questions. Does not belong here: who takes the case (`experts.matching`) and what
a recording shows (`diagnostics`).
"""

from experts.triage.judge import FindingSummary, Triage, triage

__all__ = ["FindingSummary", "Triage", "triage"]

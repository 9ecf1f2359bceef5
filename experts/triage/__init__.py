"""Triage: where a complaint goes first and how soon, from an examination's findings and the reporter's words.

Belongs here: the word lists in both languages, how they are read, the classifier of complaints, the rules from what was
read to department, urgency and open questions, and what a factory can check itself. Does not belong here: who takes the
case (`experts.matching`) and what a recording shows (`diagnostics`).
"""

from experts.triage.judge import FindingSummary, MeasuredLevel, Triage, triage

__all__ = ["FindingSummary", "MeasuredLevel", "Triage", "triage"]

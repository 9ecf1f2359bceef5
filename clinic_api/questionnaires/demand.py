"""What firms need, counted from the answers that were sent."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.kit.fields import TextRead
from clinic_api.questionnaires.models import QuestionnaireAnswers
from clinic_api.questionnaires.questions import Question, needs, questionnaire
from clinic_api.questionnaires.schemas import DemandRead, DemandRow
from diagnostics.vocabulary import DEPARTMENTS

__all__ = ["SMALLEST_CELL", "demand"]

SMALLEST_CELL: Final = 5
"""Counts below it are hidden from funders: so few firms might be known by them."""


def demand(session: Session, version: int, *, hide_small: bool) -> DemandRead:
    """Return the counts for one version of the questions, from every answer sent, in one query.

    With ``hide_small`` no count from 1 to 4 is told, nor anything from which one could be reckoned: a question whose
    options have a small count shows none of its counts, and zero is told only where nothing is hidden.
    """
    asked = questionnaire(version)
    rows = session.scalars(
        select(QuestionnaireAnswers.answers).where(
            QuestionnaireAnswers.submitted_at.is_not(None), QuestionnaireAnswers.version == version
        )
    ).all()
    departments: Counter[str] = Counter()
    for answers in rows:
        departments.update({need.department for need in needs(asked, answers)})
    shown = [DemandRow(id=code, text=TextRead.of(name), count=departments[code]) for code, name in DEPARTMENTS.items()]
    questions = {question.id: _rows(question, rows) for question in asked.questions}
    submitted = len(rows)
    return DemandRead(
        version=version,
        submitted=None if hide_small and submitted < SMALLEST_CELL else submitted,
        departments=_hidden(shown, submitted) if hide_small else shown,
        questions={key: _hidden(cells, submitted) if hide_small else cells for key, cells in questions.items()},
    )


def _rows(question: Question, answers: Any) -> list[DemandRow]:
    counts: Counter[str] = Counter()
    for answer in answers:
        given = answer.get(question.id)
        if given is not None:
            counts.update(given if isinstance(given, list) else [given] if question.options else ["answered"])
    if not question.options:
        return [DemandRow(id="answered", text=question.text, count=counts["answered"])]
    return [
        DemandRow(id=option.id, text=TextRead(en=option.en, zh=option.zh), count=counts[option.id])
        for option in question.options
    ]


def _hidden(cells: list[DemandRow], submitted: int) -> list[DemandRow]:
    """Return ``cells`` without counts where one of them, or of those who did not say it, is small.

    The answers not given follow from the total, so a cell that all but a few chose is as telling as a small one.
    """

    def is_small(count: int) -> bool:
        return 0 < count < SMALLEST_CELL

    counts = [cell.count or 0 for cell in cells]
    telling = submitted < SMALLEST_CELL or any(is_small(count) or is_small(submitted - count) for count in counts)
    telling = telling or is_small(submitted - sum(counts))
    return [cell.model_copy(update={"count": None}) for cell in cells] if telling else cells

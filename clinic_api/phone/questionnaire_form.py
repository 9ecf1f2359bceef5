"""The questionnaire in steps: which questions a step asks, and the answers read from its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.datastructures import FormData

from clinic_api.phone.sent_files import text_of
from clinic_api.questionnaires.questions import Question, Questionnaire

__all__ = ["answers_of", "step_of_question", "steps_of", "without"]

_QUESTIONS_A_STEP: Final = 5


def steps_of(asked: Questionnaire) -> list[Questionnaire]:
    """Return the questions in steps of a screen or two each."""
    questions = asked.questions
    return [
        asked.model_copy(update={"questions": questions[first : first + _QUESTIONS_A_STEP]})
        for first in range(0, len(questions), _QUESTIONS_A_STEP)
    ]


def step_of_question(steps: list[Questionnaire], question_id: str) -> int:
    """Return the number of the step, from 1, that asks ``question_id``; the last one where none does."""
    for number, step in enumerate(steps, 1):
        if any(question.id == question_id for question in step.questions):
            return number
    return len(steps)


def answers_of(step: Questionnaire, form: FormData) -> dict[str, Any]:
    """Return the answers of one step as they were entered; a number that is none stays text, to be refused as such."""
    given = {question.id: _answer(question, form) for question in step.questions}
    return {question_id: answer for question_id, answer in given.items() if answer not in ("", [])}


def _answer(question: Question, form: FormData) -> Any:
    if question.kind == "multiple":
        return [one for one in form.getlist(question.id) if isinstance(one, str)]
    text = text_of(form, question.id)
    return _number(text) if question.kind == "number" else text


def _number(text: str) -> Any:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def without(answers: Mapping[str, Any], step: Questionnaire) -> dict[str, Any]:
    """Return ``answers`` without those of ``step``."""
    asked = {question.id for question in step.questions}
    return {question_id: answer for question_id, answer in answers.items() if question_id not in asked}

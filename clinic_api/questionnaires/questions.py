"""The questions as data: every version ever asked, checked when it is read, and the needs that answers show."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from clinic_api.errors import Invalid
from clinic_api.kit.fields import TextRead
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import DEPARTMENTS

__all__ = [
    "CURRENT_VERSION",
    "Need",
    "Option",
    "Question",
    "Questionnaire",
    "checked_answers",
    "needs",
    "questionnaire",
]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
CURRENT_VERSION: Final = max(int(path.stem.split("_")[1]) for path in Path(__file__).parent.glob("questions_*.toml"))
_TEXT_AT_MOST: Final = 2000
_Urgency = Annotated[int, Field(ge=1, le=5)]


class Option(BaseModel):
    """One answer to choose."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
    en: str
    zh: str
    need: _Urgency | None = Field(default=None, exclude=True)
    department: str | None = Field(default=None, exclude=True)


class Question(BaseModel):
    """One question; what an answer means for the hospital is not told to the respondent."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}$")]
    kind: Literal["single", "multiple", "number", "text", "date"]
    text: TextRead
    required: bool = False
    options: list[Option] = []
    unit: TextRead | None = None
    least: float | None = None
    most: float | None = None
    department: str | None = Field(default=None, exclude=True)
    need_from: float | None = Field(default=None, exclude=True)
    need_to: float | None = Field(default=None, exclude=True)
    need_urgency: _Urgency | None = Field(default=None, exclude=True)

    @model_validator(mode="after")
    def _complete(self) -> Question:
        chooses = self.kind in {"single", "multiple"}
        if chooses != bool(self.options) or (self.kind == "number") != (self.unit is not None):
            raise ValueError(f"{self.id}: options go with choices, a unit with numbers")
        wants = self.need_urgency is not None or any(option.need for option in self.options)
        named = {self.department, *(option.department for option in self.options)} - {None}
        if (wants and self.department is None) or not named <= DEPARTMENTS.keys():
            raise ValueError(f"{self.id}: a need goes to a known department")
        return self


class Questionnaire(BaseModel):
    """All questions of one version."""

    model_config = ConfigDict(extra="forbid")

    version: int
    title: TextRead
    questions: list[Question]


@dataclass(frozen=True)
class Need:
    """What an answer asks of the hospital."""

    department: str
    urgency: int
    text: Text


@lru_cache(maxsize=8)
def questionnaire(version: int = CURRENT_VERSION) -> Questionnaire:
    """Return the questions of ``version``; raises ``FileNotFoundError`` for one that never was."""
    path = Path(__file__).with_name(f"questions_{version}.toml")
    return Questionnaire.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def checked_answers(asked: Questionnaire, answers: Mapping[str, Any], *, complete: bool) -> dict[str, Any]:
    """Return the answers that were given, in the order of the questions; ``complete`` wants the required ones.

    Raises `Invalid` ``answers_invalid`` naming each question whose answer does not fit, with the reason.
    """
    known = {question.id: question for question in asked.questions}
    problems = [(key, TEXTS("unknown_question")) for key in answers if key not in known]
    kept: dict[str, Any] = {}
    for question in asked.questions:
        given = answers.get(question.id)
        if given is None or given in ("", []):
            if complete and question.required:
                problems.append((question.id, TEXTS("answer_missing")))
            continue
        if not _fits(question, given):
            problems.append((question.id, TEXTS(f"answer_{question.kind}")))
        kept[question.id] = given
    if problems:
        raise Invalid(
            "answers_invalid", TEXTS("answers_invalid"), errors=[(f"answers.{key}", text) for key, text in problems]
        )
    return kept


def needs(asked: Questionnaire, answers: Mapping[str, Any]) -> list[Need]:
    """Return the needs that checked ``answers`` show, in the order of the questions."""
    found = []
    for question in asked.questions:
        given = answers.get(question.id)
        if given is not None and question.department is not None:
            found += _needs_of(question, question.department, given)
    return found


def _needs_of(question: Question, department: str, given: Any) -> list[Need]:
    if question.options:
        chosen = given if isinstance(given, list) else [given]
        return [
            Need(option.department or department, option.need, _said(question, Text(option.en, option.zh)))
            for option in question.options
            if option.need is not None and option.id in chosen
        ]
    if question.need_urgency is None:
        return []
    if question.kind == "number":
        asks = question.need_from is not None and given >= question.need_from
        asks = asks or (question.need_to is not None and given <= question.need_to)
        if not asks or question.unit is None:
            return []
        figure = Text(f"{given:g} {question.unit.en}", f"{given:g} {question.unit.zh}")
        return [Need(department, question.need_urgency, _said(question, figure))]
    return [Need(department, question.need_urgency, _said(question, Text(given, given)))]


def _said(question: Question, answer: Text) -> Text:
    return Text(f"{question.text.en} {answer.en}", f"{question.text.zh}{answer.zh}")


def _fits(question: Question, given: Any) -> bool:
    if question.kind == "number":
        if isinstance(given, bool) or not isinstance(given, int | float):
            return False
        if isinstance(given, float) and not math.isfinite(given):
            return False
        return (question.least is None or given >= question.least) and (question.most is None or given <= question.most)
    if question.kind == "multiple":
        ids = {option.id for option in question.options}
        return (
            isinstance(given, list)
            and len(given) == len({str(one) for one in given})
            and all(isinstance(one, str) and one in ids for one in given)
        )
    if not isinstance(given, str):
        return False
    if question.kind == "single":
        return given in {option.id for option in question.options}
    if question.kind == "date":
        return _is_date(given)
    return len(given) <= _TEXT_AT_MOST and given.strip() != "" and _is_storable(given)


def _is_storable(given: str) -> bool:
    """Tell whether both databases can hold a text: neither NUL nor half a surrogate pair."""
    return "\0" not in given and given.encode("utf-8", "ignore").decode("utf-8") == given


def _is_date(given: str) -> bool:
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False

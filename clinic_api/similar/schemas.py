"""What the API says about similar cases."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from clinic_api.kit.fields import TextRead
from clinic_api.treatments.fields import OwnWordsRead, SeverityLevel

__all__ = ["CauseRead", "CureRead", "SimilarCaseRead", "SimilarCasesRead"]


class CauseRead(BaseModel):
    """One cause: ``confirmed`` at the teardown, ``found`` there without having been named before, ``refuted`` there, or
    ``diagnosed`` where nobody has told yet what the teardown showed.
    """

    fault: str
    name: TextRead
    status: Literal["confirmed", "found", "diagnosed", "refuted"]
    severity: SeverityLevel | None
    component: str | None
    words: str | None
    """What was written about the teardown."""


class CureRead(BaseModel):
    """What was done and how the case ended. ``items`` may hold fewer than ``items_done`` (see `SimilarCaseRead`)."""

    items: list[OwnWordsRead]
    items_done: int
    outcome: Literal["repaired", "improved", "unchanged", "untreated", "declined"] | None


class SimilarCaseRead(BaseModel):
    """An earlier case that is like the one at hand.

    A case that the reader may not open is told without anything by which its factory or its people could be known: no
    id, no machine, no component, and no free text; of its cure only what the hospital's own texts say. ``is_open`` is
    false for these.
    """

    is_open: bool
    case_id: str | None
    factory_id: str | None
    equipment_id: str | None
    complaint: str | None
    opened_in: str = Field(description="year and month", examples=["2026-11"])
    department: str | None
    equipment_kind: str | None
    similarity: float = Field(description="0 … 1, over the parts that could be compared")
    findings: float | None
    words: float | None
    machine: float | None
    """The parts, null where one of the two cases has nothing to compare."""
    compared: float = Field(description="how much could be compared, 1 where everything is known of both")
    reasons: list[TextRead]
    is_confirmed: bool
    """Whether the cause was seen when the machine was opened."""
    causes: list[CauseRead]
    cure: CureRead
    follow_up: Literal["better", "same", "worse", "not_comparable"] | None


class SimilarCasesRead(BaseModel):
    """The nearest earlier cases, those first that are nearest; ``reason`` says why there is none."""

    items: list[SimilarCaseRead]
    by: list[Literal["findings", "words", "machine"]]
    """What is known of the case at hand and was compared."""
    cases_compared: int
    reason: TextRead | None

"""What the API takes and says about reviews."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody, TextRead

__all__ = [
    "DisagreementRead",
    "PanelMemberAdd",
    "PanelMemberRead",
    "PanelProposalRead",
    "ReviewConclusion",
    "ReviewOpinion",
    "ReviewRead",
    "ReviewState",
    "ReviewVerdict",
]

ReviewState = Literal["open", "amendment_advised", "concluded", "settled", "renewed"]
ReviewVerdict = Literal["opinion_right", "doctor_right", "both_partly", "cannot_tell"]
"""The automatic opinion is right, the attending doctor is, both in part, or it cannot be told from what there is."""


class PanelMemberAdd(RequestBody):
    """The doctor who joins the panel."""

    doctor_id: Annotated[str, Field(max_length=40)]


class ReviewOpinion(RequestBody):
    """What a member of the panel says, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"verdict": "opinion_right", "words": "包络谱中外圈频率及三个倍频清晰。"}]}
    )

    verdict: ReviewVerdict
    words: LongText


class ReviewConclusion(RequestBody):
    """What a coordinator decides where the panel does not, and why."""

    conclusion: ReviewVerdict
    words: LongText


class DisagreementRead(BaseModel):
    """One contradiction between opinion and diagnosis."""

    kind: Literal["finding_missing", "finding_refuted", "added_ruled_out", "verdict", "urgency"]
    text: TextRead


class PanelMemberRead(BaseModel):
    """A doctor on the panel. ``verdict`` and ``words`` are null until given, and kept from a member who has not given
    the own ones; ``ended_at`` without ``answered_at``: no longer asked.
    """

    id: str
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    asked_at: datetime
    verdict: ReviewVerdict | None
    words: str | None
    answered_at: datetime | None
    ended_at: datetime | None


class PanelProposalRead(BaseModel):
    """A doctor who was proposed for the panel, and why."""

    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    score: float
    reasons: list[TextRead]


class ReviewRead(BaseModel):
    """A review. ``diagnosis_id`` is the version that is reviewed; ``panel_problem`` says why the panel is not full.

    ``concluded_by`` is null where the panel agreed. The diagnosis stands whatever the conclusion, until its doctor
    amends it: ``amendment_advised`` waits for that.
    """

    id: str
    case_id: str
    diagnosis_id: str
    examination_id: str
    state: ReviewState
    disagreements: list[DisagreementRead]
    members: list[PanelMemberRead]
    proposal: list[PanelProposalRead]
    panel_problem: TextRead | None
    conclusion: ReviewVerdict | None
    conclusion_text: TextRead | None
    conclusion_words: str | None
    concluded_by: str | None
    opened_at: datetime
    concluded_at: datetime | None
    version: int

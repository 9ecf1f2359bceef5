"""What the API takes and says about prescriptions, and what became of their items."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody, ShortText
from clinic_api.treatments.fields import FindingIndex, OwnWords, OwnWordsRead

__all__ = [
    "FinishTreatment",
    "ItemOwner",
    "ItemResult",
    "ItemWithdraw",
    "Prescribe",
    "PrescribeItem",
    "PrescriptionItemRead",
    "PrescriptionRead",
    "TemplateChoice",
]


class TemplateChoice(RequestBody):
    """A treatment text of the first examination: of finding ``finding`` the text ``treatment``, counted from 0."""

    finding: FindingIndex
    treatment: FindingIndex


class ItemOwner(RequestBody):
    """Who is to do it: the factory (an account of it, or a name) or the attending doctor."""

    kind: Literal["factory", "doctor"] = "factory"
    account_id: Annotated[str | None, Field(max_length=40)] = None
    name: ShortText | None = None


class PrescribeItem(RequestBody):
    """One thing to do: in own words or from a template, and until when."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "what": {"zh": "更换驱动端轴承 6205"},
                    "owner": {"kind": "factory", "name": "王工"},
                    "due_on": "2026-12-04",
                }
            ]
        }
    )

    what: OwnWords | None = None
    template: TemplateChoice | None = None
    owner: ItemOwner = ItemOwner()
    due_on: date


class Prescribe(RequestBody):
    """The items to add to a case's prescription."""

    items: Annotated[list[PrescribeItem], Field(min_length=1, max_length=20)]


class PrescriptionItemRead(BaseModel):
    """One item of a prescription."""

    id: str
    case_id: str
    diagnosis_id: str
    what: OwnWordsRead
    owner_kind: Literal["factory", "doctor"]
    owner_account_id: str | None
    owner_name: str
    due_on: date
    state: Literal["open", "done", "not_done", "withdrawn"]
    result: str | None
    prescribed_by: str
    prescribed_at: datetime
    closed_by: str | None
    closed_at: datetime | None
    version: int


class PrescriptionRead(BaseModel):
    """The items of a case, in the order they were prescribed."""

    items: list[PrescriptionItemRead]


class ItemResult(RequestBody):
    """What became of an item; a reason is needed when it was not done."""

    state: Literal["done", "not_done"]
    result: LongText | None = None


class ItemWithdraw(RequestBody):
    """Why an item is no longer wanted."""

    reason: LongText


class FinishTreatment(RequestBody):
    """Until when the machine is to be measured again; left out, the urgency of the diagnosis decides."""

    follow_up_due_on: date | None = None

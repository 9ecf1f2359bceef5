"""What the API takes to lead a case on."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from clinic_api.cases.schemas import UrgencyLevel
from clinic_api.kit.fields import LongText, RequestBody
from experts.directory import DEPARTMENTS

__all__ = ["DepartmentCode", "MergeRequest", "ReasonGiven", "ReassignRequest", "ReferralRequest", "UrgencyChange"]

_Id = Annotated[str, Field(max_length=40)]


def _known_department(code: str) -> str:
    if code not in DEPARTMENTS:
        raise PydanticCustomError("department_unknown", "unknown department")
    return code


DepartmentCode = Annotated[str, Field(max_length=20), AfterValidator(_known_department)]
"""One of the hospital's departments."""


class ReasonGiven(RequestBody):
    """Why it is done."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "not my field: the gearbox is planetary"}]})

    reason: LongText


class ReferralRequest(ReasonGiven):
    """The department that the case shall go to, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"department": "electrical", "reason": "the vibration is that of the supply"}]}
    )

    department: DepartmentCode


class ReassignRequest(ReasonGiven):
    """The doctor who shall attend the case from now on, and why."""

    doctor_id: _Id


class UrgencyChange(RequestBody):
    """The new urgency; a lower one (a larger number) needs a reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"urgency": 2, "reason": "the noise grew overnight"}]})

    urgency: UrgencyLevel
    reason: LongText | None = None


class MergeRequest(ReasonGiven):
    """The case that this one is a duplicate of, and why."""

    target_case_id: _Id
    other_machine: bool = False
    """True where the two cases name different machines and belong together all the same."""

"""What the API takes to assign a case."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clinic_api.kit.fields import LongText, RequestBody

__all__ = ["AssignmentCreate"]


class AssignmentCreate(RequestBody):
    """The doctor who shall attend the case, and why when it is not the proposed one."""

    doctor_id: Annotated[str, Field(max_length=40)]
    reason: LongText | None = None

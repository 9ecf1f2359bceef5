"""What a list of audit lines can be narrowed down to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, model_validator
from sqlalchemy import ColumnElement, func, or_

from clinic_api.audit.models import AuditLine
from clinic_api.kit.china import CHINA

__all__ = ["AuditFilter"]

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=254)]


class AuditFilter(BaseModel):
    """Every condition that is given must hold."""

    subject: Word | None = Field(default=None, description="id of the thing")
    action: Annotated[str, StringConstraints(max_length=60)] | None = Field(
        default=None, description="account.changed, or account for all of them"
    )
    by: Word | None = Field(default=None, description="part of the name of who acted, or the id of the account")
    day_from: date | None = Field(default=None, description="day in China (UTC+8)")
    day_to: date | None = Field(default=None, description="last day, included")

    @model_validator(mode="after")
    def _days_are_in_order(self) -> AuditFilter:
        if self.day_from is not None and self.day_to is not None and self.day_from > self.day_to:
            raise ValueError("day_from is after day_to")
        return self

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions on `AuditLine`."""
        if self.subject is not None:
            yield AuditLine.subject == self.subject
        if self.action is not None:
            yield or_(AuditLine.action == self.action, AuditLine.action.startswith(f"{self.action}.", autoescape=True))
        if self.by is not None:
            part = func.lower(AuditLine.by).contains(self.by.lower(), autoescape=True)
            yield or_(AuditLine.account_id == self.by, part)
        if self.day_from is not None:
            yield AuditLine.at >= _midnight(self.day_from)
        if self.day_to is not None:
            yield AuditLine.at < _midnight(self.day_to) + timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA)

"""What the work list takes and says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from clinic_api.cases.filters import CaseFilter
from clinic_api.cases.schemas import CaseRead

__all__ = ["Need", "WorkListFilter", "WorkListRead", "WorkRead"]

Need = Literal[
    "accept",
    "amend",
    "read_answers",
    "diagnose",
    "prescribe",
    "do_item",
    "finish_treatment",
    "compare_follow_up",
    "call_follow_up",
    "cosign",
    "second_opinion",
    "contribute",
    "review",
    "await_answers",
    "await_repair",
    "await_follow_up",
    "on_team",
]
"""What is next. Needed of the doctor: accept or decline; amend the diagnosis as a review advises; read the factory's
answers; write and sign the diagnosis; prescribe; do an own prescription item; finish the treatment, all items being
closed; look at the follow-up measurement and discharge; ask for the follow-up that is due; co-sign the draft of an
attending doctor whose category does not suffice; give a second opinion; write the part for the team; give a verdict
in a review. Waited for: answers, the repair, the follow-up, the team's leader.
"""


class WorkListFilter(CaseFilter):
    """The conditions of a list of cases, and what is next."""

    need: list[Need] = Field(default=[], max_length=20)
    needs_me: bool | None = Field(default=None, description="true: only what the doctor has to do something for")
    is_due: bool = Field(default=False, description="only what is late or nearly so")
    offset: int = Field(default=0, ge=0, le=100_000)
    limit: int = Field(default=50, ge=1, le=200)


class WorkRead(BaseModel):
    """One case on the list with what is next."""

    case: CaseRead
    need: Need
    needs_me: bool
    until: datetime | None
    """By when: the running clock, or the end of ``due_on``; null where nothing was promised."""
    due_on: date | None
    """The day, where a day was agreed and no hour."""
    since: datetime | None
    """Since when it waits, where something began to wait."""
    is_late: bool
    is_due: bool
    """Late, or three quarters of the clock have run, or the day is today."""
    place_id: str | None
    """The consultation or place on the team that is the doctor's."""
    review_id: str | None


class WorkListRead(BaseModel):
    """A part of the list, what needs the doctor first: there the due before the rest, then by urgency and time.

    ``counts`` has every kind of `need` and ``total_due`` what is due, both before `need`, `needs_me` and `is_due`
    narrow the list down to ``total``.
    """

    items: list[WorkRead]
    total: int
    total_due: int
    counts: dict[str, int]

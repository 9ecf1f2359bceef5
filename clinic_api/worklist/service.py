"""The work list of one doctor, in the order in which the cases need the doctor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from clinic_api.cases.models import Case
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.views import case_read
from clinic_api.database import database_now
from clinic_api.worklist.needs import NeedOfCase, need_of, order_of
from clinic_api.worklist.rows import rows_of_doctor
from clinic_api.worklist.schemas import WorkListFilter, WorkListRead, WorkRead

__all__ = ["WorkList"]


class WorkList:
    """The list of the doctor who is the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session

    def read(self, wanted: WorkListFilter) -> WorkListRead:
        """Return the part of the list that is ``wanted``; only its cases are read whole."""
        doctor_id = self._repository.principal.doctor_id
        now = database_now(self._session)
        rows = [] if doctor_id is None else rows_of_doctor(self._repository, doctor_id, wanted)
        needs = sorted((need_of(row, now) for row in rows), key=order_of)
        found = [need for need in needs if _is_wanted(need, wanted)]
        return WorkListRead(
            items=self._items(found[wanted.offset : wanted.offset + wanted.limit]),
            total=len(found),
            total_due=sum(need.is_due and need.needs_me for need in needs),
            counts=Counter(need.need for need in needs),
        )

    def _items(self, needs: Sequence[NeedOfCase]) -> list[WorkRead]:
        cases = self._session.scalars(select(Case).where(Case.id.in_([need.row.case_id for need in needs]))).all()
        files = {file.case.id: file for file in self._repository.files(cases)}
        items = []
        for need in needs:
            file = files[need.row.case_id]
            items.append(
                WorkRead(
                    case=case_read(file, self._repository.principal),
                    need=need.need,
                    needs_me=need.needs_me,
                    until=need.until,
                    due_on=need.due_on,
                    since=need.since,
                    is_late=need.is_late,
                    is_due=need.is_due,
                    place_id=None if need.row.place is None else need.row.place.id,
                    review_id=None if need.row.place is None else need.row.place.review_id,
                )
            )
        return items


def _is_wanted(need: NeedOfCase, wanted: WorkListFilter) -> bool:
    return (
        (not wanted.need or need.need in wanted.need)
        and (wanted.needs_me is None or need.needs_me == wanted.needs_me)
        and (need.is_due or not wanted.is_due)
    )

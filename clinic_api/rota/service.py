"""The rota of weeks on call: kept, proposed fairly, looked over for contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.cases.timeline import person_name
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.doctors.paper import absences_of
from clinic_api.errors import Invalid
from clinic_api.kit.china import CHINA
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.principal import Principal
from clinic_api.rota.models import OnCallWeek
from clinic_api.rota.schemas import (
    LAST_DAY,
    ContradictionRead,
    GapRead,
    OnCallWeekRead,
    OnCallWeekWrite,
    RotaProposalRequest,
    RotaRead,
    RotaWrite,
)
from diagnostics.texts import Catalogue, Text
from experts.directory import DEPARTMENTS, department_name
from experts.rota import Candidate, Contradiction, contradictions_on_call, rotate, week_start
from experts.rota import OnCallWeek as Week

__all__ = ["RotaService"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_WEEKS_REMEMBERED: Final = 52
"""A year of weeks on call counts for who comes next: longer would hold an old imbalance against newcomers."""


class RotaService:
    """The rota on behalf of one principal."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._principal = principal

    def read(self, first_week: date | None, weeks: int) -> RotaRead:
        """Return ``weeks`` weeks from the one of ``first_week`` (the present one), contradictions included."""
        begins = week_start(first_week or database_now(self._session).astimezone(CHINA).date())
        return self._read(self._kept(begins, begins + timedelta(weeks=weeks)), [])

    def contradictions_of(self, doctor_id: str) -> list[ContradictionRead]:
        """Return what contradicts itself in the present and coming weeks on call of one doctor."""
        begins = week_start(database_now(self._session).astimezone(CHINA).date())
        kept = [week for week in self._kept(begins, LAST_DAY) if week.doctor_id == doctor_id]
        return [_contradiction_read(each) for each in self._contradictions(kept)]

    def propose(self, asked: RotaProposalRequest) -> RotaRead:
        """Return a fair rota for the weeks nobody is on call in yet; nothing is kept by it."""
        _refuse_no_monday(asked.first_week)
        departments = asked.departments or list(DEPARTMENTS)
        for department in departments:
            _refuse_unknown_department(department)
        members = self._members(contracted_too=asked.contracted_too, before=asked.first_week)
        ends = asked.first_week + timedelta(weeks=asked.weeks + 1)
        kept = self._kept(asked.first_week - timedelta(weeks=_WEEKS_REMEMBERED), ends)
        proposed: list[Week] = []
        gaps: list[GapRead] = []
        for department in dict.fromkeys(departments):
            taken = {week.week: week.doctor_id for week in kept if week.department == department}
            rotation = rotate(department, members[department], asked.first_week, asked.weeks, zone=CHINA, taken=taken)
            proposed += rotation.weeks
            gaps += [
                GapRead(department=department, week=gap.week, reason=TextRead.of(gap.reason)) for gap in rotation.gaps
            ]
        return self._read(proposed, gaps)

    def write(self, body: RotaWrite) -> RotaRead:
        """Keep weeks, all or none; raises `Invalid` for what contradicts itself, naming the week."""
        named = [(each.department, each.week) for each in body.weeks]
        for each in body.weeks:
            _refuse_no_monday(each.week)
            _refuse_unknown_department(each.department)
            if named.count((each.department, each.week)) > 1:
                values = {"department": department_name(each.department), "week": each.week}
                raise Invalid("on_call_twice", _TEXTS("on_call_twice", **values))
        wanted = [Week(each.department, each.week, each.doctor_id) for each in body.weeks]
        self._refuse_contradictions(wanted)
        lock_until_commit(self._session, "rota")
        for each in body.weeks:
            self._keep(each)
        self._session.flush()
        return self._read(wanted, [])

    def _keep(self, each: OnCallWeekWrite) -> None:
        row = self._session.scalars(
            select(OnCallWeek).where(OnCallWeek.department == each.department, OnCallWeek.week == each.week)
        ).one_or_none()
        if row is None:
            row = OnCallWeek(id=new_id("ocw"), department=each.department, week=each.week)
            self._session.add(row)
        row.doctor_id, row.set_by = each.doctor_id, person_name(self._principal)

    def _refuse_contradictions(self, weeks: Sequence[Week]) -> None:
        found = self._contradictions(weeks)
        if found:
            raise Invalid(found[0].code, found[0].text, week=found[0].week.isoformat())

    def _contradictions(self, weeks: Sequence[Week]) -> tuple[Contradiction, ...]:
        if not weeks:
            return ()
        members = self._members(contracted_too=True, before=min(week.week for week in weeks))
        return contradictions_on_call(weeks, members, zone=CHINA)

    def _kept(self, begins: date, ends: date) -> list[Week]:
        """Return the kept weeks from ``begins`` to before ``ends``, by week and department."""
        statement = (
            select(OnCallWeek)
            .where(OnCallWeek.week >= begins, OnCallWeek.week < ends)
            .order_by(OnCallWeek.week, OnCallWeek.department)
        )
        return [Week(row.department, row.week, row.doctor_id) for row in self._session.scalars(statement)]

    def _members(self, *, contracted_too: bool, before: date) -> dict[str, list[Candidate]]:
        """Return for each department who may be on call, with the weeks of the year before ``before``."""
        year_before = before - timedelta(weeks=_WEEKS_REMEMBERED)
        counted = select(OnCallWeek.doctor_id, OnCallWeek.department, func.count()).where(
            OnCallWeek.week >= year_before, OnCallWeek.week < before
        )
        weeks_before = {
            (doctor_id, department): count
            for doctor_id, department, count in self._session.execute(
                counted.group_by(OnCallWeek.doctor_id, OnCallWeek.department)
            )
        }
        members: dict[str, list[Candidate]] = defaultdict(list)
        statement = select(Doctor).where(Doctor.in_service).order_by(Doctor.id)
        if not contracted_too:
            statement = statement.where(Doctor.employment == "staff")
        for doctor in self._session.scalars(statement):
            for department in doctor.departments:
                count = weeks_before.get((doctor.id, department), 0)
                name = Text(doctor.name_en, doctor.name_zh)
                members[department].append(Candidate(doctor.id, name, absences_of(doctor), count))
        return members

    def _read(self, weeks: Sequence[Week], gaps: Sequence[GapRead]) -> RotaRead:
        wanted = select(Doctor.id, Doctor.name_en, Doctor.name_zh).where(
            Doctor.id.in_({week.doctor_id for week in weeks})
        )
        names = {row.id: TextRead(en=row.name_en, zh=row.name_zh) for row in self._session.execute(wanted)}
        return RotaRead(
            weeks=[
                OnCallWeekRead(
                    department=week.department,
                    week=week.week,
                    doctor_id=week.doctor_id,
                    doctor_name=names[week.doctor_id],
                )
                for week in weeks
            ],
            contradictions=[_contradiction_read(each) for each in self._contradictions(weeks)],
            gaps=list(gaps),
        )


def _contradiction_read(each: Contradiction) -> ContradictionRead:
    return ContradictionRead(
        code=each.code,
        department=each.department,
        week=each.week,
        doctor_id=each.doctor_id,
        text=TextRead.of(each.text),
        substitute_id=each.substitute_id,
    )


def _refuse_no_monday(day: date) -> None:
    if day != week_start(day):
        raise Invalid("week_no_monday", _TEXTS("week_no_monday", day=day, monday=week_start(day)))


def _refuse_unknown_department(code: str) -> None:
    if code not in DEPARTMENTS:
        raise Invalid("department_unknown", _TEXTS("department_unknown", word=code, known=", ".join(DEPARTMENTS)))

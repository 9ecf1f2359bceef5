"""The invented doctors of the demo hospital besides the few that its story names: a hundred of the staff, fifty under
contract, and who of them is on call in the coming weeks.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from clinic_api.database import utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.china import CHINA
from clinic_api.kit.ids import new_id
from clinic_api.rota.models import OnCallWeek
from experts.directory import DEPARTMENTS
from experts.directory.demo_people import DemoDoctor, demo_doctors
from experts.rota import Candidate, rotate, week_start

__all__ = ["write_demo_people"]

_WEEKS_ON_CALL: Final = 8
_SET_BY: Final = "演示 (demo)"


def write_demo_people(session: Session) -> None:
    """Add the invented doctors and their weeks on call from this week on."""
    today = utc_now().astimezone(CHINA).date()
    rows = [(_row(person), person) for person in demo_doctors(today=today)]
    session.add_all(row for row, _ in rows)
    session.flush()
    for department in DEPARTMENTS:
        staff = [
            Candidate(row.id, person.name)
            for row, person in rows
            if person.employment == "staff" and department in person.departments
        ]
        rotation = rotate(department, staff, week_start(today), _WEEKS_ON_CALL, zone=CHINA)
        for each in rotation.weeks:
            week = {"department": department, "week": each.week, "doctor_id": each.doctor_id, "set_by": _SET_BY}
            session.add(OnCallWeek(id=new_id("ocw"), **week))
    session.flush()


def _row(person: DemoDoctor) -> Doctor:
    return Doctor(
        id=new_id("doc"),
        name_en=person.name.en,
        name_zh=person.name.zh,
        title_en=person.title.en,
        title_zh=person.title.zh,
        employment=person.employment,
        departments=list(person.departments),
        specialties=dict(person.specialties),
        category=person.category,
        languages=list(person.languages),
        capacity_minutes=person.capacity_minutes,
        home_latitude_deg=person.home[0],
        home_longitude_deg=person.home[1],
        region_en=person.region.en,
        region_zh=person.region.zh,
        travel_limit_km=person.travel_limit_km,
        certificates=[
            {
                "kind": each.kind,
                "level": each.level,
                "valid_until": None if each.valid_until is None else each.valid_until.isoformat(),
            }
            for each in person.certificates
        ],
    )

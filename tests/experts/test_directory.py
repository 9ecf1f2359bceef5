"""The directory of departments and specialties."""

from __future__ import annotations

from datetime import UTC, datetime

from diagnostics.texts import Text
from diagnostics.vocabulary import FAULTS
from experts.directory import (
    DEPARTMENTS,
    SPECIALTIES,
    Doctor,
    department_name,
    specialties_for_fault,
    specialties_for_kind,
    specialty_name,
)


def test_the_seven_departments_each_have_a_specialty() -> None:
    assert list(DEPARTMENTS) == ["mechanical", "electrical", "automation", "it", "metrology", "network", "video"]
    assert {specialty.department for specialty in SPECIALTIES.values()} == set(DEPARTMENTS)


def test_every_fault_of_the_vocabulary_finds_a_specialty_of_its_own_department_first() -> None:
    for code, kind in FAULTS.items():
        assert specialties_for_fault(code)[0].department == kind.department, code


def test_listed_faults_exist_in_the_vocabulary() -> None:
    families = {code.partition(".")[0] for code in FAULTS}
    for specialty in SPECIALTIES.values():
        for fault in specialty.faults:
            assert fault in FAULTS or (fault.endswith(".*") and fault[:-2] in families), (specialty.tag, fault)


def test_electrical_fluting_also_asks_for_the_drives_specialist_who_fixes_the_cause() -> None:
    assert [specialty.tag for specialty in specialties_for_fault("bearing.electrical_fluting")] == [
        "rolling_bearings",
        "drives",
    ]


def test_machine_kinds_ask_for_their_specialty_and_other_asks_for_none() -> None:
    assert [specialty.tag for specialty in specialties_for_kind("pump")] == ["pumps"]
    assert specialties_for_kind("other") == ()
    assert specialties_for_kind(None) == ()


def test_names_are_bilingual_and_unknown_codes_stand_for_themselves() -> None:
    assert department_name("video") == Text("video", "视频")
    assert specialty_name("gears").zh == "齿轮与减速机"
    assert specialty_name("welding") == Text("welding", "welding")


def test_both_ends_of_an_absence_belong_to_it() -> None:
    start, end = datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 6, tzinfo=UTC)
    doctor = Doctor("d", Text("d", "d"), (), {}, 1, 480, (), None, unavailable=((start, end),))

    assert doctor.absence_at(start) == (start, end)
    assert doctor.absence_at(end) == (start, end)
    assert doctor.absence_at(datetime(2026, 5, 6, 0, 1, tzinfo=UTC)) is None

"""Certificates, what counts only with one, and the invented people of the demo."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from diagnostics.texts import Text
from experts.directory import CERTIFICATES, DEPARTMENTS, SPECIALTIES, Certificate, certificate_name, usable_grades
from experts.directory.demo_people import demo_doctors

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("certificates", "usable", "without"),
    [
        ((), {"motors": 0.9}, ("switchgear",)),
        ((Certificate("electrician_low_voltage", valid_until=TODAY),), {"motors": 0.9, "switchgear": 0.8}, ()),
        ((Certificate("electrician_low_voltage", valid_until=date(2026, 11, 27)),), {"motors": 0.9}, ("switchgear",)),
        ((Certificate("electrician_high_voltage"),), {"motors": 0.9, "switchgear": 0.8}, ()),
        ((Certificate("registered_metrologist"), Certificate("of another house")), {"motors": 0.9}, ("switchgear",)),
    ],
)
def test_a_specialty_bound_to_paper_counts_only_while_one_that_covers_it_is_valid(
    certificates: tuple[Certificate, ...], usable: dict[str, float], without: tuple[str, ...]
) -> None:
    grades = {"motors": 0.9, "switchgear": 0.8}

    assert usable_grades(grades, certificates, on=TODAY) == (usable, without)


def test_certificates_are_named_in_both_languages_and_an_unknown_one_stands_for_itself() -> None:
    assert certificate_name("registered_metrologist") == Text("registered metrologist", "注册计量师")
    assert certificate_name("of another house") == Text("of another house", "of another house")
    assert all(kind.name.en != kind.name.zh for kind in CERTIFICATES.values())


def test_the_demo_has_a_hundred_staff_and_fifty_contracted_doctors_all_labelled_as_invented() -> None:
    doctors = demo_doctors(today=TODAY)

    assert Counter(doctor.employment for doctor in doctors) == {"staff": 100, "contracted": 50}
    assert all("(demo)" in doctor.name.en and "（演示）" in doctor.name.zh for doctor in doctors)
    assert len({doctor.name for doctor in doctors}) == 150
    assert {doctor.departments[0] for doctor in doctors} == set(DEPARTMENTS)
    assert doctors == demo_doctors(today=TODAY)
    assert doctors != demo_doctors(today=TODAY, seed=2)


def test_demo_doctors_hold_what_the_directory_knows() -> None:
    for doctor in demo_doctors(today=TODAY):
        assert {SPECIALTIES[tag].department for tag in doctor.specialties} <= set(doctor.departments)
        assert all(0.0 < grade < 1.0 for grade in doctor.specialties.values())
        assert all(1 <= c.level <= CERTIFICATES[c.kind].levels for c in doctor.certificates)
        assert 1 <= doctor.category <= 4
        assert (doctor.travel_limit_km is None) == (doctor.employment == "staff")


def test_some_demo_certificates_have_run_out_as_in_any_hospital() -> None:
    certificates = [c for doctor in demo_doctors(today=TODAY) for c in doctor.certificates]

    assert 0 < sum(not c.is_valid_on(TODAY) for c in certificates) < len(certificates) / 4


def test_a_small_demo_still_has_no_doctor_twice() -> None:
    assert len(demo_doctors(staff=5, contracted=2, today=TODAY)) == 7

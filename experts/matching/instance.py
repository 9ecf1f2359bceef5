"""Reading a matching instance: JSON in the agreed form, every value checked, every complaint naming its path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diagnostics.texts import Text
from experts.directory import Doctor
from experts.documents import (
    a_list,
    a_moment,
    a_place,
    a_whole_number,
    a_word,
    an_amount,
    an_interval,
    an_object,
    grades,
    invalid,
    read_document,
    refuse_repeated_ids,
)
from experts.matching.model import CaseRequest
from experts.matching.objective import Instance

__all__ = ["parse_instance", "read_cases", "read_instance"]


def read_instance(path: Path) -> Instance:
    """Read an instance file.

    Moments without an offset are taken as UTC. Raises InstanceError with one of the codes instance_not_found,
    instance_unreadable, instance_not_json, instance_key_missing, instance_key_unknown, instance_value_invalid,
    instance_id_repeated.
    """
    return parse_instance(read_document(path))


def read_cases(path: Path) -> tuple[CaseRequest, ...]:
    """Read a file with a list of cases in the form an instance has them; raises as `read_instance` does."""
    return a_list(read_document(path), "$", _case)


def parse_instance(document: Any) -> Instance:
    """Build the instance from a decoded document; raises InstanceError as `read_instance` does."""
    root = an_object(document, "$", required=("cases", "doctors", "now"))
    cases = a_list(root["cases"], "cases", _case)
    doctors = a_list(root["doctors"], "doctors", _doctor)
    refuse_repeated_ids([case.id for case in cases], "cases")
    refuse_repeated_ids([doctor.id for doctor in doctors], "doctors")
    return Instance(cases, doctors, a_moment(root["now"], "now"))


_CASE_KEYS = ("id", "department", "specialties", "urgency", "minutes", "site", "languages", "due", "factory")
_DOCTOR_KEYS = ("id", "departments", "specialties", "capacity_minutes", "languages", "home", "unavailable")
_DOCTOR_KEYS_TOO = ("conflicts", "load_minutes")


def _case(value: Any, path: str) -> CaseRequest:
    """Build one case."""
    row = an_object(value, path, required=_CASE_KEYS, optional=("on_site", "current", "barred"))
    urgency = a_whole_number(row["urgency"], f"{path}.urgency", low=1, high=5, expected="urgency")
    on_site = row.get("on_site", row["site"] is not None)
    if not isinstance(on_site, bool):
        raise invalid(f"{path}.on_site", "boolean")
    return CaseRequest(
        id=a_word(row["id"], f"{path}.id"),
        department=a_word(row["department"], f"{path}.department"),
        specialties=a_list(row["specialties"], f"{path}.specialties", a_word),
        urgency=urgency,
        minutes=an_amount(row["minutes"], f"{path}.minutes"),
        site=a_place(row["site"], f"{path}.site"),
        on_site=on_site,
        languages=a_list(row["languages"], f"{path}.languages", a_word),
        due=a_moment(row["due"], f"{path}.due"),
        factory=a_word(row["factory"], f"{path}.factory"),
        current=None if row.get("current") is None else a_word(row["current"], f"{path}.current"),
        barred=frozenset(a_list(row.get("barred", []), f"{path}.barred", a_word)),
    )


def _doctor(value: Any, path: str) -> Doctor:
    """Build one doctor; without a name in the instance the id stands for it."""
    row = an_object(value, path, required=_DOCTOR_KEYS + _DOCTOR_KEYS_TOO, optional=("category", "recent_load"))
    category = a_whole_number(row.get("category", 1), f"{path}.category", low=1, high=4, expected="category")
    doctor_id = a_word(row["id"], f"{path}.id")
    return Doctor(
        id=doctor_id,
        name=Text(doctor_id, doctor_id),
        departments=a_list(row["departments"], f"{path}.departments", a_word),
        specialties=grades(row["specialties"], f"{path}.specialties"),
        category=category,
        capacity_minutes=an_amount(row["capacity_minutes"], f"{path}.capacity_minutes"),
        languages=a_list(row["languages"], f"{path}.languages", a_word),
        home=a_place(row["home"], f"{path}.home"),
        unavailable=a_list(row["unavailable"], f"{path}.unavailable", an_interval),
        conflicts=frozenset(a_list(row["conflicts"], f"{path}.conflicts", a_word)),
        load_minutes=an_amount(row["load_minutes"], f"{path}.load_minutes"),
        recent_load=an_amount(row.get("recent_load", 0.0), f"{path}.recent_load"),
    )

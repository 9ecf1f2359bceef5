from __future__ import annotations

from clinic_api.kit.principal import Role
from diagnostics.faults import bearing_search
from diagnostics.severity.iso20816 import STANDARDS
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE

pytestmark = ONE_ENGINE


def test_what_is_shown_is_what_the_rules_use(login: Login) -> None:
    rules = login(Role.ENGINEER).get("/api/v1/decision-rules").json()
    shown = {each["at"]: each["value"] for each in rules["thresholds"]}

    assert shown["bearing_search.FAULT_DEPTH"] == bearing_search.FAULT_DEPTH
    assert {zone["key"] for zone in rules["zones"]} == set(STANDARDS)
    assert all(each["source"]["zh"] and each["meaning"]["zh"] for each in rules["thresholds"])


def test_the_limits_of_alarms_and_severities_are_shown(login: Login) -> None:
    rules = login(Role.ADMIN).get("/api/v1/decision-rules").json()

    alarms = {each["code"]: each["value"] for each in rules["alarms"]}
    assert (alarms["finding.urgency_at_most"], alarms["zone.zones"]) == ("3", "D")
    bearing = [step for step in rules["severities"] if step["fault"] == "bearing"]
    assert [step["above"] for step in bearing] == [0.0, 1.0, 1.5]

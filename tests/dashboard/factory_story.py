"""A case led as far as a test needs it, over the API and by the people who do it; for pages and for browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Call = Callable[..., Any]
"""``call(method, path, email, **arguments)`` as `RunningHospital.call`."""

COORDINATOR = "coordinator@hospital.example"
DOCTOR = "doctor@hospital.example"
OWNER = "owner@liyuan.example"
FIRST_ITEM = {"zh": "更换驱动端轴承 6205", "en": "Replace the drive-end bearing 6205"}
SECOND_ITEM = {"zh": "复查对中，记录数值", "en": "Check the alignment and write the values down"}
CONCLUSION = {
    "zh": "驱动端轴承外圈损伤，一周内更换。",
    "en": "Outer race defect at the drive end, replace within a week.",
}


def assign_to_the_doctor(call: Call, case_id: str) -> None:
    """Give the case to the demo's doctor, who takes it."""
    doctor_id = call("GET", "/api/v1/me", DOCTOR)["doctor_id"]
    given = {"doctor_id": doctor_id, "reason": "knows the machine"}
    call("POST", f"/api/v1/cases/{case_id}/assignments", COORDINATOR, json=given)
    call("POST", f"/api/v1/cases/{case_id}/begin-consultation", DOCTOR)


def ask(call: Call, case_id: str, *questions: str) -> None:
    """Let the doctor ask the factory."""
    call("POST", f"/api/v1/cases/{case_id}/questions", DOCTOR, json={"questions": list(questions)})


def diagnose(call: Call, case_id: str) -> None:
    """Let the doctor confirm the first finding, if there is one, and sign."""
    opinion = call("GET", f"/api/v1/cases/{case_id}", DOCTOR)["opinion"]
    findings = []
    if opinion:
        found = call("GET", f"/api/v1/examinations/{opinion['examination_id']}", DOCTOR)["document"]["findings"]
        findings = [
            {
                "judgement": "confirmed",
                "examination_finding": 0,
                "fault": found[0]["fault"],
                "component": found[0]["component"],
                "severity": "moderate",
            }
        ]
    content = {"findings": findings, "conclusion": CONCLUSION, "urgency": 3}
    draft = call("PUT", f"/api/v1/cases/{case_id}/diagnosis-draft", DOCTOR, json=content)
    signed = {"draft_version": draft["version"]}
    call("POST", f"/api/v1/cases/{case_id}/diagnoses", DOCTOR, json=signed)


def prescribe(call: Call, case_id: str) -> list[str]:
    """Let the doctor prescribe two items to the factory; return their ids."""
    items = [{"what": what, "due_on": "2099-12-04"} for what in (FIRST_ITEM, SECOND_ITEM)]
    told = call("POST", f"/api/v1/cases/{case_id}/prescription-items", DOCTOR, json={"items": items})
    return [item["id"] for item in told["items"]]

"""The demo hospital's past: machines in every condition and cases at every stage, each told over HTTP by its people."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from clinic_api.database import utc_now
from clinic_api.demo.recording import sample_recording
from clinic_api.demo.story import Caller, StoryFailed, open_case, poll, texts, wait_for_opinion
from clinic_api.kit.china import CHINA

__all__ = ["History"]

_CASES: Final[list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("history.toml").read_text(encoding="utf-8")
)["cases"]
_FURTHEST: Final = {"unfit": 0, "examined": 1, "asked": 2, "in_treatment": 3, "discharged": 4}


class History:
    """Tells the past with one caller for each person; ``seconds`` is how long one examination may take."""

    def __init__(
        self, people: Mapping[str, Caller], language: str, *, logs: Path, seconds: float, check: Callable[[], None]
    ) -> None:
        """``people``: callers by the names owner, worker, engineer, coordinator and doctor."""
        self._owner, self._worker, self._engineer, self._coordinator, self._doctor = (
            people[name] for name in ("owner", "worker", "engineer", "coordinator", "doctor")
        )
        self._language = language
        self._logs, self._seconds, self._check = logs, seconds, check
        self._doctor_id = self._doctor.call("GET", "/api/v1/me")["doctor_id"]

    def tell(self) -> int:
        """Lead every case of ``history.toml`` to its stage; return how many there are."""
        for each in _CASES:
            self._lead(each)
        return len(_CASES)

    def _lead(self, story: Mapping[str, Any]) -> None:
        recording = sample_recording(story["recording"])
        machine = {
            "name_en": story["name"]["en"],
            "name_zh": story["name"]["zh"],
            "kind": recording.machine["kind"],
            "location": story["location"],
            "criticality": story["criticality"],
            "machine": recording.machine | {"name": story["name"]["en"]},
        }
        equipment_id = self._owner.call("POST", "/api/v1/equipment", json=machine)["id"]
        complaint = story["complaint"][self._language]
        opened = open_case(self._worker, equipment_id, recording.path, complaint, self._language)
        case = wait_for_opinion(
            self._worker, opened["id"], seconds=self._seconds, logs=self._logs, while_waiting=self._check
        )
        stage = _FURTHEST[story["stage"]]
        if stage >= _FURTHEST["examined"]:
            self._sign_examination(case)
        if stage >= _FURTHEST["asked"]:
            self._hand_to_doctor(case["id"], asks=story["stage"] == "asked")
        if stage >= _FURTHEST["in_treatment"]:
            self._diagnose_and_prescribe(case["id"])
            self._report_results(case["id"], all_done=story["stage"] == "discharged")
        if stage >= _FURTHEST["discharged"]:
            self._follow_up(case["id"], equipment_id, sample_recording(story["after_repair"]).path)

    def _sign_examination(self, case: Mapping[str, Any]) -> None:
        path = f"/api/v1/examinations/{case['opinion']['examination_id']}/signatures"
        self._engineer.call("POST", path, json={"decision": "confirmed"})

    def _hand_to_doctor(self, case_id: str, *, asks: bool) -> None:
        given = {"doctor_id": self._doctor_id, "reason": self._say("history_assigned")}
        self._coordinator.call("POST", f"/api/v1/cases/{case_id}/assignments", json=given)
        self._doctor.call("POST", f"/api/v1/cases/{case_id}/begin-consultation")
        if asks:
            question = {"questions": [self._say("history_question")]}
            self._doctor.call("POST", f"/api/v1/cases/{case_id}/questions", json=question)

    def _diagnose_and_prescribe(self, case_id: str) -> None:
        case = self._doctor.call("GET", f"/api/v1/cases/{case_id}")
        document = self._doctor.call("GET", f"/api/v1/examinations/{case['opinion']['examination_id']}")["document"]
        first = document["findings"][0]
        judged = {
            "judgement": "confirmed",
            "examination_finding": 0,
            "fault": first["fault"],
            "component": first["component"],
            "severity": first["severity"]["level"],
        }
        content = {"findings": [judged], "conclusion": dict(document["summary"]), "urgency": document["urgency"]}
        draft = self._doctor.call("PUT", f"/api/v1/cases/{case_id}/diagnosis-draft", json=content)
        self._doctor.call("POST", f"/api/v1/cases/{case_id}/diagnoses", json={"draft_version": draft["version"]})
        due_on = (utc_now().astimezone(CHINA) + timedelta(days=7)).date().isoformat()
        items = [{"template": {"finding": 0, "treatment": n}, "due_on": due_on} for n in range(len(first["treatment"]))]
        self._doctor.call("POST", f"/api/v1/cases/{case_id}/prescription-items", json={"items": items})

    def _report_results(self, case_id: str, *, all_done: bool) -> None:
        items = self._worker.call("GET", f"/api/v1/cases/{case_id}/treatment")["prescription"]
        for item in items if all_done else items[:1]:
            done = {"state": "done", "result": self._say("history_result")}
            self._worker.call("POST", f"/api/v1/prescription-items/{item['id']}/result", json=done)

    def _follow_up(self, case_id: str, equipment_id: str, path: Path) -> None:
        case = f"/api/v1/cases/{case_id}"
        self._worker.call("POST", f"{case}/treatment/finish", json={})
        recording_id = self._worker.upload(equipment_id, path)
        self._worker.call("POST", f"{case}/follow-up/measurements", json={"recording_id": recording_id})
        self._wait_for_comparison(case_id)
        self._doctor.call("POST", f"{case}/discharge", json={"outcome": "repaired"})
        score = {"score": 5, "words": self._say("history_satisfied")}
        self._owner.call("POST", f"{case}/satisfaction", json=score)

    def _wait_for_comparison(self, case_id: str) -> None:
        def look() -> tuple[dict[str, Any], bool]:
            treatment: dict[str, Any] = self._worker.call("GET", f"/api/v1/cases/{case_id}/treatment")
            return treatment, all(each["comparison"] for each in treatment["follow_up"]["measurements"])

        def too_late(treatment: dict[str, Any]) -> StoryFailed:
            told = {"seconds": self._seconds, "logs": self._logs, "state": treatment["case_state"]}
            return StoryFailed(texts("opinion_late", case=case_id, **told))

        poll(look, seconds=self._seconds, too_late=too_late, while_waiting=self._check)

    def _say(self, key: str) -> str:
        return texts(key).in_language(self._language)

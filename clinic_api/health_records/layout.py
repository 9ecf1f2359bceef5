"""A health record as the words and figures that stand on paper, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from clinic_api.equipment.service import register_texts
from clinic_api.health_records.schemas import HealthRecordRead
from clinic_api.health_records.service import record_texts
from clinic_api.kit.language import Language
from clinic_api.typesetting.qr import qr_svg

__all__ = ["paper_data"]

_LABELS: Final = (
    "title", "hospital", "nameplate", "points", "point_name", "point_place", "point_quantity", "point_sensor", "health",
    "health_trend", "case_opened", "case_complaint", "case_state", "urgency", "examination_at", "examination_verdict",
    "examination_measurements", "none", "sha256", "page",
)  # fmt: skip
_TREND_AT_MOST: Final = 40


def paper_data(issued: HealthRecordRead, language: Language) -> dict[str, Any]:
    """Return what the template ``health_record`` sets."""
    paper = _Paper(language)
    record = issued.record
    machine = record["machine"]
    cases, examinations = record["cases"], record["examinations"]
    return {
        "labels": {name: paper.word(name) for name in _LABELS}
        | {
            "cases": paper.word("cases", count=len(cases)),
            "examinations": paper.word("examinations", count=len(examinations)),
            "genuine": paper.word("genuine", url=issued.verify_url),
            "signature": paper.word("signature", key_id=issued.key_id),
        },
        "name": paper.name(machine),
        "other_name": machine["name_zh"] if language == "en" else machine["name_en"],
        "facts": list(paper.facts(record)),
        "nameplate": list(paper.nameplate(machine)),
        "points": [paper.point(point) for point in record["points"]],
        "health": paper.health(record["health"]),
        "trend": paper.trend(record["health"]["history"]),
        "cases": [paper.case(case) for case in cases],
        "examinations": [paper.examination(examination) for examination in examinations],
        "shortened": "" if record["complete"] else paper.word("shortened", count=len(examinations)),
        "sha256": issued.sha256,
        "signature": issued.signature,
        "qr": qr_svg(issued.verify_url),
    }


class _Paper:
    """Words in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def word(self, key: str, **values: object) -> str:
        return record_texts(key, **values).in_language(self._language)

    def _register_word(self, key: str) -> str:
        return register_texts(key).in_language(self._language)

    def name(self, row: Mapping[str, Any]) -> str:
        return str(row[f"name_{self._language}"])

    def facts(self, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        machine = record["machine"]
        yield self.word("factory"), self.name(record["factory"])
        yield self.word("kind"), self._register_word(f"kind_{machine['kind']}")
        yield self.word("asset_number"), machine["asset_number"] or "–"
        yield self.word("location"), machine["location"] or "–"
        for name in ("criticality", "safety_criticality", "status"):
            yield self.word(name), self._register_word(f"{name}_{machine[name]}")
        yield self.word("registered_at"), _day(machine["registered_at"])
        yield self.word("issued_at"), _minute(record["issued_at"])

    def nameplate(self, machine: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        unknown = {bearing["designation"] for bearing in machine["bearings"] if not bearing["in_catalogue"]}
        for name, value in machine["nameplate"].items():
            is_unknown_bearing = name.startswith("bearing_") and value in unknown
            shown = self.word("bearing_unknown", designation=value) if is_unknown_bearing else _figure(value)
            yield self.word(name), shown

    def point(self, point: Mapping[str, Any]) -> list[str]:
        place = " · ".join(part for part in (point["position"], point["direction"]) if part)
        quantity = " · ".join(part for part in (point["quantity"], point["unit"]) if part)
        return [point["name"], place, quantity, point["sensor_description"]]

    def health(self, health: Mapping[str, Any]) -> dict[str, Any]:
        known = health["score"] is not None
        reason = health["reason"]
        return {
            "score": self.word("health_score", score=health["score"]) if known else self.word("health_unknown"),
            "reason": "" if known or reason is None else reason[self._language],
            "parts": [[part["text"][self._language], f"{part['points']:+d}"] for part in health["parts"]],
        }

    def trend(self, history: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        known = [entry for entry in history if entry["score"] is not None]
        return [{"day": _day(entry["time"]), "score": entry["score"]} for entry in known[-_TREND_AT_MOST:]]

    def case(self, case: Mapping[str, Any]) -> list[str]:
        urgency = "–" if case["urgency"] is None else str(case["urgency"])
        return [_day(case["opened_at"]), case["complaint"], "\n".join(self._course(case)), urgency]

    def _course(self, case: Mapping[str, Any]) -> Iterator[str]:
        """Yield where the case stands, what was diagnosed, how it ended, or else what happened last."""
        diagnosis, discharge, last = case["diagnosis"], case["discharge"], case["last_entry"]
        yield case["state_text"][self._language]
        if diagnosis is not None and diagnosis["conclusion"]:
            said = diagnosis["conclusion"]
            words = said.get(self._language) or said.get("zh") or said.get("en")
            yield self.word("diagnosed", day=_day(diagnosis["signed_at"]), conclusion=words)
        if discharge is not None:
            outcome = discharge["outcome_text"][self._language]
            yield self.word("discharged", day=_day(discharge["at"]), outcome=outcome)
        elif last is not None:
            yield f"{_day(last['at'])} {last['text'][self._language]}"

    def examination(self, examination: Mapping[str, Any]) -> list[str]:
        verdict = self.word(f"verdict_{examination['verdict']}")
        measured = "\n".join(self._measurement(values) for values in examination["measurements"])
        opinion = f"{verdict}\n{examination['summary'][self._language]}"
        return [_day(examination["at"]), opinion, measured or "–", str(examination["urgency"])]

    def _measurement(self, values: Mapping[str, Any]) -> str:
        channel = values["channel"]
        if "velocity_rms_mm_s" in values:
            figure = _figure(values["velocity_rms_mm_s"])
            line = self.word("measurement_velocity", channel=channel, value=figure)
        else:
            figure, unit = _figure(values.get("rms", "–")), values.get("unit", "")
            line = self.word("measurement_rms", channel=channel, value=figure, unit=unit)
        if "zone" in values:
            line = self.word("measurement_zone", measurement=line, zone=values["zone"], standard=values.get("standard"))
        return line


def _figure(value: Any) -> str:
    """Return a number with at most 4 significant digits, and anything else as it is."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _day(time: str) -> str:
    return datetime.fromisoformat(time).strftime("%Y-%m-%d")


def _minute(time: str) -> str:
    return datetime.fromisoformat(time).strftime("%Y-%m-%d %H:%M UTC")

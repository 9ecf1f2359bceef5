"""What stands in a machine's health record: everything the principal may see of it, as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import and_, func, select, tuple_

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.cases.states import CaseState, state_text
from clinic_api.database import utc_now
from clinic_api.equipment.health import health_with_history
from clinic_api.equipment.models import Equipment
from clinic_api.equipment.nameplate import bearings_of
from clinic_api.examinations.models import Examination
from clinic_api.kit.repository import Repository
from clinic_api.points.models import Point
from clinic_api.recordings.models import Recording
from clinic_api.treatments.models import Diagnosis, Discharge
from clinic_api.treatments.words import WORDS

__all__ = ["SCHEMA", "record_contents"]

SCHEMA: Final = "health_record/2"
_MOST_ROWS: Final = 500
"""Newest cases and examinations in one record; ``complete`` is false where there are more."""
_MEASURED: Final = ("unit", "rms", "peak", "crest_factor", "kurtosis", "velocity_rms_mm_s", "zone", "standard")


def record_contents(repository: Repository, equipment: Equipment) -> dict[str, Any]:
    """Return the record of ``equipment`` without its date of issue."""
    cases = _newest(repository, Case, equipment)
    examinations = _newest(repository, Examination, equipment)
    health = health_with_history(
        repository.session, equipment.id, now=utc_now(), visible_examinations=repository.visible(Examination)
    )
    factory = equipment.factory
    return {
        "schema": SCHEMA,
        "factory": {"id": factory.id, "name_en": factory.name_en, "name_zh": factory.name_zh},
        "machine": _machine(equipment),
        "points": _points(repository, equipment),
        "health": health.to_json(),
        "cases": _cases(repository, cases[:_MOST_ROWS]),
        "examinations": _examinations(repository, examinations[:_MOST_ROWS]),
        "complete": max(len(cases), len(examinations)) <= _MOST_ROWS,
    }


def _newest(repository: Repository, model: Any, equipment: Equipment) -> Sequence[Any]:
    statement = select(model).where(repository.visible(model), model.equipment_id == equipment.id)
    return repository.session.scalars(statement.order_by(model.id.desc()).limit(_MOST_ROWS + 1)).all()


def _machine(equipment: Equipment) -> dict[str, Any]:
    same = ("id", "name_en", "name_zh", "kind", "asset_number", "location", "criticality", "safety_criticality")
    return {
        **{name: getattr(equipment, name) for name in (*same, "status", "parent_id", "nameplate")},
        "bearings": [bearing.model_dump() for bearing in bearings_of(equipment.nameplate)],
        "description": equipment.machine,
        "registered_at": equipment.created_at.isoformat(),
    }


def _points(repository: Repository, equipment: Equipment) -> list[dict[str, Any]]:
    statement = repository.select_visible(Point).where(Point.equipment_id == equipment.id, Point.retired_at.is_(None))
    names = ("id", "name", "position", "direction", "quantity", "unit", "channel", "sensor_description")
    return [
        {name: getattr(point, name) for name in names}
        for point in repository.session.scalars(statement.order_by(Point.id))
    ]


def _cases(repository: Repository, cases: Sequence[Case]) -> list[dict[str, Any]]:
    case_ids = [case.id for case in cases]
    last_lines = _last_lines(repository, case_ids)
    diagnoses, discharges = _diagnoses(repository, case_ids), _discharges(repository, case_ids)
    return [
        {
            "id": case.id,
            "opened_at": case.created_at.isoformat(),
            "mode": case.mode,
            "complaint": case.complaint,
            "state": case.state,
            "state_text": state_text(CaseState(case.state)).to_json(),
            "urgency": case.urgency,
            "department": case.department,
            "diagnosis": diagnoses.get(case.id),
            "discharge": discharges.get(case.id),
            "last_entry": last_lines.get(case.id),
        }
        for case in cases
    ]


def _diagnoses(repository: Repository, case_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the newest signed version of each case's diagnosis."""
    statement = repository.select_visible(Diagnosis).where(Diagnosis.case_id.in_(case_ids))
    return {
        row.case_id: {
            "version": row.version,
            "signed_at": row.signed_at.isoformat(),
            "conclusion": row.document.get("content", {}).get("conclusion"),
            "urgency": row.urgency,
            "sha256": row.sha256,
        }
        for row in repository.session.scalars(statement.order_by(Diagnosis.version))
    }


def _discharges(repository: Repository, case_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return how each case that was discharged ended the last time."""
    statement = repository.select_visible(Discharge).where(Discharge.case_id.in_(case_ids))
    return {
        row.case_id: {
            "at": row.discharged_at.isoformat(),
            "outcome": row.outcome,
            "outcome_text": WORDS(row.outcome).to_json(),
            "reason": row.reason,
        }
        for row in repository.session.scalars(statement.order_by(Discharge.id))
    }


def _last_lines(repository: Repository, case_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the newest line of each case's time line that everyone may read: with a closed case, how it ended.

    The record goes to the factory whoever asks for it, so what the hospital keeps to itself is never in it.
    """
    open_lines = and_(
        CaseEvent.case_id.in_(case_ids), CaseEvent.visibility == "everyone", repository.visible(CaseEvent)
    )
    newest = select(CaseEvent.case_id, func.max(CaseEvent.seq)).where(open_lines).group_by(CaseEvent.case_id)
    lines = repository.session.scalars(
        select(CaseEvent).where(open_lines, tuple_(CaseEvent.case_id, CaseEvent.seq).in_(newest))
    )
    return {line.case_id: {"at": line.at.isoformat(), "kind": line.kind, "text": line.text} for line in lines}


def _examinations(repository: Repository, examinations: Sequence[Examination]) -> list[dict[str, Any]]:
    recordings = select(Recording.id, Recording.sha256).where(
        Recording.id.in_({examination.recording_id for examination in examinations})
    )
    sha256 = {row.id: row.sha256 for row in repository.session.execute(recordings)}
    return [
        {
            "id": examination.id,
            "at": examination.created_at.isoformat(),
            "case_id": examination.case_id,
            "recording_sha256": sha256.get(examination.recording_id),
            "verdict": examination.verdict,
            "urgency": examination.urgency,
            "summary": examination.document["summary"],
            "measurements": _measurements(examination.document.get("measurements") or {}),
        }
        for examination in examinations
    ]


def _measurements(measured: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"channel": channel, **{name: values[name] for name in _MEASURED if values.get(name) is not None}}
        for channel, values in measured.items()
    ]

"""From rows to what is compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.treatments.models import ConfirmedFinding, Diagnosis
from experts.similar import CaseFeatures, MachineFeatures

__all__ = ["features_of", "newest_lines", "own_features", "signed_findings", "told_lines", "zones_of"]

_SEVERITY_WEIGHTS: Final = {"slight": 0.4, "moderate": 0.6, "severe": 0.8, "critical": 1.0}
"""How much a diagnosed fault counts; what the teardown showed counts fully."""
_BEARINGS: Final = ("bearing_drive_end", "bearing_non_drive_end")


def features_of(session: Session, case_ids: Sequence[str]) -> list[CaseFeatures]:
    """Return the earlier cases as they are compared, in four queries: what a case turned out to be, by its teardown and
    its diagnosis, is compared rather than what the opinion took it for.
    """
    columns = (Case.id, Case.department, Case.complaint, Case.equipment_id)
    rows = session.execute(select(*columns).where(Case.id.in_(case_ids)).order_by(Case.id)).all()
    machines = _machines(session, {row.equipment_id for row in rows if row.equipment_id is not None})
    signed, told = signed_findings(session, case_ids), told_lines(session, case_ids)
    return [
        CaseFeatures(
            id=row.id,
            findings=_as_it_was(signed.get(row.id), told.get(row.id, ())),
            department=row.department,
            machine=machines.get(row.equipment_id, MachineFeatures()),
            complaint=row.complaint,
        )
        for row in rows
    ]


def own_features(session: Session, case: Case) -> CaseFeatures:
    """Return the case at hand: what is signed and told of it, else what the opinion found."""
    document = session.scalar(
        select(Examination.document)
        .where(Examination.case_id == case.id, Examination.recording_id == case.recording_id)
        .order_by(Examination.id.desc())
        .limit(1)
    )
    known = _as_it_was(
        signed_findings(session, [case.id]).get(case.id), told_lines(session, [case.id]).get(case.id, ())
    )
    machines = _machines(session, [] if case.equipment_id is None else [case.equipment_id])
    return CaseFeatures(
        id=case.id,
        findings=_of_opinion(document) if known is None else known,
        zone=None if document is None else _worst_zone(document["measurements"]),
        department=case.department,
        machine=machines.get(case.equipment_id or "", MachineFeatures()),
        complaint=case.complaint,
    )


def zones_of(session: Session, case_ids: Sequence[str]) -> dict[str, str]:
    """Return the worst zone that was measured in each case; examinations are large, so this is for a few."""
    statement = (
        select(Examination.case_id, Examination.document["measurements"])
        .join(Case, (Case.id == Examination.case_id) & (Case.recording_id == Examination.recording_id))
        .where(Examination.case_id.in_(case_ids))
        .order_by(Examination.id)
    )
    zones = {case_id: _worst_zone(measurements) for case_id, measurements in session.execute(statement)}
    return {case_id: zone for case_id, zone in zones.items() if zone is not None}


def signed_findings(session: Session, case_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the findings of the newest signed diagnosis of each case that has one."""
    findings = Diagnosis.document["content"]["findings"]
    statement = select(Diagnosis.case_id, findings).where(Diagnosis.case_id.in_(case_ids)).order_by(Diagnosis.version)
    return {case_id: signed or [] for case_id, signed in session.execute(statement)}


def told_lines(session: Session, case_ids: Sequence[str]) -> dict[str, list[ConfirmedFinding]]:
    """Return what was told of each case's teardown, the oldest line first."""
    lines: dict[str, list[ConfirmedFinding]] = defaultdict(list)
    statement = select(ConfirmedFinding).where(ConfirmedFinding.case_id.in_(case_ids)).order_by(ConfirmedFinding.id)
    for line in session.scalars(statement):
        lines[line.case_id].append(line)
    return lines


def newest_lines(lines: Iterable[ConfirmedFinding]) -> list[ConfirmedFinding]:
    """Return the lines that count: of several about one predicted finding the newest."""
    counting: dict[Any, ConfirmedFinding] = {}
    for line in lines:
        counting[line.id if line.examination_id is None else (line.examination_id, line.finding_index)] = line
    return list(counting.values())


def _as_it_was(signed: Sequence[Mapping[str, Any]] | None, told: Iterable[ConfirmedFinding]) -> dict[str, float] | None:
    """Return what the matter was, by the diagnosis and then by the teardown; None where neither says anything."""
    lines = newest_lines(told)
    if signed is None and not lines:
        return None
    faults = {
        finding["fault"]: _SEVERITY_WEIGHTS.get(finding.get("severity") or "", 1.0)
        for finding in signed or ()
        if finding["judgement"] != "refuted"
    }
    for line in lines:
        if line.fault is not None:
            faults.pop(line.fault, None)
            if line.outcome == "confirmed":
                faults[line.fault] = 1.0
        if line.found_fault is not None:
            faults[line.found_fault] = 1.0
    return faults


def _of_opinion(document: Mapping[str, Any] | None) -> dict[str, float] | None:
    if document is None or document["verdict"] == "not_assessable":
        return None
    faults: dict[str, float] = {}
    for finding in document["findings"]:
        faults[finding["fault"]] = max(finding["probability"], faults.get(finding["fault"], 0.0))
    return faults


def _worst_zone(measurements: object) -> str | None:
    """Return the last letter among the zones of all channels."""
    channels = measurements.values() if isinstance(measurements, Mapping) else ()
    return max((c["zone"] for c in channels if isinstance(c, Mapping) and c.get("zone")), default=None)


def _machines(session: Session, equipment_ids: Iterable[str]) -> dict[str, MachineFeatures]:
    columns = (Equipment.id, Equipment.kind, Equipment.nameplate, Equipment.machine)
    rows = session.execute(select(*columns).where(Equipment.id.in_(list(equipment_ids)))).all()
    return {row.id: _machine(row.kind, row.nameplate or {}, row.machine or {}) for row in rows}


def _machine(kind: str, nameplate: Mapping[str, Any], described: Mapping[str, Any]) -> MachineFeatures:
    bearings = [nameplate.get(field) for field in _BEARINGS]
    bearings += [bearing.get("designation") for bearing in described.get("bearings") or ()]
    return MachineFeatures(
        kind=kind,
        power_kw=_number(nameplate.get("power_kw"), described.get("power_kw")),
        speed_rpm=_number(nameplate.get("speed_rpm"), described.get("speed_rpm")),
        bearings=frozenset(str(bearing) for bearing in bearings if bearing),
        model=nameplate.get("model"),
    )


def _number(*values: object) -> float | None:
    """Return the first that is a positive number."""
    return next((float(v) for v in values if isinstance(v, int | float) and v > 0), None)

"""Similar cases on behalf of one principal, told as far as that principal may know of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from clinic_api.cases.models import Case
from clinic_api.cases.repository import CaseRepository
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.kit.china import CHINA
from clinic_api.kit.fields import TextRead
from clinic_api.similar.candidates import candidate_ids
from clinic_api.similar.features import (
    features_of,
    newest_lines,
    own_features,
    signed_findings,
    told_lines,
    zones_of,
)
from clinic_api.similar.schemas import CauseRead, CureRead, SimilarCaseRead, SimilarCasesRead
from clinic_api.treatments.fields import OwnWordsRead
from clinic_api.treatments.models import ConfirmedFinding, Discharge, FollowUpMeasurement, PrescriptionItem
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS
from experts.similar import CaseFeatures, Near, nearest, shortlist

__all__ = ["SimilarCases"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_SHORTLISTED: Final = 4
"""Times as many as are shown are looked at once more with their zones, which stand in the large examinations: a zone
moves a case by a tenth at most."""
_TELLS_NOTHING: Final = re.compile(r"[A-Za-z0-9]{0,4}")
"""Names of parts such as DE, NDE or G1; a factory may have named them otherwise."""


@dataclass(frozen=True)
class _Files:
    """What is shown of the cases found, by the id of the case."""

    cases: Mapping[str, Case]
    kinds: Mapping[str, str]
    open_ids: frozenset[str]
    signed: Mapping[str, Sequence[Mapping[str, Any]]]
    told: Mapping[str, Sequence[ConfirmedFinding]]
    items: Mapping[str, Sequence[PrescriptionItem]]
    templates: Mapping[str, Sequence[Mapping[str, Any]]]
    outcomes: Mapping[str, str]
    verdicts: Mapping[str, str]


class SimilarCases:
    """Similar cases on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session

    def read(self, case_id: str, *, limit: int) -> SimilarCasesRead:
        """Return at most ``limit`` earlier cases that are like a visible one, the nearest first."""
        case = self._repository.get(case_id)
        own = own_features(self._session, case)
        by = _known(own)
        if not by:
            return SimilarCasesRead(items=[], by=[], cases_compared=0, reason=_reason("nothing_to_compare"))
        ids = candidate_ids(
            self._repository,
            case,
            departments=_departments(case, own),
            faults=own.findings or {},
            kind=own.machine.kind,
        )
        if not ids:
            return SimilarCasesRead(items=[], by=by, cases_compared=0, reason=_reason("nothing_concluded"))
        found = self._nearest(own, features_of(self._session, ids), limit)
        files = self._files([near.id for near in found])
        return SimilarCasesRead(
            items=[_read(near, files) for near in found],
            by=by,
            cases_compared=len(ids),
            reason=None if found else _reason("nothing_similar", count=len(ids)),
        )

    def _nearest(self, own: CaseFeatures, earlier: Sequence[CaseFeatures], limit: int) -> Sequence[Near]:
        if own.zone is not None and own.findings:
            zones = zones_of(self._session, shortlist(own, earlier, _SHORTLISTED * limit))
            earlier = [replace(each, zone=zones.get(each.id)) for each in earlier]
        return nearest(own, earlier, limit)

    def _files(self, ids: Sequence[str]) -> _Files:
        """Load what is shown, in a fixed number of queries."""
        session = self._session
        cases = {case.id: case for case in session.scalars(select(Case).where(Case.id.in_(ids)))}
        open_ids = select(Case.id).where(Case.id.in_(ids), self._repository.visible(Case))
        kinds = select(Case.id, Equipment.kind).join(Equipment, Equipment.id == Case.equipment_id)
        done = select(PrescriptionItem).where(PrescriptionItem.case_id.in_(ids), PrescriptionItem.state == "done")
        items: dict[str, list[PrescriptionItem]] = {case_id: [] for case_id in ids}
        for item in session.scalars(done.order_by(PrescriptionItem.id)):
            items[item.case_id].append(item)
        outcomes = select(Discharge.case_id, Discharge.outcome).where(Discharge.case_id.in_(ids))
        verdicts = select(FollowUpMeasurement.case_id, FollowUpMeasurement.verdict).where(
            FollowUpMeasurement.case_id.in_(ids), FollowUpMeasurement.verdict.is_not(None)
        )
        return _Files(
            cases=cases,
            kinds=_pairs(session.execute(kinds.where(Case.id.in_(ids)))),
            open_ids=frozenset(session.scalars(open_ids)),
            signed=signed_findings(session, ids),
            told=told_lines(session, ids),
            items=items,
            templates=self._templates(ids),
            outcomes=_pairs(session.execute(outcomes.order_by(Discharge.id))),
            verdicts=_pairs(session.execute(verdicts.order_by(FollowUpMeasurement.id))),
        )

    def _templates(self, ids: Sequence[str]) -> dict[str, list[Mapping[str, Any]]]:
        """Return the hospital's own texts of treatment for each case, those of its examinations, as far as the part
        that they name is named too shortly to tell anything of a factory.
        """
        texts: dict[str, list[Mapping[str, Any]]] = {case_id: [] for case_id in ids}
        statement = select(Examination.case_id, Examination.document["findings"])
        for case_id, findings in self._session.execute(statement.where(Examination.case_id.in_(ids))):
            texts[case_id or ""] += [
                text
                for finding in findings or ()
                for text in finding["treatment"]
                if _TELLS_NOTHING.fullmatch(finding["component"] or "") or finding["component"] not in text["en"]
            ]
        return texts


def _pairs(rows: Any) -> dict[str, str]:
    """Return the last value of each case."""
    return {case_id: value for case_id, value in rows}  # noqa: C416 - rows are not pairs to a type checker


def _known(own: CaseFeatures) -> list[Any]:
    """Return which parts of the case at hand say anything."""
    machine = own.machine
    has_machine = machine.kind not in {None, "other"} or machine.power_kw or machine.speed_rpm or machine.bearings
    known = {
        "findings": bool(own.findings),
        "words": any(character.isalnum() for character in own.complaint),
        "machine": bool(has_machine or machine.model),
    }
    return [name for name, says_something in known.items() if says_something]


def _departments(case: Case, own: CaseFeatures) -> set[str]:
    """Return the departments that the case is of, by triage and by its findings."""
    judged: Sequence[str] = (case.triage or {}).get("departments", ())
    of_findings = {FAULTS[fault].department for fault in own.findings or {} if fault in FAULTS}
    return {*judged, *of_findings} | ({case.department} if case.department else set())


def _read(near: Near, files: _Files) -> SimilarCaseRead:
    case = files.cases[near.id]
    is_open = near.id in files.open_ids
    causes = list(_causes(near.id, files, is_open=is_open))
    return SimilarCaseRead(
        is_open=is_open,
        case_id=case.id if is_open else None,
        factory_id=case.factory_id if is_open else None,
        equipment_id=case.equipment_id if is_open else None,
        complaint=case.complaint if is_open else None,
        opened_in=case.created_at.astimezone(CHINA).strftime("%Y-%m"),
        department=case.department,
        equipment_kind=files.kinds.get(near.id),
        similarity=round(near.similarity, 3),
        findings=_rounded(near.findings),
        words=_rounded(near.words),
        machine=_rounded(near.machine),
        compared=round(near.compared, 3),
        reasons=[TextRead.of(reason) for reason in near.reasons],
        is_confirmed=any(cause.status in {"confirmed", "found"} for cause in causes),
        causes=causes,
        cure=_cure(near.id, files, is_open=is_open),
        follow_up=files.verdicts.get(near.id),
    )


def _causes(case_id: str, files: _Files, *, is_open: bool) -> Iterator[CauseRead]:
    """Yield what the teardown showed, then what was diagnosed and never looked at."""
    signed = [finding for finding in files.signed.get(case_id, ()) if finding["judgement"] != "refuted"]
    severities = {finding["fault"]: finding.get("severity") for finding in signed}
    seen = set()
    for line in newest_lines(files.told.get(case_id, ())):
        told = [] if line.fault is None else [(line.fault, "confirmed" if line.outcome == "confirmed" else "refuted")]
        if line.outcome != "confirmed" and line.found_fault is not None:
            told.append((line.found_fault, "confirmed" if line.found_fault in severities else "found"))
        for fault, status in told:
            seen.add(fault)
            component, words = (line.component, line.words) if is_open else (None, None)
            yield _cause(fault, status, severities.get(fault), component, words)
    for finding in signed:
        if finding["fault"] not in seen:
            component = finding.get("component") if is_open else None
            yield _cause(finding["fault"], "diagnosed", finding.get("severity"), component, None)


def _cause(fault: str, status: Any, severity: Any, component: str | None, words: str | None) -> CauseRead:
    name = FAULTS[fault].name if fault in FAULTS else Text(fault, fault)
    return CauseRead(
        fault=fault, name=TextRead.of(name), status=status, severity=severity, component=component, words=words
    )


def _cure(case_id: str, files: _Files, *, is_open: bool) -> CureRead:
    done = [item.what for item in files.items[case_id]]
    shown = [what for what in done if is_open or what in files.templates[case_id]]
    return CureRead(
        items=[OwnWordsRead(en=what.get("en"), zh=what.get("zh")) for what in shown],
        items_done=len(done),
        outcome=files.outcomes.get(case_id),
    )


def _reason(key: str, **values: object) -> TextRead:
    return TextRead.of(_TEXTS(key, **values))


def _rounded(part: float | None) -> float | None:
    return None if part is None else round(part, 3)

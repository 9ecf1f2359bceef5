"""The findings of a report: the automatic opinion as whoever signed judged it, and what was ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from clinic_api.examinations.models import ExaminationFigure
from clinic_api.kit.fields import TextRead
from clinic_api.outcomes.schemas import RecalibratedFinding
from clinic_api.reports.condition import Verdict
from clinic_api.reports.gathering import CaseRows
from clinic_api.reports.schemas import ReportFigure, ReportFinding, ReportRuledOut, Words
from clinic_api.reports.words import REPORT_TEXTS
from diagnostics.vocabulary import FAULTS

__all__ = ["Judged", "fault_name", "judge", "own_words", "part_name"]

_PARTS: Final = {
    "bearing": "bearing",
    "gear": "gear",
    "belt": "belt",
    "rotor": "shaft",
    "fan": "shaft",
    "pump": "shaft",
}
_NOTHING: Final[Mapping[str, Any]] = {"findings": [], "watch": [], "ruled_out": [], "verdict": None}


@dataclass(frozen=True)
class Judged:
    """What counts as found: by the newest signed diagnosis, else by the engineer's correction, else by the opinion."""

    verdict: Verdict
    urgency: int | None
    findings: list[ReportFinding]
    watch: list[ReportFinding]
    ruled_out: list[ReportRuledOut]


def judge(rows: CaseRows, recalibrated: Sequence[RecalibratedFinding] | None) -> Judged:
    """Return the findings of the case of ``rows``."""
    document = _NOTHING if rows.examination is None else rows.examination.document
    signed = _signed_word(rows)
    said: list[Mapping[str, Any]] = [] if signed is None else signed["findings"]
    opinion = _Opinion(rows, document, {each.finding_index: each.probability for each in recalibrated or ()})
    findings = list(opinion.findings(said))
    return Judged(
        verdict=_verdict(signed, document, findings),
        urgency=_urgency(rows, signed),
        findings=findings,
        watch=[opinion.watched(each) for each in document["watch"]] if not findings else [],
        ruled_out=[*_refuted(said), *_ruled_out(document, findings)],
    )


def _signed_word(rows: CaseRows) -> Mapping[str, Any] | None:
    """Return findings and urgency of whoever signed last with the right to overrule the opinion."""
    if rows.diagnoses:
        content: Mapping[str, Any] = rows.diagnoses[-1].document["content"]
        return content
    if rows.examination_signatures:
        correction: Mapping[str, Any] | None = rows.examination_signatures[-1].document.get("correction")
        return correction
    return None


def _verdict(
    signed: Mapping[str, Any] | None, document: Mapping[str, Any], findings: Sequence[ReportFinding]
) -> Verdict:
    automatic: Verdict | None = document["verdict"]
    if findings:
        return "fault"
    if signed is not None and "verdict" in signed and signed["verdict"] != "fault":
        corrected: Verdict = signed["verdict"]
        return corrected
    if automatic is None:
        return "not_examined"
    return "refuted" if automatic == "fault" else automatic


def _urgency(rows: CaseRows, signed: Mapping[str, Any] | None) -> int | None:
    """Return the signed urgency; before that the case's, which is the strictest of reporter, rules and opinion."""
    if rows.diagnoses:
        return rows.diagnoses[-1].urgency
    known = [rows.case.urgency, None if signed is None else signed["urgency"]]
    if rows.case.urgency is None and rows.examination is not None:
        known.append(rows.examination.urgency)
    return min((urgency for urgency in known if urgency is not None), default=None)


class _Opinion:
    """The automatic opinion of a case, whose findings somebody may have judged."""

    def __init__(self, rows: CaseRows, document: Mapping[str, Any], recalibrated: Mapping[int, float]) -> None:
        self._document = document
        self._recalibrated = recalibrated
        self._figures: dict[int, ExaminationFigure] = {}
        for figure in rows.figures:
            self._figures.setdefault(figure.finding_index, figure)

    def findings(self, said: Sequence[Mapping[str, Any]]) -> Iterator[ReportFinding]:
        """Yield what the signer asserts, in his order, then what the opinion found and nobody judged."""
        opinions = self._document["findings"]
        judged = {word["examination_finding"] for word in said if word["examination_finding"] is not None}
        for word in said:
            if word["judgement"] != "refuted":
                index = word["examination_finding"]
                yield self._finding(word["judgement"], word, None if index is None else opinions[index], index)
        for index, opinion in enumerate(opinions):
            if index not in judged:
                yield self._finding("automatic", None, opinion, index)

    def watched(self, opinion: Mapping[str, Any]) -> ReportFinding:
        """Return something that is to be watched."""
        return self._finding("automatic", None, opinion, None)

    def _finding(
        self,
        judgement: Literal["automatic", "confirmed", "added"],
        word: Mapping[str, Any] | None,
        opinion: Mapping[str, Any] | None,
        index: int | None,
    ) -> ReportFinding:
        """Return one finding out of the signer's ``word`` and the ``opinion``; one of them may be missing."""
        named: Mapping[str, Any] = word or opinion or {}
        seen: Mapping[str, Any] = opinion or {}
        severity = word["severity"] if word is not None else seen["severity"]["level"]
        basis = seen["severity"].get("basis") if seen and severity == seen["severity"]["level"] else None
        return ReportFinding(
            fault=named["fault"],
            name=fault_name(named["fault"]),
            component=named["component"],
            part=part_name(named["fault"], named["component"]),
            judgement=judgement,
            judgement_text=TextRead.of(REPORT_TEXTS(f"judgement_{judgement}")),
            severity=severity,
            severity_text=TextRead.of(REPORT_TEXTS(f"severity_{severity}")),
            basis=None if basis is None else TextRead.model_validate(basis),
            probability=seen.get("probability"),
            false_alarm_probability=seen.get("false_alarm_probability"),
            recalibrated_probability=None if index is None else self._recalibrated.get(index),
            evidence=[TextRead.model_validate(each["text"]) for each in seen.get("evidence", ())],
            against=[TextRead.model_validate(each["text"]) for each in seen.get("against", ())],
            note=None if word is None else own_words(word.get("note")),
            figure=None if index is None else self._figure(index),
        )

    def _figure(self, index: int) -> ReportFigure | None:
        figure = self._figures.get(index)
        if figure is None:
            return None
        caption = TextRead.model_validate(figure.caption)
        return ReportFigure(examination_id=figure.examination_id, index=figure.index, caption=caption)


def _refuted(said: Sequence[Mapping[str, Any]]) -> Iterator[ReportRuledOut]:
    for word in said:
        if word["judgement"] == "refuted":
            yield ReportRuledOut(
                fault=word["fault"],
                name=fault_name(word["fault"]),
                component=word["component"],
                part=part_name(word["fault"], word["component"]),
                by="signer",
                text=own_words(word.get("note")),
            )


def _ruled_out(document: Mapping[str, Any], findings: Sequence[ReportFinding]) -> Iterator[ReportRuledOut]:
    """Yield what the opinion ruled out, unless somebody asserts it all the same."""
    asserted = {(finding.fault, finding.component) for finding in findings}
    for each in document["ruled_out"]:
        if (each["fault"], each["component"]) not in asserted:
            yield ReportRuledOut(
                fault=each["fault"],
                name=fault_name(each["fault"]),
                component=each["component"],
                part=part_name(each["fault"], each["component"]),
                by="opinion",
                text=Words.model_validate(each["text"]),
            )


def fault_name(code: str) -> TextRead:
    """Return what a fault is called; a code of an older vocabulary stands for itself."""
    kind = FAULTS.get(code)
    return TextRead(en=code, zh=code) if kind is None else TextRead.of(kind.name)


def part_name(fault: str, component: str | None) -> TextRead | None:
    """Return a component with what it is, by the fault's family; None for the whole machine."""
    if component is None:
        return None
    if component.startswith("phase_"):
        return TextRead.of(REPORT_TEXTS("part_phase", component=component.removeprefix("phase_").upper()))
    part = _PARTS.get(fault.partition(".")[0], "other")
    return TextRead.of(REPORT_TEXTS(f"part_{part}", component=component))


def own_words(written: Mapping[str, Any] | None) -> Words | None:
    """Return what somebody wrote, None where nothing was."""
    return None if written is None else Words(en=written.get("en"), zh=written.get("zh"))

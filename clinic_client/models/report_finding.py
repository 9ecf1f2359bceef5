from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_finding_judgement import (
    ReportFindingJudgement,
    check_report_finding_judgement,
)
from ..models.report_finding_severity import (
    ReportFindingSeverity,
    check_report_finding_severity,
)

if TYPE_CHECKING:
    from ..models.report_figure import ReportFigure
    from ..models.text_read import TextRead
    from ..models.words import Words


T = TypeVar("T", bound="ReportFinding")


@_attrs_define
class ReportFinding:
    """One suspected or confirmed fault with what speaks for and against it.

    Attributes:
        against (list[TextRead]):
        basis (None | TextRead): what the severity of the automatic opinion rests on
        component (None | str):
        evidence (list[TextRead]):
        false_alarm_probability (float | None):
        fault (str):
        figure (None | ReportFigure):
        judgement (ReportFindingJudgement):
        judgement_text (TextRead): One text in both languages.
        name (TextRead): One text in both languages.
        note (None | Words): the signer's own words
        part (None | TextRead): the component with what it is: bearing DE; null for the whole machine
        probability (float | None):
        recalibrated_probability (float | None): by the teardowns of this service, where active
        severity (ReportFindingSeverity):
        severity_text (TextRead): One text in both languages.
    """

    against: list[TextRead]
    basis: None | TextRead
    component: None | str
    evidence: list[TextRead]
    false_alarm_probability: float | None
    fault: str
    figure: None | ReportFigure
    judgement: ReportFindingJudgement
    judgement_text: TextRead
    name: TextRead
    note: None | Words
    part: None | TextRead
    probability: float | None
    recalibrated_probability: float | None
    severity: ReportFindingSeverity
    severity_text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.report_figure import ReportFigure
        from ..models.text_read import TextRead
        from ..models.words import Words

        against = []
        for against_item_data in self.against:
            against_item = against_item_data.to_dict()
            against.append(against_item)

        basis: dict[str, Any] | None
        if isinstance(self.basis, TextRead):
            basis = self.basis.to_dict()
        else:
            basis = self.basis

        component: None | str
        component = self.component

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        false_alarm_probability: float | None
        false_alarm_probability = self.false_alarm_probability

        fault = self.fault

        figure: dict[str, Any] | None
        if isinstance(self.figure, ReportFigure):
            figure = self.figure.to_dict()
        else:
            figure = self.figure

        judgement: str = self.judgement

        judgement_text = self.judgement_text.to_dict()

        name = self.name.to_dict()

        note: dict[str, Any] | None
        if isinstance(self.note, Words):
            note = self.note.to_dict()
        else:
            note = self.note

        part: dict[str, Any] | None
        if isinstance(self.part, TextRead):
            part = self.part.to_dict()
        else:
            part = self.part

        probability: float | None
        probability = self.probability

        recalibrated_probability: float | None
        recalibrated_probability = self.recalibrated_probability

        severity: str = self.severity

        severity_text = self.severity_text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "against": against,
                "basis": basis,
                "component": component,
                "evidence": evidence,
                "false_alarm_probability": false_alarm_probability,
                "fault": fault,
                "figure": figure,
                "judgement": judgement,
                "judgement_text": judgement_text,
                "name": name,
                "note": note,
                "part": part,
                "probability": probability,
                "recalibrated_probability": recalibrated_probability,
                "severity": severity,
                "severity_text": severity_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.report_figure import ReportFigure
        from ..models.text_read import TextRead
        from ..models.words import Words

        d = dict(src_dict)
        against = []
        _against = d.pop("against")
        for against_item_data in _against:
            against_item = TextRead.from_dict(against_item_data)

            against.append(against_item)

        def _parse_basis(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                basis_type_0 = TextRead.from_dict(data)

                return basis_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        basis = _parse_basis(d.pop("basis"))

        def _parse_component(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        component = _parse_component(d.pop("component"))

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = TextRead.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        def _parse_false_alarm_probability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        false_alarm_probability = _parse_false_alarm_probability(
            d.pop("false_alarm_probability")
        )

        fault = d.pop("fault")

        def _parse_figure(data: object) -> None | ReportFigure:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                figure_type_0 = ReportFigure.from_dict(data)

                return figure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportFigure, data)

        figure = _parse_figure(d.pop("figure"))

        judgement = check_report_finding_judgement(d.pop("judgement"))

        judgement_text = TextRead.from_dict(d.pop("judgement_text"))

        name = TextRead.from_dict(d.pop("name"))

        def _parse_note(data: object) -> None | Words:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                note_type_0 = Words.from_dict(data)

                return note_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Words, data)

        note = _parse_note(d.pop("note"))

        def _parse_part(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                part_type_0 = TextRead.from_dict(data)

                return part_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        part = _parse_part(d.pop("part"))

        def _parse_probability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        probability = _parse_probability(d.pop("probability"))

        def _parse_recalibrated_probability(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        recalibrated_probability = _parse_recalibrated_probability(
            d.pop("recalibrated_probability")
        )

        severity = check_report_finding_severity(d.pop("severity"))

        severity_text = TextRead.from_dict(d.pop("severity_text"))

        report_finding = cls(
            against=against,
            basis=basis,
            component=component,
            evidence=evidence,
            false_alarm_probability=false_alarm_probability,
            fault=fault,
            figure=figure,
            judgement=judgement,
            judgement_text=judgement_text,
            name=name,
            note=note,
            part=part,
            probability=probability,
            recalibrated_probability=recalibrated_probability,
            severity=severity,
            severity_text=severity_text,
        )

        report_finding.additional_properties = d
        return report_finding

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties

from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_read_status import ReportReadStatus, check_report_read_status

if TYPE_CHECKING:
    from ..models.report_action import ReportAction
    from ..models.report_amendment import ReportAmendment
    from ..models.report_case import ReportCase
    from ..models.report_condition import ReportCondition
    from ..models.report_discharge import ReportDischarge
    from ..models.report_examination import ReportExamination
    from ..models.report_factory import ReportFactory
    from ..models.report_finding import ReportFinding
    from ..models.report_follow_up import ReportFollowUp
    from ..models.report_item import ReportItem
    from ..models.report_machine import ReportMachine
    from ..models.report_measurement import ReportMeasurement
    from ..models.report_notice import ReportNotice
    from ..models.report_ruled_out import ReportRuledOut
    from ..models.report_signature import ReportSignature
    from ..models.report_teardown import ReportTeardown
    from ..models.text_read import TextRead
    from ..models.words import Words


T = TypeVar("T", bound="ReportRead")


@_attrs_define
class ReportRead:
    """The report of a case as it stands now: the same for everyone who may read the case.

    Attributes:
        actions (list[ReportAction]):
        amendments (list[ReportAmendment]):
        case (ReportCase): Which case the report is about.
        condition (ReportCondition): The light: colour, shape and word together, and by when somebody must act.
        discharge (None | ReportDischarge):
        examination (None | ReportExamination):
        factory (ReportFactory): Whose machine it is.
        findings (list[ReportFinding]):
        follow_up (None | ReportFollowUp):
        form (Literal['report/1']):
        limits (list[TextRead]): what this examination could not see
        machine (None | ReportMachine):
        measurements (list[ReportMeasurement]):
        measuring_advice (list[TextRead]): what to record instead, where nothing could be judged
        method (list[TextRead]): how it was made, and what it rests on
        noticing (list[ReportNotice]):
        prescription (list[ReportItem]):
        ruled_out (list[ReportRuledOut]):
        signatures (list[ReportSignature]):
        status (ReportReadStatus):
        status_text (TextRead): One text in both languages.
        summary (Words): A text in one or both languages; null where nobody wrote it in that language.
        teardown (list[ReportTeardown]):
        version (int): of the signed diagnosis; 0 while nothing is signed
        watch (list[ReportFinding]):
    """

    actions: list[ReportAction]
    amendments: list[ReportAmendment]
    case: ReportCase
    condition: ReportCondition
    discharge: None | ReportDischarge
    examination: None | ReportExamination
    factory: ReportFactory
    findings: list[ReportFinding]
    follow_up: None | ReportFollowUp
    form: Literal["report/1"]
    limits: list[TextRead]
    machine: None | ReportMachine
    measurements: list[ReportMeasurement]
    measuring_advice: list[TextRead]
    method: list[TextRead]
    noticing: list[ReportNotice]
    prescription: list[ReportItem]
    ruled_out: list[ReportRuledOut]
    signatures: list[ReportSignature]
    status: ReportReadStatus
    status_text: TextRead
    summary: Words
    teardown: list[ReportTeardown]
    version: int
    watch: list[ReportFinding]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.report_discharge import ReportDischarge
        from ..models.report_examination import ReportExamination
        from ..models.report_follow_up import ReportFollowUp
        from ..models.report_machine import ReportMachine

        actions = []
        for actions_item_data in self.actions:
            actions_item = actions_item_data.to_dict()
            actions.append(actions_item)

        amendments = []
        for amendments_item_data in self.amendments:
            amendments_item = amendments_item_data.to_dict()
            amendments.append(amendments_item)

        case = self.case.to_dict()

        condition = self.condition.to_dict()

        discharge: dict[str, Any] | None
        if isinstance(self.discharge, ReportDischarge):
            discharge = self.discharge.to_dict()
        else:
            discharge = self.discharge

        examination: dict[str, Any] | None
        if isinstance(self.examination, ReportExamination):
            examination = self.examination.to_dict()
        else:
            examination = self.examination

        factory = self.factory.to_dict()

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)

        follow_up: dict[str, Any] | None
        if isinstance(self.follow_up, ReportFollowUp):
            follow_up = self.follow_up.to_dict()
        else:
            follow_up = self.follow_up

        form = self.form

        limits = []
        for limits_item_data in self.limits:
            limits_item = limits_item_data.to_dict()
            limits.append(limits_item)

        machine: dict[str, Any] | None
        if isinstance(self.machine, ReportMachine):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        measurements = []
        for measurements_item_data in self.measurements:
            measurements_item = measurements_item_data.to_dict()
            measurements.append(measurements_item)

        measuring_advice = []
        for measuring_advice_item_data in self.measuring_advice:
            measuring_advice_item = measuring_advice_item_data.to_dict()
            measuring_advice.append(measuring_advice_item)

        method = []
        for method_item_data in self.method:
            method_item = method_item_data.to_dict()
            method.append(method_item)

        noticing = []
        for noticing_item_data in self.noticing:
            noticing_item = noticing_item_data.to_dict()
            noticing.append(noticing_item)

        prescription = []
        for prescription_item_data in self.prescription:
            prescription_item = prescription_item_data.to_dict()
            prescription.append(prescription_item)

        ruled_out = []
        for ruled_out_item_data in self.ruled_out:
            ruled_out_item = ruled_out_item_data.to_dict()
            ruled_out.append(ruled_out_item)

        signatures = []
        for signatures_item_data in self.signatures:
            signatures_item = signatures_item_data.to_dict()
            signatures.append(signatures_item)

        status: str = self.status

        status_text = self.status_text.to_dict()

        summary = self.summary.to_dict()

        teardown = []
        for teardown_item_data in self.teardown:
            teardown_item = teardown_item_data.to_dict()
            teardown.append(teardown_item)

        version = self.version

        watch = []
        for watch_item_data in self.watch:
            watch_item = watch_item_data.to_dict()
            watch.append(watch_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "actions": actions,
                "amendments": amendments,
                "case": case,
                "condition": condition,
                "discharge": discharge,
                "examination": examination,
                "factory": factory,
                "findings": findings,
                "follow_up": follow_up,
                "form": form,
                "limits": limits,
                "machine": machine,
                "measurements": measurements,
                "measuring_advice": measuring_advice,
                "method": method,
                "noticing": noticing,
                "prescription": prescription,
                "ruled_out": ruled_out,
                "signatures": signatures,
                "status": status,
                "status_text": status_text,
                "summary": summary,
                "teardown": teardown,
                "version": version,
                "watch": watch,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.report_action import ReportAction
        from ..models.report_amendment import ReportAmendment
        from ..models.report_case import ReportCase
        from ..models.report_condition import ReportCondition
        from ..models.report_discharge import ReportDischarge
        from ..models.report_examination import ReportExamination
        from ..models.report_factory import ReportFactory
        from ..models.report_finding import ReportFinding
        from ..models.report_follow_up import ReportFollowUp
        from ..models.report_item import ReportItem
        from ..models.report_machine import ReportMachine
        from ..models.report_measurement import ReportMeasurement
        from ..models.report_notice import ReportNotice
        from ..models.report_ruled_out import ReportRuledOut
        from ..models.report_signature import ReportSignature
        from ..models.report_teardown import ReportTeardown
        from ..models.text_read import TextRead
        from ..models.words import Words

        d = dict(src_dict)
        actions = []
        _actions = d.pop("actions")
        for actions_item_data in _actions:
            actions_item = ReportAction.from_dict(actions_item_data)

            actions.append(actions_item)

        amendments = []
        _amendments = d.pop("amendments")
        for amendments_item_data in _amendments:
            amendments_item = ReportAmendment.from_dict(amendments_item_data)

            amendments.append(amendments_item)

        case = ReportCase.from_dict(d.pop("case"))

        condition = ReportCondition.from_dict(d.pop("condition"))

        def _parse_discharge(data: object) -> None | ReportDischarge:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                discharge_type_0 = ReportDischarge.from_dict(data)

                return discharge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportDischarge, data)

        discharge = _parse_discharge(d.pop("discharge"))

        def _parse_examination(data: object) -> None | ReportExamination:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                examination_type_0 = ReportExamination.from_dict(data)

                return examination_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportExamination, data)

        examination = _parse_examination(d.pop("examination"))

        factory = ReportFactory.from_dict(d.pop("factory"))

        findings = []
        _findings = d.pop("findings")
        for findings_item_data in _findings:
            findings_item = ReportFinding.from_dict(findings_item_data)

            findings.append(findings_item)

        def _parse_follow_up(data: object) -> None | ReportFollowUp:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                follow_up_type_0 = ReportFollowUp.from_dict(data)

                return follow_up_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportFollowUp, data)

        follow_up = _parse_follow_up(d.pop("follow_up"))

        form = cast(Literal["report/1"], d.pop("form"))
        if form != "report/1":
            raise ValueError(f"form must match const 'report/1', got '{form}'")

        limits = []
        _limits = d.pop("limits")
        for limits_item_data in _limits:
            limits_item = TextRead.from_dict(limits_item_data)

            limits.append(limits_item)

        def _parse_machine(data: object) -> None | ReportMachine:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = ReportMachine.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReportMachine, data)

        machine = _parse_machine(d.pop("machine"))

        measurements = []
        _measurements = d.pop("measurements")
        for measurements_item_data in _measurements:
            measurements_item = ReportMeasurement.from_dict(measurements_item_data)

            measurements.append(measurements_item)

        measuring_advice = []
        _measuring_advice = d.pop("measuring_advice")
        for measuring_advice_item_data in _measuring_advice:
            measuring_advice_item = TextRead.from_dict(measuring_advice_item_data)

            measuring_advice.append(measuring_advice_item)

        method = []
        _method = d.pop("method")
        for method_item_data in _method:
            method_item = TextRead.from_dict(method_item_data)

            method.append(method_item)

        noticing = []
        _noticing = d.pop("noticing")
        for noticing_item_data in _noticing:
            noticing_item = ReportNotice.from_dict(noticing_item_data)

            noticing.append(noticing_item)

        prescription = []
        _prescription = d.pop("prescription")
        for prescription_item_data in _prescription:
            prescription_item = ReportItem.from_dict(prescription_item_data)

            prescription.append(prescription_item)

        ruled_out = []
        _ruled_out = d.pop("ruled_out")
        for ruled_out_item_data in _ruled_out:
            ruled_out_item = ReportRuledOut.from_dict(ruled_out_item_data)

            ruled_out.append(ruled_out_item)

        signatures = []
        _signatures = d.pop("signatures")
        for signatures_item_data in _signatures:
            signatures_item = ReportSignature.from_dict(signatures_item_data)

            signatures.append(signatures_item)

        status = check_report_read_status(d.pop("status"))

        status_text = TextRead.from_dict(d.pop("status_text"))

        summary = Words.from_dict(d.pop("summary"))

        teardown = []
        _teardown = d.pop("teardown")
        for teardown_item_data in _teardown:
            teardown_item = ReportTeardown.from_dict(teardown_item_data)

            teardown.append(teardown_item)

        version = d.pop("version")

        watch = []
        _watch = d.pop("watch")
        for watch_item_data in _watch:
            watch_item = ReportFinding.from_dict(watch_item_data)

            watch.append(watch_item)

        report_read = cls(
            actions=actions,
            amendments=amendments,
            case=case,
            condition=condition,
            discharge=discharge,
            examination=examination,
            factory=factory,
            findings=findings,
            follow_up=follow_up,
            form=form,
            limits=limits,
            machine=machine,
            measurements=measurements,
            measuring_advice=measuring_advice,
            method=method,
            noticing=noticing,
            prescription=prescription,
            ruled_out=ruled_out,
            signatures=signatures,
            status=status,
            status_text=status_text,
            summary=summary,
            teardown=teardown,
            version=version,
            watch=watch,
        )

        report_read.additional_properties = d
        return report_read

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

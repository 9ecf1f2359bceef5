from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.case_read_language import CaseReadLanguage, check_case_read_language
from ..models.case_read_mode import CaseReadMode, check_case_read_mode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.assignment_read import AssignmentRead
    from ..models.clock_read import ClockRead
    from ..models.coded_problem import CodedProblem
    from ..models.consulted_doctor_read import ConsultedDoctorRead
    from ..models.merged_case_read import MergedCaseRead
    from ..models.opinion_read import OpinionRead
    from ..models.proposal_read import ProposalRead
    from ..models.question_read import QuestionRead
    from ..models.recording_summary import RecordingSummary
    from ..models.team_doctor_read import TeamDoctorRead
    from ..models.text_read import TextRead
    from ..models.triage_read import TriageRead
    from ..models.wanted_department_read import WantedDepartmentRead


T = TypeVar("T", bound="CaseRead")


@_attrs_define
class CaseRead:
    """A case as the acting person may see it: triage and proposal are for the hospital's staff, null for others.

    ``merged``, ``consulted``, ``team``, ``departments_wanted`` (for the hospital) and ``open_questions`` are shown with
    one case and null in lists.

        Attributes:
            assignment (AssignmentRead | None):
            complaint (str):
            created_at (datetime.datetime):
            department (None | str):
            equipment_asset_number (None | str):
            equipment_id (None | str):
            equipment_location (None | str):
            equipment_name_en (None | str):
            equipment_name_zh (None | str):
            factory_id (str):
            factory_name (TextRead): One text in both languages.
            id (str):
            language (CaseReadLanguage):
            mode (CaseReadMode):
            opinion (None | OpinionRead):
            opinion_problem (CodedProblem | None):
            proposal (None | ProposalRead):
            proposal_problem (None | TextRead):
            recording (None | RecordingSummary):
            reporter_name (str):
            state (str):
            state_text (TextRead): One text in both languages.
            triage (None | TriageRead):
            updated_at (datetime.datetime):
            urgency (int | None):
            version (int):
            allowed_actions (list[str] | Unset):
            clocks (list[ClockRead] | Unset):
            closed_at (datetime.datetime | None | Unset):
            consulted (list[ConsultedDoctorRead] | None | Unset):
            departments_wanted (list[WantedDepartmentRead] | None | Unset):
            merged (list[MergedCaseRead] | None | Unset):
            merged_into (None | str | Unset):
            open_questions (list[QuestionRead] | None | Unset):
            takes_recordings (bool | Unset): whether a further recording can be added now Default: False.
            team (list[TeamDoctorRead] | None | Unset):
    """

    assignment: AssignmentRead | None
    complaint: str
    created_at: datetime.datetime
    department: None | str
    equipment_asset_number: None | str
    equipment_id: None | str
    equipment_location: None | str
    equipment_name_en: None | str
    equipment_name_zh: None | str
    factory_id: str
    factory_name: TextRead
    id: str
    language: CaseReadLanguage
    mode: CaseReadMode
    opinion: None | OpinionRead
    opinion_problem: CodedProblem | None
    proposal: None | ProposalRead
    proposal_problem: None | TextRead
    recording: None | RecordingSummary
    reporter_name: str
    state: str
    state_text: TextRead
    triage: None | TriageRead
    updated_at: datetime.datetime
    urgency: int | None
    version: int
    allowed_actions: list[str] | Unset = UNSET
    clocks: list[ClockRead] | Unset = UNSET
    closed_at: datetime.datetime | None | Unset = UNSET
    consulted: list[ConsultedDoctorRead] | None | Unset = UNSET
    departments_wanted: list[WantedDepartmentRead] | None | Unset = UNSET
    merged: list[MergedCaseRead] | None | Unset = UNSET
    merged_into: None | str | Unset = UNSET
    open_questions: list[QuestionRead] | None | Unset = UNSET
    takes_recordings: bool | Unset = False
    team: list[TeamDoctorRead] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.assignment_read import AssignmentRead
        from ..models.coded_problem import CodedProblem
        from ..models.opinion_read import OpinionRead
        from ..models.proposal_read import ProposalRead
        from ..models.recording_summary import RecordingSummary
        from ..models.text_read import TextRead
        from ..models.triage_read import TriageRead

        assignment: dict[str, Any] | None
        if isinstance(self.assignment, AssignmentRead):
            assignment = self.assignment.to_dict()
        else:
            assignment = self.assignment

        complaint = self.complaint

        created_at = self.created_at.isoformat()

        department: None | str
        department = self.department

        equipment_asset_number: None | str
        equipment_asset_number = self.equipment_asset_number

        equipment_id: None | str
        equipment_id = self.equipment_id

        equipment_location: None | str
        equipment_location = self.equipment_location

        equipment_name_en: None | str
        equipment_name_en = self.equipment_name_en

        equipment_name_zh: None | str
        equipment_name_zh = self.equipment_name_zh

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        id = self.id

        language: str = self.language

        mode: str = self.mode

        opinion: dict[str, Any] | None
        if isinstance(self.opinion, OpinionRead):
            opinion = self.opinion.to_dict()
        else:
            opinion = self.opinion

        opinion_problem: dict[str, Any] | None
        if isinstance(self.opinion_problem, CodedProblem):
            opinion_problem = self.opinion_problem.to_dict()
        else:
            opinion_problem = self.opinion_problem

        proposal: dict[str, Any] | None
        if isinstance(self.proposal, ProposalRead):
            proposal = self.proposal.to_dict()
        else:
            proposal = self.proposal

        proposal_problem: dict[str, Any] | None
        if isinstance(self.proposal_problem, TextRead):
            proposal_problem = self.proposal_problem.to_dict()
        else:
            proposal_problem = self.proposal_problem

        recording: dict[str, Any] | None
        if isinstance(self.recording, RecordingSummary):
            recording = self.recording.to_dict()
        else:
            recording = self.recording

        reporter_name = self.reporter_name

        state = self.state

        state_text = self.state_text.to_dict()

        triage: dict[str, Any] | None
        if isinstance(self.triage, TriageRead):
            triage = self.triage.to_dict()
        else:
            triage = self.triage

        updated_at = self.updated_at.isoformat()

        urgency: int | None
        urgency = self.urgency

        version = self.version

        allowed_actions: list[str] | Unset = UNSET
        if not isinstance(self.allowed_actions, Unset):
            allowed_actions = self.allowed_actions

        clocks: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.clocks, Unset):
            clocks = []
            for clocks_item_data in self.clocks:
                clocks_item = clocks_item_data.to_dict()
                clocks.append(clocks_item)

        closed_at: None | str | Unset
        if isinstance(self.closed_at, Unset):
            closed_at = UNSET
        elif isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        consulted: list[dict[str, Any]] | None | Unset
        if isinstance(self.consulted, Unset):
            consulted = UNSET
        elif isinstance(self.consulted, list):
            consulted = []
            for consulted_type_0_item_data in self.consulted:
                consulted_type_0_item = consulted_type_0_item_data.to_dict()
                consulted.append(consulted_type_0_item)

        else:
            consulted = self.consulted

        departments_wanted: list[dict[str, Any]] | None | Unset
        if isinstance(self.departments_wanted, Unset):
            departments_wanted = UNSET
        elif isinstance(self.departments_wanted, list):
            departments_wanted = []
            for departments_wanted_type_0_item_data in self.departments_wanted:
                departments_wanted_type_0_item = (
                    departments_wanted_type_0_item_data.to_dict()
                )
                departments_wanted.append(departments_wanted_type_0_item)

        else:
            departments_wanted = self.departments_wanted

        merged: list[dict[str, Any]] | None | Unset
        if isinstance(self.merged, Unset):
            merged = UNSET
        elif isinstance(self.merged, list):
            merged = []
            for merged_type_0_item_data in self.merged:
                merged_type_0_item = merged_type_0_item_data.to_dict()
                merged.append(merged_type_0_item)

        else:
            merged = self.merged

        merged_into: None | str | Unset
        if isinstance(self.merged_into, Unset):
            merged_into = UNSET
        else:
            merged_into = self.merged_into

        open_questions: list[dict[str, Any]] | None | Unset
        if isinstance(self.open_questions, Unset):
            open_questions = UNSET
        elif isinstance(self.open_questions, list):
            open_questions = []
            for open_questions_type_0_item_data in self.open_questions:
                open_questions_type_0_item = open_questions_type_0_item_data.to_dict()
                open_questions.append(open_questions_type_0_item)

        else:
            open_questions = self.open_questions

        takes_recordings = self.takes_recordings

        team: list[dict[str, Any]] | None | Unset
        if isinstance(self.team, Unset):
            team = UNSET
        elif isinstance(self.team, list):
            team = []
            for team_type_0_item_data in self.team:
                team_type_0_item = team_type_0_item_data.to_dict()
                team.append(team_type_0_item)

        else:
            team = self.team

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "assignment": assignment,
                "complaint": complaint,
                "created_at": created_at,
                "department": department,
                "equipment_asset_number": equipment_asset_number,
                "equipment_id": equipment_id,
                "equipment_location": equipment_location,
                "equipment_name_en": equipment_name_en,
                "equipment_name_zh": equipment_name_zh,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "id": id,
                "language": language,
                "mode": mode,
                "opinion": opinion,
                "opinion_problem": opinion_problem,
                "proposal": proposal,
                "proposal_problem": proposal_problem,
                "recording": recording,
                "reporter_name": reporter_name,
                "state": state,
                "state_text": state_text,
                "triage": triage,
                "updated_at": updated_at,
                "urgency": urgency,
                "version": version,
            }
        )
        if allowed_actions is not UNSET:
            field_dict["allowed_actions"] = allowed_actions
        if clocks is not UNSET:
            field_dict["clocks"] = clocks
        if closed_at is not UNSET:
            field_dict["closed_at"] = closed_at
        if consulted is not UNSET:
            field_dict["consulted"] = consulted
        if departments_wanted is not UNSET:
            field_dict["departments_wanted"] = departments_wanted
        if merged is not UNSET:
            field_dict["merged"] = merged
        if merged_into is not UNSET:
            field_dict["merged_into"] = merged_into
        if open_questions is not UNSET:
            field_dict["open_questions"] = open_questions
        if takes_recordings is not UNSET:
            field_dict["takes_recordings"] = takes_recordings
        if team is not UNSET:
            field_dict["team"] = team

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.assignment_read import AssignmentRead
        from ..models.clock_read import ClockRead
        from ..models.coded_problem import CodedProblem
        from ..models.consulted_doctor_read import ConsultedDoctorRead
        from ..models.merged_case_read import MergedCaseRead
        from ..models.opinion_read import OpinionRead
        from ..models.proposal_read import ProposalRead
        from ..models.question_read import QuestionRead
        from ..models.recording_summary import RecordingSummary
        from ..models.team_doctor_read import TeamDoctorRead
        from ..models.text_read import TextRead
        from ..models.triage_read import TriageRead
        from ..models.wanted_department_read import WantedDepartmentRead

        d = dict(src_dict)

        def _parse_assignment(data: object) -> AssignmentRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                assignment_type_0 = AssignmentRead.from_dict(data)

                return assignment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AssignmentRead | None, data)

        assignment = _parse_assignment(d.pop("assignment"))

        complaint = d.pop("complaint")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_department(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department = _parse_department(d.pop("department"))

        def _parse_equipment_asset_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_asset_number = _parse_equipment_asset_number(
            d.pop("equipment_asset_number")
        )

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        def _parse_equipment_location(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_location = _parse_equipment_location(d.pop("equipment_location"))

        def _parse_equipment_name_en(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_name_en = _parse_equipment_name_en(d.pop("equipment_name_en"))

        def _parse_equipment_name_zh(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_name_zh = _parse_equipment_name_zh(d.pop("equipment_name_zh"))

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        id = d.pop("id")

        language = check_case_read_language(d.pop("language"))

        mode = check_case_read_mode(d.pop("mode"))

        def _parse_opinion(data: object) -> None | OpinionRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                opinion_type_0 = OpinionRead.from_dict(data)

                return opinion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpinionRead, data)

        opinion = _parse_opinion(d.pop("opinion"))

        def _parse_opinion_problem(data: object) -> CodedProblem | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                opinion_problem_type_0 = CodedProblem.from_dict(data)

                return opinion_problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodedProblem | None, data)

        opinion_problem = _parse_opinion_problem(d.pop("opinion_problem"))

        def _parse_proposal(data: object) -> None | ProposalRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                proposal_type_0 = ProposalRead.from_dict(data)

                return proposal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProposalRead, data)

        proposal = _parse_proposal(d.pop("proposal"))

        def _parse_proposal_problem(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                proposal_problem_type_0 = TextRead.from_dict(data)

                return proposal_problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        proposal_problem = _parse_proposal_problem(d.pop("proposal_problem"))

        def _parse_recording(data: object) -> None | RecordingSummary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                recording_type_0 = RecordingSummary.from_dict(data)

                return recording_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecordingSummary, data)

        recording = _parse_recording(d.pop("recording"))

        reporter_name = d.pop("reporter_name")

        state = d.pop("state")

        state_text = TextRead.from_dict(d.pop("state_text"))

        def _parse_triage(data: object) -> None | TriageRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                triage_type_0 = TriageRead.from_dict(data)

                return triage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TriageRead, data)

        triage = _parse_triage(d.pop("triage"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_urgency(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        urgency = _parse_urgency(d.pop("urgency"))

        version = d.pop("version")

        allowed_actions = cast(list[str], d.pop("allowed_actions", UNSET))

        _clocks = d.pop("clocks", UNSET)
        clocks: list[ClockRead] | Unset = UNSET
        if _clocks is not UNSET:
            clocks = []
            for clocks_item_data in _clocks:
                clocks_item = ClockRead.from_dict(clocks_item_data)

                clocks.append(clocks_item)

        def _parse_closed_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        closed_at = _parse_closed_at(d.pop("closed_at", UNSET))

        def _parse_consulted(data: object) -> list[ConsultedDoctorRead] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                consulted_type_0 = []
                _consulted_type_0 = data
                for consulted_type_0_item_data in _consulted_type_0:
                    consulted_type_0_item = ConsultedDoctorRead.from_dict(
                        consulted_type_0_item_data
                    )

                    consulted_type_0.append(consulted_type_0_item)

                return consulted_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ConsultedDoctorRead] | None | Unset, data)

        consulted = _parse_consulted(d.pop("consulted", UNSET))

        def _parse_departments_wanted(
            data: object,
        ) -> list[WantedDepartmentRead] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                departments_wanted_type_0 = []
                _departments_wanted_type_0 = data
                for departments_wanted_type_0_item_data in _departments_wanted_type_0:
                    departments_wanted_type_0_item = WantedDepartmentRead.from_dict(
                        departments_wanted_type_0_item_data
                    )

                    departments_wanted_type_0.append(departments_wanted_type_0_item)

                return departments_wanted_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[WantedDepartmentRead] | None | Unset, data)

        departments_wanted = _parse_departments_wanted(
            d.pop("departments_wanted", UNSET)
        )

        def _parse_merged(data: object) -> list[MergedCaseRead] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                merged_type_0 = []
                _merged_type_0 = data
                for merged_type_0_item_data in _merged_type_0:
                    merged_type_0_item = MergedCaseRead.from_dict(
                        merged_type_0_item_data
                    )

                    merged_type_0.append(merged_type_0_item)

                return merged_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[MergedCaseRead] | None | Unset, data)

        merged = _parse_merged(d.pop("merged", UNSET))

        def _parse_merged_into(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        merged_into = _parse_merged_into(d.pop("merged_into", UNSET))

        def _parse_open_questions(data: object) -> list[QuestionRead] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                open_questions_type_0 = []
                _open_questions_type_0 = data
                for open_questions_type_0_item_data in _open_questions_type_0:
                    open_questions_type_0_item = QuestionRead.from_dict(
                        open_questions_type_0_item_data
                    )

                    open_questions_type_0.append(open_questions_type_0_item)

                return open_questions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[QuestionRead] | None | Unset, data)

        open_questions = _parse_open_questions(d.pop("open_questions", UNSET))

        takes_recordings = d.pop("takes_recordings", UNSET)

        def _parse_team(data: object) -> list[TeamDoctorRead] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                team_type_0 = []
                _team_type_0 = data
                for team_type_0_item_data in _team_type_0:
                    team_type_0_item = TeamDoctorRead.from_dict(team_type_0_item_data)

                    team_type_0.append(team_type_0_item)

                return team_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[TeamDoctorRead] | None | Unset, data)

        team = _parse_team(d.pop("team", UNSET))

        case_read = cls(
            assignment=assignment,
            complaint=complaint,
            created_at=created_at,
            department=department,
            equipment_asset_number=equipment_asset_number,
            equipment_id=equipment_id,
            equipment_location=equipment_location,
            equipment_name_en=equipment_name_en,
            equipment_name_zh=equipment_name_zh,
            factory_id=factory_id,
            factory_name=factory_name,
            id=id,
            language=language,
            mode=mode,
            opinion=opinion,
            opinion_problem=opinion_problem,
            proposal=proposal,
            proposal_problem=proposal_problem,
            recording=recording,
            reporter_name=reporter_name,
            state=state,
            state_text=state_text,
            triage=triage,
            updated_at=updated_at,
            urgency=urgency,
            version=version,
            allowed_actions=allowed_actions,
            clocks=clocks,
            closed_at=closed_at,
            consulted=consulted,
            departments_wanted=departments_wanted,
            merged=merged,
            merged_into=merged_into,
            open_questions=open_questions,
            takes_recordings=takes_recordings,
            team=team,
        )

        case_read.additional_properties = d
        return case_read

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

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.review_read_conclusion_type_0 import (
    ReviewReadConclusionType0,
    check_review_read_conclusion_type_0,
)
from ..models.review_read_state import ReviewReadState, check_review_read_state

if TYPE_CHECKING:
    from ..models.disagreement_read import DisagreementRead
    from ..models.panel_member_read import PanelMemberRead
    from ..models.panel_proposal_read import PanelProposalRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReviewRead")


@_attrs_define
class ReviewRead:
    """A review. ``diagnosis_id`` is the version that is reviewed; ``panel_problem`` says why the panel is not full.

    ``concluded_by`` is null where the panel agreed. The diagnosis stands whatever the conclusion, until its doctor
    amends it: ``amendment_advised`` waits for that.

        Attributes:
            case_id (str):
            concluded_at (datetime.datetime | None):
            concluded_by (None | str):
            conclusion (None | ReviewReadConclusionType0):
            conclusion_text (None | TextRead):
            conclusion_words (None | str):
            diagnosis_id (str):
            disagreements (list[DisagreementRead]):
            examination_id (str):
            id (str):
            members (list[PanelMemberRead]):
            opened_at (datetime.datetime):
            panel_problem (None | TextRead):
            proposal (list[PanelProposalRead]):
            state (ReviewReadState):
            version (int):
    """

    case_id: str
    concluded_at: datetime.datetime | None
    concluded_by: None | str
    conclusion: None | ReviewReadConclusionType0
    conclusion_text: None | TextRead
    conclusion_words: None | str
    diagnosis_id: str
    disagreements: list[DisagreementRead]
    examination_id: str
    id: str
    members: list[PanelMemberRead]
    opened_at: datetime.datetime
    panel_problem: None | TextRead
    proposal: list[PanelProposalRead]
    state: ReviewReadState
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        case_id = self.case_id

        concluded_at: None | str
        if isinstance(self.concluded_at, datetime.datetime):
            concluded_at = self.concluded_at.isoformat()
        else:
            concluded_at = self.concluded_at

        concluded_by: None | str
        concluded_by = self.concluded_by

        conclusion: None | str
        if isinstance(self.conclusion, str):
            conclusion = self.conclusion
        else:
            conclusion = self.conclusion

        conclusion_text: dict[str, Any] | None
        if isinstance(self.conclusion_text, TextRead):
            conclusion_text = self.conclusion_text.to_dict()
        else:
            conclusion_text = self.conclusion_text

        conclusion_words: None | str
        conclusion_words = self.conclusion_words

        diagnosis_id = self.diagnosis_id

        disagreements = []
        for disagreements_item_data in self.disagreements:
            disagreements_item = disagreements_item_data.to_dict()
            disagreements.append(disagreements_item)

        examination_id = self.examination_id

        id = self.id

        members = []
        for members_item_data in self.members:
            members_item = members_item_data.to_dict()
            members.append(members_item)

        opened_at = self.opened_at.isoformat()

        panel_problem: dict[str, Any] | None
        if isinstance(self.panel_problem, TextRead):
            panel_problem = self.panel_problem.to_dict()
        else:
            panel_problem = self.panel_problem

        proposal = []
        for proposal_item_data in self.proposal:
            proposal_item = proposal_item_data.to_dict()
            proposal.append(proposal_item)

        state: str = self.state

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "concluded_at": concluded_at,
                "concluded_by": concluded_by,
                "conclusion": conclusion,
                "conclusion_text": conclusion_text,
                "conclusion_words": conclusion_words,
                "diagnosis_id": diagnosis_id,
                "disagreements": disagreements,
                "examination_id": examination_id,
                "id": id,
                "members": members,
                "opened_at": opened_at,
                "panel_problem": panel_problem,
                "proposal": proposal,
                "state": state,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.disagreement_read import DisagreementRead
        from ..models.panel_member_read import PanelMemberRead
        from ..models.panel_proposal_read import PanelProposalRead
        from ..models.text_read import TextRead

        d = dict(src_dict)
        case_id = d.pop("case_id")

        def _parse_concluded_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                concluded_at_type_0 = datetime.datetime.fromisoformat(data)

                return concluded_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        concluded_at = _parse_concluded_at(d.pop("concluded_at"))

        def _parse_concluded_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        concluded_by = _parse_concluded_by(d.pop("concluded_by"))

        def _parse_conclusion(data: object) -> None | ReviewReadConclusionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                conclusion_type_0 = check_review_read_conclusion_type_0(data)

                return conclusion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReviewReadConclusionType0, data)

        conclusion = _parse_conclusion(d.pop("conclusion"))

        def _parse_conclusion_text(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                conclusion_text_type_0 = TextRead.from_dict(data)

                return conclusion_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        conclusion_text = _parse_conclusion_text(d.pop("conclusion_text"))

        def _parse_conclusion_words(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        conclusion_words = _parse_conclusion_words(d.pop("conclusion_words"))

        diagnosis_id = d.pop("diagnosis_id")

        disagreements = []
        _disagreements = d.pop("disagreements")
        for disagreements_item_data in _disagreements:
            disagreements_item = DisagreementRead.from_dict(disagreements_item_data)

            disagreements.append(disagreements_item)

        examination_id = d.pop("examination_id")

        id = d.pop("id")

        members = []
        _members = d.pop("members")
        for members_item_data in _members:
            members_item = PanelMemberRead.from_dict(members_item_data)

            members.append(members_item)

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))

        def _parse_panel_problem(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                panel_problem_type_0 = TextRead.from_dict(data)

                return panel_problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        panel_problem = _parse_panel_problem(d.pop("panel_problem"))

        proposal = []
        _proposal = d.pop("proposal")
        for proposal_item_data in _proposal:
            proposal_item = PanelProposalRead.from_dict(proposal_item_data)

            proposal.append(proposal_item)

        state = check_review_read_state(d.pop("state"))

        version = d.pop("version")

        review_read = cls(
            case_id=case_id,
            concluded_at=concluded_at,
            concluded_by=concluded_by,
            conclusion=conclusion,
            conclusion_text=conclusion_text,
            conclusion_words=conclusion_words,
            diagnosis_id=diagnosis_id,
            disagreements=disagreements,
            examination_id=examination_id,
            id=id,
            members=members,
            opened_at=opened_at,
            panel_problem=panel_problem,
            proposal=proposal,
            state=state,
            version=version,
        )

        review_read.additional_properties = d
        return review_read

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

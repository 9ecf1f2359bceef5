from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.opened_sheet_answers import OpenedSheetAnswers
    from ..models.questionnaire import Questionnaire


T = TypeVar("T", bound="OpenedSheet")


@_attrs_define
class OpenedSheet:
    """The questions, and what was answered so far.

    Attributes:
        answers (OpenedSheetAnswers):
        name (str):
        questionnaire (Questionnaire): All questions of one version.
        submitted (bool):
    """

    answers: OpenedSheetAnswers
    name: str
    questionnaire: Questionnaire
    submitted: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answers = self.answers.to_dict()

        name = self.name

        questionnaire = self.questionnaire.to_dict()

        submitted = self.submitted

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answers": answers,
                "name": name,
                "questionnaire": questionnaire,
                "submitted": submitted,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opened_sheet_answers import OpenedSheetAnswers
        from ..models.questionnaire import Questionnaire

        d = dict(src_dict)
        answers = OpenedSheetAnswers.from_dict(d.pop("answers"))

        name = d.pop("name")

        questionnaire = Questionnaire.from_dict(d.pop("questionnaire"))

        submitted = d.pop("submitted")

        opened_sheet = cls(
            answers=answers,
            name=name,
            questionnaire=questionnaire,
            submitted=submitted,
        )

        opened_sheet.additional_properties = d
        return opened_sheet

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

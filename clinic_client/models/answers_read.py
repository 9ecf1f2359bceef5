from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.answers_read_language import (
    AnswersReadLanguage,
    check_answers_read_language,
)

if TYPE_CHECKING:
    from ..models.answers_read_answers import AnswersReadAnswers


T = TypeVar("T", bound="AnswersRead")


@_attrs_define
class AnswersRead:
    """Answers that were sent.

    Attributes:
        answers (AnswersReadAnswers):
        company (None | str):
        contact (None | str):
        factory_id (None | str):
        id (str):
        language (AnswersReadLanguage):
        sheet_id (str):
        submitted_at (datetime.datetime | None):
        version (int):
    """

    answers: AnswersReadAnswers
    company: None | str
    contact: None | str
    factory_id: None | str
    id: str
    language: AnswersReadLanguage
    sheet_id: str
    submitted_at: datetime.datetime | None
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answers = self.answers.to_dict()

        company: None | str
        company = self.company

        contact: None | str
        contact = self.contact

        factory_id: None | str
        factory_id = self.factory_id

        id = self.id

        language: str = self.language

        sheet_id = self.sheet_id

        submitted_at: None | str
        if isinstance(self.submitted_at, datetime.datetime):
            submitted_at = self.submitted_at.isoformat()
        else:
            submitted_at = self.submitted_at

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answers": answers,
                "company": company,
                "contact": contact,
                "factory_id": factory_id,
                "id": id,
                "language": language,
                "sheet_id": sheet_id,
                "submitted_at": submitted_at,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answers_read_answers import AnswersReadAnswers

        d = dict(src_dict)
        answers = AnswersReadAnswers.from_dict(d.pop("answers"))

        def _parse_company(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        company = _parse_company(d.pop("company"))

        def _parse_contact(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact = _parse_contact(d.pop("contact"))

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        id = d.pop("id")

        language = check_answers_read_language(d.pop("language"))

        sheet_id = d.pop("sheet_id")

        def _parse_submitted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                submitted_at_type_0 = datetime.datetime.fromisoformat(data)

                return submitted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        submitted_at = _parse_submitted_at(d.pop("submitted_at"))

        version = d.pop("version")

        answers_read = cls(
            answers=answers,
            company=company,
            contact=contact,
            factory_id=factory_id,
            id=id,
            language=language,
            sheet_id=sheet_id,
            submitted_at=submitted_at,
            version=version,
        )

        answers_read.additional_properties = d
        return answers_read

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.draft_write_language import DraftWriteLanguage, check_draft_write_language
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.draft_write_answers import DraftWriteAnswers


T = TypeVar("T", bound="DraftWrite")


@_attrs_define
class DraftWrite:
    """Answers on their way; they are kept at every step, so that a closed page loses nothing.

    Attributes:
        answers (DraftWriteAnswers):
        language (DraftWriteLanguage):
        token (str):
        company (None | str | Unset):
        contact (None | str | Unset):
        draft (None | str | Unset):
    """

    answers: DraftWriteAnswers
    language: DraftWriteLanguage
    token: str
    company: None | str | Unset = UNSET
    contact: None | str | Unset = UNSET
    draft: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        answers = self.answers.to_dict()

        language: str = self.language

        token = self.token

        company: None | str | Unset
        if isinstance(self.company, Unset):
            company = UNSET
        else:
            company = self.company

        contact: None | str | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        else:
            contact = self.contact

        draft: None | str | Unset
        if isinstance(self.draft, Unset):
            draft = UNSET
        else:
            draft = self.draft

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answers": answers,
                "language": language,
                "token": token,
            }
        )
        if company is not UNSET:
            field_dict["company"] = company
        if contact is not UNSET:
            field_dict["contact"] = contact
        if draft is not UNSET:
            field_dict["draft"] = draft

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.draft_write_answers import DraftWriteAnswers

        d = dict(src_dict)
        answers = DraftWriteAnswers.from_dict(d.pop("answers"))

        language = check_draft_write_language(d.pop("language"))

        token = d.pop("token")

        def _parse_company(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        company = _parse_company(d.pop("company", UNSET))

        def _parse_contact(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        contact = _parse_contact(d.pop("contact", UNSET))

        def _parse_draft(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        draft = _parse_draft(d.pop("draft", UNSET))

        draft_write = cls(
            answers=answers,
            language=language,
            token=token,
            company=company,
            contact=contact,
            draft=draft,
        )

        return draft_write

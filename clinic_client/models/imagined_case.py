from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.imagined_case_language import (
    ImaginedCaseLanguage,
    check_imagined_case_language,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ImaginedCase")


@_attrs_define
class ImaginedCase:
    """A case that is not there, to see what it would do.

    Attributes:
        department (str):
        id (str): a name for it in the answer
        urgency (int):
        due (datetime.datetime | None | Unset): left out: by its urgency from now
        factory_id (None | str | Unset):
        language (ImaginedCaseLanguage | Unset):  Default: 'zh'.
        minutes (float | Unset):  Default: 60.0.
        on_site (bool | Unset):  Default: False.
        specialties (list[str] | Unset):
    """

    department: str
    id: str
    urgency: int
    due: datetime.datetime | None | Unset = UNSET
    factory_id: None | str | Unset = UNSET
    language: ImaginedCaseLanguage | Unset = "zh"
    minutes: float | Unset = 60.0
    on_site: bool | Unset = False
    specialties: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        department = self.department

        id = self.id

        urgency = self.urgency

        due: None | str | Unset
        if isinstance(self.due, Unset):
            due = UNSET
        elif isinstance(self.due, datetime.datetime):
            due = self.due.isoformat()
        else:
            due = self.due

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        minutes = self.minutes

        on_site = self.on_site

        specialties: list[str] | Unset = UNSET
        if not isinstance(self.specialties, Unset):
            specialties = self.specialties

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "department": department,
                "id": id,
                "urgency": urgency,
            }
        )
        if due is not UNSET:
            field_dict["due"] = due
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id
        if language is not UNSET:
            field_dict["language"] = language
        if minutes is not UNSET:
            field_dict["minutes"] = minutes
        if on_site is not UNSET:
            field_dict["on_site"] = on_site
        if specialties is not UNSET:
            field_dict["specialties"] = specialties

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department = d.pop("department")

        id = d.pop("id")

        urgency = d.pop("urgency")

        def _parse_due(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_type_0 = datetime.datetime.fromisoformat(data)

                return due_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        due = _parse_due(d.pop("due", UNSET))

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        _language = d.pop("language", UNSET)
        language: ImaginedCaseLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_imagined_case_language(_language)

        minutes = d.pop("minutes", UNSET)

        on_site = d.pop("on_site", UNSET)

        specialties = cast(list[str], d.pop("specialties", UNSET))

        imagined_case = cls(
            department=department,
            id=id,
            urgency=urgency,
            due=due,
            factory_id=factory_id,
            language=language,
            minutes=minutes,
            on_site=on_site,
            specialties=specialties,
        )

        return imagined_case

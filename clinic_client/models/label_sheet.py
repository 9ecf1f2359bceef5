from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.label_sheet_language_type_0 import (
    LabelSheetLanguageType0,
    check_label_sheet_language_type_0,
)
from ..models.label_sheet_layout import LabelSheetLayout, check_label_sheet_layout
from ..types import UNSET, Unset

T = TypeVar("T", bound="LabelSheet")


@_attrs_define
class LabelSheet:
    """The machines whose labels to print, in the order of the sheet, and the columns by rows of an A4 page.

    Attributes:
        equipment_ids (list[str]):
        language (LabelSheetLanguageType0 | None | Unset): of the document; your own without it
        layout (LabelSheetLayout | Unset):  Default: '3x7'.
    """

    equipment_ids: list[str]
    language: LabelSheetLanguageType0 | None | Unset = UNSET
    layout: LabelSheetLayout | Unset = "3x7"

    def to_dict(self) -> dict[str, Any]:
        equipment_ids = self.equipment_ids

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        elif isinstance(self.language, str):
            language = self.language
        else:
            language = self.language

        layout: str | Unset = UNSET
        if not isinstance(self.layout, Unset):
            layout = self.layout

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "equipment_ids": equipment_ids,
            }
        )
        if language is not UNSET:
            field_dict["language"] = language
        if layout is not UNSET:
            field_dict["layout"] = layout

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        equipment_ids = cast(list[str], d.pop("equipment_ids"))

        def _parse_language(data: object) -> LabelSheetLanguageType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                language_type_0 = check_label_sheet_language_type_0(data)

                return language_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LabelSheetLanguageType0 | None | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        _layout = d.pop("layout", UNSET)
        layout: LabelSheetLayout | Unset
        if isinstance(_layout, Unset):
            layout = UNSET
        else:
            layout = check_label_sheet_layout(_layout)

        label_sheet = cls(
            equipment_ids=equipment_ids,
            language=language,
            layout=layout,
        )

        return label_sheet

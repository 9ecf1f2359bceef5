from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.diagnosis_content import DiagnosisContent
    from ..models.text_read import TextRead


T = TypeVar("T", bound="DiagnosisDraftRead")


@_attrs_define
class DiagnosisDraftRead:
    """The diagnosis being written; ``needed_category`` may sign it alone.

    Attributes:
        content (DiagnosisContent): What a diagnosis says.
        cosigned_by (None | str):
        needed_category (int):
        updated_at (datetime.datetime):
        version (int):
        warnings (list[TextRead] | Unset):
    """

    content: DiagnosisContent
    cosigned_by: None | str
    needed_category: int
    updated_at: datetime.datetime
    version: int
    warnings: list[TextRead] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        content = self.content.to_dict()

        cosigned_by: None | str
        cosigned_by = self.cosigned_by

        needed_category = self.needed_category

        updated_at = self.updated_at.isoformat()

        version = self.version

        warnings: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.warnings, Unset):
            warnings = []
            for warnings_item_data in self.warnings:
                warnings_item = warnings_item_data.to_dict()
                warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "content": content,
                "cosigned_by": cosigned_by,
                "needed_category": needed_category,
                "updated_at": updated_at,
                "version": version,
            }
        )
        if warnings is not UNSET:
            field_dict["warnings"] = warnings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.diagnosis_content import DiagnosisContent
        from ..models.text_read import TextRead

        d = dict(src_dict)
        content = DiagnosisContent.from_dict(d.pop("content"))

        def _parse_cosigned_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cosigned_by = _parse_cosigned_by(d.pop("cosigned_by"))

        needed_category = d.pop("needed_category")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        version = d.pop("version")

        _warnings = d.pop("warnings", UNSET)
        warnings: list[TextRead] | Unset = UNSET
        if _warnings is not UNSET:
            warnings = []
            for warnings_item_data in _warnings:
                warnings_item = TextRead.from_dict(warnings_item_data)

                warnings.append(warnings_item)

        diagnosis_draft_read = cls(
            content=content,
            cosigned_by=cosigned_by,
            needed_category=needed_category,
            updated_at=updated_at,
            version=version,
            warnings=warnings,
        )

        diagnosis_draft_read.additional_properties = d
        return diagnosis_draft_read

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

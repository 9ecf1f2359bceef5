from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.form_draft_write_values import FormDraftWriteValues


T = TypeVar("T", bound="FormDraftWrite")


@_attrs_define
class FormDraftWrite:
    """The fields as they stand now, all of them.

    Attributes:
        values (FormDraftWriteValues): the fields by name; 64 KiB of JSON at most
    """

    values: FormDraftWriteValues

    def to_dict(self) -> dict[str, Any]:
        values = self.values.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.form_draft_write_values import FormDraftWriteValues

        d = dict(src_dict)
        values = FormDraftWriteValues.from_dict(d.pop("values"))

        form_draft_write = cls(
            values=values,
        )

        return form_draft_write

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.field_problem_message_i18n import FieldProblemMessageI18N


T = TypeVar("T", bound="FieldProblem")


@_attrs_define
class FieldProblem:
    """One wrong field of a request.

    Attributes:
        field (str):
        message (str):
        message_i18n (FieldProblemMessageI18N):
    """

    field: str
    message: str
    message_i18n: FieldProblemMessageI18N
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        message = self.message

        message_i18n = self.message_i18n.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "field": field,
                "message": message,
                "message_i18n": message_i18n,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_problem_message_i18n import FieldProblemMessageI18N

        d = dict(src_dict)
        field = d.pop("field")

        message = d.pop("message")

        message_i18n = FieldProblemMessageI18N.from_dict(d.pop("message_i18n"))

        field_problem = cls(
            field=field,
            message=message,
            message_i18n=message_i18n,
        )

        field_problem.additional_properties = d
        return field_problem

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

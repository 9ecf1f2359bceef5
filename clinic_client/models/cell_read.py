from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="CellRead")


@_attrs_define
class CellRead:
    """One cell; ``count`` is null where it is hidden, ``cases`` the address of its cases for those who may see them.

    Attributes:
        cases (None | str):
        count (int | None):
        key (str):
        label (TextRead): One text in both languages.
    """

    cases: None | str
    count: int | None
    key: str
    label: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cases: None | str
        cases = self.cases

        count: int | None
        count = self.count

        key = self.key

        label = self.label.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "cases": cases,
                "count": count,
                "key": key,
                "label": label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_cases(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cases = _parse_cases(d.pop("cases"))

        def _parse_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        count = _parse_count(d.pop("count"))

        key = d.pop("key")

        label = TextRead.from_dict(d.pop("label"))

        cell_read = cls(
            cases=cases,
            count=count,
            key=key,
            label=label,
        )

        cell_read.additional_properties = d
        return cell_read

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

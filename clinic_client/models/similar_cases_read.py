from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.similar_cases_read_by_item import (
    SimilarCasesReadByItem,
    check_similar_cases_read_by_item,
)

if TYPE_CHECKING:
    from ..models.similar_case_read import SimilarCaseRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="SimilarCasesRead")


@_attrs_define
class SimilarCasesRead:
    """The nearest earlier cases, those first that are nearest; ``reason`` says why there is none.

    Attributes:
        by (list[SimilarCasesReadByItem]):
        cases_compared (int):
        items (list[SimilarCaseRead]):
        reason (None | TextRead):
    """

    by: list[SimilarCasesReadByItem]
    cases_compared: int
    items: list[SimilarCaseRead]
    reason: None | TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        by = []
        for by_item_data in self.by:
            by_item: str = by_item_data
            by.append(by_item)

        cases_compared = self.cases_compared

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        reason: dict[str, Any] | None
        if isinstance(self.reason, TextRead):
            reason = self.reason.to_dict()
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by": by,
                "cases_compared": cases_compared,
                "items": items,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.similar_case_read import SimilarCaseRead
        from ..models.text_read import TextRead

        d = dict(src_dict)
        by = []
        _by = d.pop("by")
        for by_item_data in _by:
            by_item = check_similar_cases_read_by_item(by_item_data)

            by.append(by_item)

        cases_compared = d.pop("cases_compared")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = SimilarCaseRead.from_dict(items_item_data)

            items.append(items_item)

        def _parse_reason(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reason_type_0 = TextRead.from_dict(data)

                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        reason = _parse_reason(d.pop("reason"))

        similar_cases_read = cls(
            by=by,
            cases_compared=cases_compared,
            items=items,
            reason=reason,
        )

        similar_cases_read.additional_properties = d
        return similar_cases_read

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

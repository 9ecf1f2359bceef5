from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cure_read_outcome_type_0 import (
    CureReadOutcomeType0,
    check_cure_read_outcome_type_0,
)

if TYPE_CHECKING:
    from ..models.own_words_read import OwnWordsRead


T = TypeVar("T", bound="CureRead")


@_attrs_define
class CureRead:
    """What was done and how the case ended. ``items`` may hold fewer than ``items_done`` (see `SimilarCaseRead`).

    Attributes:
        items (list[OwnWordsRead]):
        items_done (int):
        outcome (CureReadOutcomeType0 | None):
    """

    items: list[OwnWordsRead]
    items_done: int
    outcome: CureReadOutcomeType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        items_done = self.items_done

        outcome: None | str
        if isinstance(self.outcome, str):
            outcome = self.outcome
        else:
            outcome = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "items_done": items_done,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_words_read import OwnWordsRead

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = OwnWordsRead.from_dict(items_item_data)

            items.append(items_item)

        items_done = d.pop("items_done")

        def _parse_outcome(data: object) -> CureReadOutcomeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = check_cure_read_outcome_type_0(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CureReadOutcomeType0 | None, data)

        outcome = _parse_outcome(d.pop("outcome"))

        cure_read = cls(
            items=items,
            items_done=items_done,
            outcome=outcome,
        )

        cure_read.additional_properties = d
        return cure_read

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

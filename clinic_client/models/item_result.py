from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.item_result_state import ItemResultState, check_item_result_state
from ..types import UNSET, Unset

T = TypeVar("T", bound="ItemResult")


@_attrs_define
class ItemResult:
    """What became of an item; a reason is needed when it was not done.

    Attributes:
        state (ItemResultState):
        result (None | str | Unset):
    """

    state: ItemResultState
    result: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        state: str = self.state

        result: None | str | Unset
        if isinstance(self.result, Unset):
            result = UNSET
        else:
            result = self.result

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
            }
        )
        if result is not UNSET:
            field_dict["result"] = result

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        state = check_item_result_state(d.pop("state"))

        def _parse_result(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        result = _parse_result(d.pop("result", UNSET))

        item_result = cls(
            state=state,
            result=result,
        )

        return item_result

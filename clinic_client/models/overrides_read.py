from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure
    from ..models.override_read import OverrideRead


T = TypeVar("T", bound="OverridesRead")


@_attrs_define
class OverridesRead:
    """How often coordinators decided against the proposal, and why; the newest first, at most twenty.

    Attributes:
        newest (list[OverrideRead]):
        overrides (int):
        share (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where nothing
            was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
    """

    newest: list[OverrideRead]
    overrides: int
    share: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        newest = []
        for newest_item_data in self.newest:
            newest_item = newest_item_data.to_dict()
            newest.append(newest_item)

        overrides = self.overrides

        share = self.share.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "newest": newest,
                "overrides": overrides,
                "share": share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure
        from ..models.override_read import OverrideRead

        d = dict(src_dict)
        newest = []
        _newest = d.pop("newest")
        for newest_item_data in _newest:
            newest_item = OverrideRead.from_dict(newest_item_data)

            newest.append(newest_item)

        overrides = d.pop("overrides")

        share = Figure.from_dict(d.pop("share"))

        overrides_read = cls(
            newest=newest,
            overrides=overrides,
            share=share,
        )

        overrides_read.additional_properties = d
        return overrides_read

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

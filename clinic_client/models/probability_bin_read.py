from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="ProbabilityBinRead")


@_attrs_define
class ProbabilityBinRead:
    """Findings of similar stated probability: from ``low``, included, to ``high``.

    Attributes:
        confirmed (int):
        high (float):
        low (float):
        mean_stated (float):
        share (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where nothing
            was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
    """

    confirmed: int
    high: float
    low: float
    mean_stated: float
    share: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        confirmed = self.confirmed

        high = self.high

        low = self.low

        mean_stated = self.mean_stated

        share = self.share.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "confirmed": confirmed,
                "high": high,
                "low": low,
                "mean_stated": mean_stated,
                "share": share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        confirmed = d.pop("confirmed")

        high = d.pop("high")

        low = d.pop("low")

        mean_stated = d.pop("mean_stated")

        share = Figure.from_dict(d.pop("share"))

        probability_bin_read = cls(
            confirmed=confirmed,
            high=high,
            low=low,
            mean_stated=mean_stated,
            share=share,
        )

        probability_bin_read.additional_properties = d
        return probability_bin_read

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

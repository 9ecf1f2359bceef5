from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure import Figure


T = TypeVar("T", bound="LoadRead")


@_attrs_define
class LoadRead:
    """How work is spread over the doctors, in shares of their capacity.

    Attributes:
        gini (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where nothing
            was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
        largest (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where
            nothing was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
        mean (Figure): One number and from how many it was counted; ``value`` is null, with a ``reason``, where nothing
            was.

            ``low`` and ``high`` are the 90 % interval of a share that is known from judged cases; its value is then the
            mean of
            the Beta posterior, which few cases leave near the middle.
    """

    gini: Figure
    largest: Figure
    mean: Figure
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        gini = self.gini.to_dict()

        largest = self.largest.to_dict()

        mean = self.mean.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "gini": gini,
                "largest": largest,
                "mean": mean,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure import Figure

        d = dict(src_dict)
        gini = Figure.from_dict(d.pop("gini"))

        largest = Figure.from_dict(d.pop("largest"))

        mean = Figure.from_dict(d.pop("mean"))

        load_read = cls(
            gini=gini,
            largest=largest,
            mean=mean,
        )

        load_read.additional_properties = d
        return load_read

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

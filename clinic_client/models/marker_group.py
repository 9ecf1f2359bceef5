from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.marker_group_kind import MarkerGroupKind, check_marker_group_kind
from ..models.marker_group_plot import MarkerGroupPlot, check_marker_group_plot

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="MarkerGroup")


@_attrs_define
class MarkerGroup:
    """One line with its multiples and sidebands.

    Attributes:
        component (None | str):
        fault (None | str):
        frequency_hz (float | None): null where the speed is not known
        harmonics (int): how many multiples are usually looked at, the line itself included
        key (str):
        kind (MarkerGroupKind):
        label (TextRead): One text in both languages.
        order (float | None): null for what hangs on the mains
        plot (MarkerGroupPlot):
        sidebands_hz (float | None): spacing of the sidebands, null for none
    """

    component: None | str
    fault: None | str
    frequency_hz: float | None
    harmonics: int
    key: str
    kind: MarkerGroupKind
    label: TextRead
    order: float | None
    plot: MarkerGroupPlot
    sidebands_hz: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        component: None | str
        component = self.component

        fault: None | str
        fault = self.fault

        frequency_hz: float | None
        frequency_hz = self.frequency_hz

        harmonics = self.harmonics

        key = self.key

        kind: str = self.kind

        label = self.label.to_dict()

        order: float | None
        order = self.order

        plot: str = self.plot

        sidebands_hz: float | None
        sidebands_hz = self.sidebands_hz

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "component": component,
                "fault": fault,
                "frequency_hz": frequency_hz,
                "harmonics": harmonics,
                "key": key,
                "kind": kind,
                "label": label,
                "order": order,
                "plot": plot,
                "sidebands_hz": sidebands_hz,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_component(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        component = _parse_component(d.pop("component"))

        def _parse_fault(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fault = _parse_fault(d.pop("fault"))

        def _parse_frequency_hz(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        frequency_hz = _parse_frequency_hz(d.pop("frequency_hz"))

        harmonics = d.pop("harmonics")

        key = d.pop("key")

        kind = check_marker_group_kind(d.pop("kind"))

        label = TextRead.from_dict(d.pop("label"))

        def _parse_order(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        order = _parse_order(d.pop("order"))

        plot = check_marker_group_plot(d.pop("plot"))

        def _parse_sidebands_hz(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        sidebands_hz = _parse_sidebands_hz(d.pop("sidebands_hz"))

        marker_group = cls(
            component=component,
            fault=fault,
            frequency_hz=frequency_hz,
            harmonics=harmonics,
            key=key,
            kind=kind,
            label=label,
            order=order,
            plot=plot,
            sidebands_hz=sidebands_hz,
        )

        marker_group.additional_properties = d
        return marker_group

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

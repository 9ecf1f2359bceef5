from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.difference_change import DifferenceChange, check_difference_change

if TYPE_CHECKING:
    from ..models.judged import Judged
    from ..models.text_read import TextRead


T = TypeVar("T", bound="Difference")


@_attrs_define
class Difference:
    """A fault that is judged in another way than before.

    Attributes:
        after (Judged | None):
        before (Judged | None):
        change (DifferenceChange):
        component (None | str):
        fault (str):
        text (TextRead): One text in both languages.
    """

    after: Judged | None
    before: Judged | None
    change: DifferenceChange
    component: None | str
    fault: str
    text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.judged import Judged

        after: dict[str, Any] | None
        if isinstance(self.after, Judged):
            after = self.after.to_dict()
        else:
            after = self.after

        before: dict[str, Any] | None
        if isinstance(self.before, Judged):
            before = self.before.to_dict()
        else:
            before = self.before

        change: str = self.change

        component: None | str
        component = self.component

        fault = self.fault

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "after": after,
                "before": before,
                "change": change,
                "component": component,
                "fault": fault,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.judged import Judged
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_after(data: object) -> Judged | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                after_type_0 = Judged.from_dict(data)

                return after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Judged | None, data)

        after = _parse_after(d.pop("after"))

        def _parse_before(data: object) -> Judged | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                before_type_0 = Judged.from_dict(data)

                return before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Judged | None, data)

        before = _parse_before(d.pop("before"))

        change = check_difference_change(d.pop("change"))

        def _parse_component(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        component = _parse_component(d.pop("component"))

        fault = d.pop("fault")

        text = TextRead.from_dict(d.pop("text"))

        difference = cls(
            after=after,
            before=before,
            change=change,
            component=component,
            fault=fault,
            text=text,
        )

        difference.additional_properties = d
        return difference

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.cause_read_severity_type_0 import (
    CauseReadSeverityType0,
    check_cause_read_severity_type_0,
)
from ..models.cause_read_status import CauseReadStatus, check_cause_read_status

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="CauseRead")


@_attrs_define
class CauseRead:
    """One cause: ``confirmed`` at the teardown, ``found`` there without having been named before, ``refuted`` there, or
    ``diagnosed`` where nobody has told yet what the teardown showed.

        Attributes:
            component (None | str):
            fault (str):
            name (TextRead): One text in both languages.
            severity (CauseReadSeverityType0 | None):
            status (CauseReadStatus):
            words (None | str):
    """

    component: None | str
    fault: str
    name: TextRead
    severity: CauseReadSeverityType0 | None
    status: CauseReadStatus
    words: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        component: None | str
        component = self.component

        fault = self.fault

        name = self.name.to_dict()

        severity: None | str
        if isinstance(self.severity, str):
            severity = self.severity
        else:
            severity = self.severity

        status: str = self.status

        words: None | str
        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "component": component,
                "fault": fault,
                "name": name,
                "severity": severity,
                "status": status,
                "words": words,
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

        fault = d.pop("fault")

        name = TextRead.from_dict(d.pop("name"))

        def _parse_severity(data: object) -> CauseReadSeverityType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                severity_type_0 = check_cause_read_severity_type_0(data)

                return severity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CauseReadSeverityType0 | None, data)

        severity = _parse_severity(d.pop("severity"))

        status = check_cause_read_status(d.pop("status"))

        def _parse_words(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        words = _parse_words(d.pop("words"))

        cause_read = cls(
            component=component,
            fault=fault,
            name=name,
            severity=severity,
            status=status,
            words=words,
        )

        cause_read.additional_properties = d
        return cause_read

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

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alarm_limit_read import AlarmLimitRead
    from ..models.severity_step_read import SeverityStepRead
    from ..models.threshold_read import ThresholdRead
    from ..models.zone_limits_read import ZoneLimitsRead


T = TypeVar("T", bound="DecisionRulesRead")


@_attrs_define
class DecisionRulesRead:
    """What this version decides by. The numbers change with the program only, which ``version`` names.

    Attributes:
        alarms (list[AlarmLimitRead]):
        severities (list[SeverityStepRead]):
        thresholds (list[ThresholdRead]):
        version (str):
        zones (list[ZoneLimitsRead]):
    """

    alarms: list[AlarmLimitRead]
    severities: list[SeverityStepRead]
    thresholds: list[ThresholdRead]
    version: str
    zones: list[ZoneLimitsRead]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        alarms = []
        for alarms_item_data in self.alarms:
            alarms_item = alarms_item_data.to_dict()
            alarms.append(alarms_item)

        severities = []
        for severities_item_data in self.severities:
            severities_item = severities_item_data.to_dict()
            severities.append(severities_item)

        thresholds = []
        for thresholds_item_data in self.thresholds:
            thresholds_item = thresholds_item_data.to_dict()
            thresholds.append(thresholds_item)

        version = self.version

        zones = []
        for zones_item_data in self.zones:
            zones_item = zones_item_data.to_dict()
            zones.append(zones_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "alarms": alarms,
                "severities": severities,
                "thresholds": thresholds,
                "version": version,
                "zones": zones,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alarm_limit_read import AlarmLimitRead
        from ..models.severity_step_read import SeverityStepRead
        from ..models.threshold_read import ThresholdRead
        from ..models.zone_limits_read import ZoneLimitsRead

        d = dict(src_dict)
        alarms = []
        _alarms = d.pop("alarms")
        for alarms_item_data in _alarms:
            alarms_item = AlarmLimitRead.from_dict(alarms_item_data)

            alarms.append(alarms_item)

        severities = []
        _severities = d.pop("severities")
        for severities_item_data in _severities:
            severities_item = SeverityStepRead.from_dict(severities_item_data)

            severities.append(severities_item)

        thresholds = []
        _thresholds = d.pop("thresholds")
        for thresholds_item_data in _thresholds:
            thresholds_item = ThresholdRead.from_dict(thresholds_item_data)

            thresholds.append(thresholds_item)

        version = d.pop("version")

        zones = []
        _zones = d.pop("zones")
        for zones_item_data in _zones:
            zones_item = ZoneLimitsRead.from_dict(zones_item_data)

            zones.append(zones_item)

        decision_rules_read = cls(
            alarms=alarms,
            severities=severities,
            thresholds=thresholds,
            version=version,
            zones=zones,
        )

        decision_rules_read.additional_properties = d
        return decision_rules_read

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

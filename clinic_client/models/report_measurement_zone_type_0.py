from typing import Literal

ReportMeasurementZoneType0 = Literal["A", "B", "C", "D"]

REPORT_MEASUREMENT_ZONE_TYPE_0_VALUES: set[ReportMeasurementZoneType0] = {
    "A",
    "B",
    "C",
    "D",
}


def check_report_measurement_zone_type_0(value: str) -> ReportMeasurementZoneType0:
    if value in REPORT_MEASUREMENT_ZONE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_MEASUREMENT_ZONE_TYPE_0_VALUES!r}"
    )

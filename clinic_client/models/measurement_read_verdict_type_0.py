from typing import Literal

MeasurementReadVerdictType0 = Literal["better", "not_comparable", "same", "worse"]

MEASUREMENT_READ_VERDICT_TYPE_0_VALUES: set[MeasurementReadVerdictType0] = {
    "better",
    "not_comparable",
    "same",
    "worse",
}


def check_measurement_read_verdict_type_0(value: str) -> MeasurementReadVerdictType0:
    if value in MEASUREMENT_READ_VERDICT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MEASUREMENT_READ_VERDICT_TYPE_0_VALUES!r}"
    )

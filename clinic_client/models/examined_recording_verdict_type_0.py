from typing import Literal

ExaminedRecordingVerdictType0 = Literal["fault", "healthy", "not_assessable"]

EXAMINED_RECORDING_VERDICT_TYPE_0_VALUES: set[ExaminedRecordingVerdictType0] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_examined_recording_verdict_type_0(
    value: str,
) -> ExaminedRecordingVerdictType0:
    if value in EXAMINED_RECORDING_VERDICT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {EXAMINED_RECORDING_VERDICT_TYPE_0_VALUES!r}"
    )

from typing import Literal

CaseRecordingReadVerdictType0 = Literal["fault", "healthy", "not_assessable"]

CASE_RECORDING_READ_VERDICT_TYPE_0_VALUES: set[CaseRecordingReadVerdictType0] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_case_recording_read_verdict_type_0(
    value: str,
) -> CaseRecordingReadVerdictType0:
    if value in CASE_RECORDING_READ_VERDICT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CASE_RECORDING_READ_VERDICT_TYPE_0_VALUES!r}"
    )

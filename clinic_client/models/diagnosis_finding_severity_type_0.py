from typing import Literal

DiagnosisFindingSeverityType0 = Literal["critical", "moderate", "severe", "slight"]

DIAGNOSIS_FINDING_SEVERITY_TYPE_0_VALUES: set[DiagnosisFindingSeverityType0] = {
    "critical",
    "moderate",
    "severe",
    "slight",
}


def check_diagnosis_finding_severity_type_0(
    value: str,
) -> DiagnosisFindingSeverityType0:
    if value in DIAGNOSIS_FINDING_SEVERITY_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DIAGNOSIS_FINDING_SEVERITY_TYPE_0_VALUES!r}"
    )

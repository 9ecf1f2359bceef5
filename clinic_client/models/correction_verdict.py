from typing import Literal

CorrectionVerdict = Literal["fault", "healthy", "not_assessable"]

CORRECTION_VERDICT_VALUES: set[CorrectionVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_correction_verdict(value: str) -> CorrectionVerdict:
    if value in CORRECTION_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CORRECTION_VERDICT_VALUES!r}"
    )

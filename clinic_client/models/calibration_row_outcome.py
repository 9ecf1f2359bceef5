from typing import Literal

CalibrationRowOutcome = Literal[0, 1]

CALIBRATION_ROW_OUTCOME_VALUES: set[CalibrationRowOutcome] = {
    0,
    1,
}


def check_calibration_row_outcome(value: int) -> CalibrationRowOutcome:
    if value in CALIBRATION_ROW_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CALIBRATION_ROW_OUTCOME_VALUES!r}"
    )

from typing import Literal

WhatIfReadVerdictBefore = Literal["fault", "healthy", "not_assessable"]

WHAT_IF_READ_VERDICT_BEFORE_VALUES: set[WhatIfReadVerdictBefore] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_what_if_read_verdict_before(value: str) -> WhatIfReadVerdictBefore:
    if value in WHAT_IF_READ_VERDICT_BEFORE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WHAT_IF_READ_VERDICT_BEFORE_VALUES!r}"
    )

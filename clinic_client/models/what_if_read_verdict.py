from typing import Literal

WhatIfReadVerdict = Literal["fault", "healthy", "not_assessable"]

WHAT_IF_READ_VERDICT_VALUES: set[WhatIfReadVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_what_if_read_verdict(value: str) -> WhatIfReadVerdict:
    if value in WHAT_IF_READ_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WHAT_IF_READ_VERDICT_VALUES!r}"
    )

from typing import Literal

OpinionReadVerdict = Literal["fault", "healthy", "not_assessable"]

OPINION_READ_VERDICT_VALUES: set[OpinionReadVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_opinion_read_verdict(value: str) -> OpinionReadVerdict:
    if value in OPINION_READ_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {OPINION_READ_VERDICT_VALUES!r}"
    )

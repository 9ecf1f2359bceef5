from typing import Literal

TrendPointVerdict = Literal["fault", "healthy", "not_assessable"]

TREND_POINT_VERDICT_VALUES: set[TrendPointVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_trend_point_verdict(value: str) -> TrendPointVerdict:
    if value in TREND_POINT_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TREND_POINT_VERDICT_VALUES!r}"
    )

from typing import Literal

SimilarCaseReadFollowUpType0 = Literal["better", "not_comparable", "same", "worse"]

SIMILAR_CASE_READ_FOLLOW_UP_TYPE_0_VALUES: set[SimilarCaseReadFollowUpType0] = {
    "better",
    "not_comparable",
    "same",
    "worse",
}


def check_similar_case_read_follow_up_type_0(
    value: str,
) -> SimilarCaseReadFollowUpType0:
    if value in SIMILAR_CASE_READ_FOLLOW_UP_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SIMILAR_CASE_READ_FOLLOW_UP_TYPE_0_VALUES!r}"
    )

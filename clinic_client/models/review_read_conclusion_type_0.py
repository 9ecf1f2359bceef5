from typing import Literal

ReviewReadConclusionType0 = Literal[
    "both_partly", "cannot_tell", "doctor_right", "opinion_right"
]

REVIEW_READ_CONCLUSION_TYPE_0_VALUES: set[ReviewReadConclusionType0] = {
    "both_partly",
    "cannot_tell",
    "doctor_right",
    "opinion_right",
}


def check_review_read_conclusion_type_0(value: str) -> ReviewReadConclusionType0:
    if value in REVIEW_READ_CONCLUSION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REVIEW_READ_CONCLUSION_TYPE_0_VALUES!r}"
    )

from typing import Literal

ReviewOpinionVerdict = Literal[
    "both_partly", "cannot_tell", "doctor_right", "opinion_right"
]

REVIEW_OPINION_VERDICT_VALUES: set[ReviewOpinionVerdict] = {
    "both_partly",
    "cannot_tell",
    "doctor_right",
    "opinion_right",
}


def check_review_opinion_verdict(value: str) -> ReviewOpinionVerdict:
    if value in REVIEW_OPINION_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REVIEW_OPINION_VERDICT_VALUES!r}"
    )

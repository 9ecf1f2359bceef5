from typing import Literal

ReviewConclusionConclusion = Literal[
    "both_partly", "cannot_tell", "doctor_right", "opinion_right"
]

REVIEW_CONCLUSION_CONCLUSION_VALUES: set[ReviewConclusionConclusion] = {
    "both_partly",
    "cannot_tell",
    "doctor_right",
    "opinion_right",
}


def check_review_conclusion_conclusion(value: str) -> ReviewConclusionConclusion:
    if value in REVIEW_CONCLUSION_CONCLUSION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REVIEW_CONCLUSION_CONCLUSION_VALUES!r}"
    )

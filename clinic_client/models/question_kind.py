from typing import Literal

QuestionKind = Literal["date", "multiple", "number", "single", "text"]

QUESTION_KIND_VALUES: set[QuestionKind] = {
    "date",
    "multiple",
    "number",
    "single",
    "text",
}


def check_question_kind(value: str) -> QuestionKind:
    if value in QUESTION_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QUESTION_KIND_VALUES!r}"
    )

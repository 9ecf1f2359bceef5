from typing import Literal

AnswersReadLanguage = Literal["en", "zh"]

ANSWERS_READ_LANGUAGE_VALUES: set[AnswersReadLanguage] = {
    "en",
    "zh",
}


def check_answers_read_language(value: str) -> AnswersReadLanguage:
    if value in ANSWERS_READ_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ANSWERS_READ_LANGUAGE_VALUES!r}"
    )

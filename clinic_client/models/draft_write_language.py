from typing import Literal

DraftWriteLanguage = Literal["en", "zh"]

DRAFT_WRITE_LANGUAGE_VALUES: set[DraftWriteLanguage] = {
    "en",
    "zh",
}


def check_draft_write_language(value: str) -> DraftWriteLanguage:
    if value in DRAFT_WRITE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DRAFT_WRITE_LANGUAGE_VALUES!r}"
    )

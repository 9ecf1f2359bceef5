from typing import Literal

StopRecordLanguage = Literal["en", "zh"]

STOP_RECORD_LANGUAGE_VALUES: set[StopRecordLanguage] = {
    "en",
    "zh",
}


def check_stop_record_language(value: str) -> StopRecordLanguage:
    if value in STOP_RECORD_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {STOP_RECORD_LANGUAGE_VALUES!r}"
    )

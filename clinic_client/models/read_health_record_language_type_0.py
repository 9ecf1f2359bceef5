from typing import Literal

ReadHealthRecordLanguageType0 = Literal["en", "zh"]

READ_HEALTH_RECORD_LANGUAGE_TYPE_0_VALUES: set[ReadHealthRecordLanguageType0] = {
    "en",
    "zh",
}


def check_read_health_record_language_type_0(
    value: str,
) -> ReadHealthRecordLanguageType0:
    if value in READ_HEALTH_RECORD_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {READ_HEALTH_RECORD_LANGUAGE_TYPE_0_VALUES!r}"
    )

from typing import Literal

ReadHealthRecordFormat = Literal["json", "pdf"]

READ_HEALTH_RECORD_FORMAT_VALUES: set[ReadHealthRecordFormat] = {
    "json",
    "pdf",
}


def check_read_health_record_format(value: str) -> ReadHealthRecordFormat:
    if value in READ_HEALTH_RECORD_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {READ_HEALTH_RECORD_FORMAT_VALUES!r}"
    )

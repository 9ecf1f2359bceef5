from typing import Literal

DocumentReadKind = Literal["case_report", "health_record"]

DOCUMENT_READ_KIND_VALUES: set[DocumentReadKind] = {
    "case_report",
    "health_record",
}


def check_document_read_kind(value: str) -> DocumentReadKind:
    if value in DOCUMENT_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOCUMENT_READ_KIND_VALUES!r}"
    )

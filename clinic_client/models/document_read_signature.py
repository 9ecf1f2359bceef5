from typing import Literal

DocumentReadSignature = Literal["broken", "earlier_key", "valid"]

DOCUMENT_READ_SIGNATURE_VALUES: set[DocumentReadSignature] = {
    "broken",
    "earlier_key",
    "valid",
}


def check_document_read_signature(value: str) -> DocumentReadSignature:
    if value in DOCUMENT_READ_SIGNATURE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOCUMENT_READ_SIGNATURE_VALUES!r}"
    )

from typing import Literal

CertificateReadState = Literal["expired", "expires_soon", "valid"]

CERTIFICATE_READ_STATE_VALUES: set[CertificateReadState] = {
    "expired",
    "expires_soon",
    "valid",
}


def check_certificate_read_state(value: str) -> CertificateReadState:
    if value in CERTIFICATE_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CERTIFICATE_READ_STATE_VALUES!r}"
    )

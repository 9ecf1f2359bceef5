from typing import Literal

VisitReadConsentType0 = Literal["agreed", "declined"]

VISIT_READ_CONSENT_TYPE_0_VALUES: set[VisitReadConsentType0] = {
    "agreed",
    "declined",
}


def check_visit_read_consent_type_0(value: str) -> VisitReadConsentType0:
    if value in VISIT_READ_CONSENT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VISIT_READ_CONSENT_TYPE_0_VALUES!r}"
    )

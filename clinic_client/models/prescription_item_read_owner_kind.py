from typing import Literal

PrescriptionItemReadOwnerKind = Literal["doctor", "factory"]

PRESCRIPTION_ITEM_READ_OWNER_KIND_VALUES: set[PrescriptionItemReadOwnerKind] = {
    "doctor",
    "factory",
}


def check_prescription_item_read_owner_kind(
    value: str,
) -> PrescriptionItemReadOwnerKind:
    if value in PRESCRIPTION_ITEM_READ_OWNER_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PRESCRIPTION_ITEM_READ_OWNER_KIND_VALUES!r}"
    )

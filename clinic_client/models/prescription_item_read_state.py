from typing import Literal

PrescriptionItemReadState = Literal["done", "not_done", "open", "withdrawn"]

PRESCRIPTION_ITEM_READ_STATE_VALUES: set[PrescriptionItemReadState] = {
    "done",
    "not_done",
    "open",
    "withdrawn",
}


def check_prescription_item_read_state(value: str) -> PrescriptionItemReadState:
    if value in PRESCRIPTION_ITEM_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PRESCRIPTION_ITEM_READ_STATE_VALUES!r}"
    )

from typing import Literal

FactoryExportReadState = Literal["expired", "failed", "ready", "waiting"]

FACTORY_EXPORT_READ_STATE_VALUES: set[FactoryExportReadState] = {
    "expired",
    "failed",
    "ready",
    "waiting",
}


def check_factory_export_read_state(value: str) -> FactoryExportReadState:
    if value in FACTORY_EXPORT_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FACTORY_EXPORT_READ_STATE_VALUES!r}"
    )

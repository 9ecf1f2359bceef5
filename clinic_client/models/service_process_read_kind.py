from typing import Literal

ServiceProcessReadKind = Literal["deliverer", "worker"]

SERVICE_PROCESS_READ_KIND_VALUES: set[ServiceProcessReadKind] = {
    "deliverer",
    "worker",
}


def check_service_process_read_kind(value: str) -> ServiceProcessReadKind:
    if value in SERVICE_PROCESS_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SERVICE_PROCESS_READ_KIND_VALUES!r}"
    )

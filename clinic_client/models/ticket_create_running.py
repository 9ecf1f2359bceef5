from typing import Literal

TicketCreateRunning = Literal["no", "unknown", "yes"]

TICKET_CREATE_RUNNING_VALUES: set[TicketCreateRunning] = {
    "no",
    "unknown",
    "yes",
}


def check_ticket_create_running(value: str) -> TicketCreateRunning:
    if value in TICKET_CREATE_RUNNING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_CREATE_RUNNING_VALUES!r}"
    )

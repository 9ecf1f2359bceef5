from typing import Literal

TicketReadRunning = Literal["no", "unknown", "yes"]

TICKET_READ_RUNNING_VALUES: set[TicketReadRunning] = {
    "no",
    "unknown",
    "yes",
}


def check_ticket_read_running(value: str) -> TicketReadRunning:
    if value in TICKET_READ_RUNNING_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_READ_RUNNING_VALUES!r}"
    )

from typing import Literal

TicketReadSince = Literal["days", "just_now", "longer", "today", "unknown", "weeks"]

TICKET_READ_SINCE_VALUES: set[TicketReadSince] = {
    "days",
    "just_now",
    "longer",
    "today",
    "unknown",
    "weeks",
}


def check_ticket_read_since(value: str) -> TicketReadSince:
    if value in TICKET_READ_SINCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_READ_SINCE_VALUES!r}"
    )

from typing import Literal

TicketCreateSince = Literal["days", "just_now", "longer", "today", "unknown", "weeks"]

TICKET_CREATE_SINCE_VALUES: set[TicketCreateSince] = {
    "days",
    "just_now",
    "longer",
    "today",
    "unknown",
    "weeks",
}


def check_ticket_create_since(value: str) -> TicketCreateSince:
    if value in TICKET_CREATE_SINCE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_CREATE_SINCE_VALUES!r}"
    )

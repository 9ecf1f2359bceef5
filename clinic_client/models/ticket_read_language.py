from typing import Literal

TicketReadLanguage = Literal["en", "zh"]

TICKET_READ_LANGUAGE_VALUES: set[TicketReadLanguage] = {
    "en",
    "zh",
}


def check_ticket_read_language(value: str) -> TicketReadLanguage:
    if value in TICKET_READ_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_READ_LANGUAGE_VALUES!r}"
    )

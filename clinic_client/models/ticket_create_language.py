from typing import Literal

TicketCreateLanguage = Literal["en", "zh"]

TICKET_CREATE_LANGUAGE_VALUES: set[TicketCreateLanguage] = {
    "en",
    "zh",
}


def check_ticket_create_language(value: str) -> TicketCreateLanguage:
    if value in TICKET_CREATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TICKET_CREATE_LANGUAGE_VALUES!r}"
    )

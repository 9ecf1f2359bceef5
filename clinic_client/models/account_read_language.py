from typing import Literal

AccountReadLanguage = Literal["en", "zh"]

ACCOUNT_READ_LANGUAGE_VALUES: set[AccountReadLanguage] = {
    "en",
    "zh",
}


def check_account_read_language(value: str) -> AccountReadLanguage:
    if value in ACCOUNT_READ_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_READ_LANGUAGE_VALUES!r}"
    )

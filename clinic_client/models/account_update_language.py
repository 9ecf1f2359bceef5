from typing import Literal

AccountUpdateLanguage = Literal["en", "zh"]

ACCOUNT_UPDATE_LANGUAGE_VALUES: set[AccountUpdateLanguage] = {
    "en",
    "zh",
}


def check_account_update_language(value: str) -> AccountUpdateLanguage:
    if value in ACCOUNT_UPDATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_UPDATE_LANGUAGE_VALUES!r}"
    )

from typing import Literal

AccountListedLanguage = Literal["en", "zh"]

ACCOUNT_LISTED_LANGUAGE_VALUES: set[AccountListedLanguage] = {
    "en",
    "zh",
}


def check_account_listed_language(value: str) -> AccountListedLanguage:
    if value in ACCOUNT_LISTED_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_LISTED_LANGUAGE_VALUES!r}"
    )

from typing import Literal

EndpointCreateLanguage = Literal["en", "zh"]

ENDPOINT_CREATE_LANGUAGE_VALUES: set[EndpointCreateLanguage] = {
    "en",
    "zh",
}


def check_endpoint_create_language(value: str) -> EndpointCreateLanguage:
    if value in ENDPOINT_CREATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENDPOINT_CREATE_LANGUAGE_VALUES!r}"
    )

from typing import Literal

EndpointReadLanguage = Literal["en", "zh"]

ENDPOINT_READ_LANGUAGE_VALUES: set[EndpointReadLanguage] = {
    "en",
    "zh",
}


def check_endpoint_read_language(value: str) -> EndpointReadLanguage:
    if value in ENDPOINT_READ_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENDPOINT_READ_LANGUAGE_VALUES!r}"
    )

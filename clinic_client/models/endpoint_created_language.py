from typing import Literal

EndpointCreatedLanguage = Literal["en", "zh"]

ENDPOINT_CREATED_LANGUAGE_VALUES: set[EndpointCreatedLanguage] = {
    "en",
    "zh",
}


def check_endpoint_created_language(value: str) -> EndpointCreatedLanguage:
    if value in ENDPOINT_CREATED_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENDPOINT_CREATED_LANGUAGE_VALUES!r}"
    )

from typing import Literal

EndpointUpdateLanguageType0 = Literal["en", "zh"]

ENDPOINT_UPDATE_LANGUAGE_TYPE_0_VALUES: set[EndpointUpdateLanguageType0] = {
    "en",
    "zh",
}


def check_endpoint_update_language_type_0(value: str) -> EndpointUpdateLanguageType0:
    if value in ENDPOINT_UPDATE_LANGUAGE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ENDPOINT_UPDATE_LANGUAGE_TYPE_0_VALUES!r}"
    )

from typing import Literal

NoticeChoicesChoicesAdditionalProperty = Literal["digest", "never", "now"]

NOTICE_CHOICES_CHOICES_ADDITIONAL_PROPERTY_VALUES: set[
    NoticeChoicesChoicesAdditionalProperty
] = {
    "digest",
    "never",
    "now",
}


def check_notice_choices_choices_additional_property(
    value: str,
) -> NoticeChoicesChoicesAdditionalProperty:
    if value in NOTICE_CHOICES_CHOICES_ADDITIONAL_PROPERTY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NOTICE_CHOICES_CHOICES_ADDITIONAL_PROPERTY_VALUES!r}"
    )

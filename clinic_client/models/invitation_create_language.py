from typing import Literal

InvitationCreateLanguage = Literal["en", "zh"]

INVITATION_CREATE_LANGUAGE_VALUES: set[InvitationCreateLanguage] = {
    "en",
    "zh",
}


def check_invitation_create_language(value: str) -> InvitationCreateLanguage:
    if value in INVITATION_CREATE_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {INVITATION_CREATE_LANGUAGE_VALUES!r}"
    )

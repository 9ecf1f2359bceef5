from typing import Literal

AddAttachmentKind = Literal["document", "other", "photo", "sound"]

ADD_ATTACHMENT_KIND_VALUES: set[AddAttachmentKind] = {
    "document",
    "other",
    "photo",
    "sound",
}


def check_add_attachment_kind(value: str) -> AddAttachmentKind:
    if value in ADD_ATTACHMENT_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ADD_ATTACHMENT_KIND_VALUES!r}"
    )

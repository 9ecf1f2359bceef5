from typing import Literal

AttachmentReadKind = Literal["document", "other", "photo", "sound"]

ATTACHMENT_READ_KIND_VALUES: set[AttachmentReadKind] = {
    "document",
    "other",
    "photo",
    "sound",
}


def check_attachment_read_kind(value: str) -> AttachmentReadKind:
    if value in ATTACHMENT_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ATTACHMENT_READ_KIND_VALUES!r}"
    )

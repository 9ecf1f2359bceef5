from typing import Literal

CommentReadVisibility = Literal["everyone", "hospital"]

COMMENT_READ_VISIBILITY_VALUES: set[CommentReadVisibility] = {
    "everyone",
    "hospital",
}


def check_comment_read_visibility(value: str) -> CommentReadVisibility:
    if value in COMMENT_READ_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COMMENT_READ_VISIBILITY_VALUES!r}"
    )

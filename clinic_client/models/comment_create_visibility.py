from typing import Literal

CommentCreateVisibility = Literal["everyone", "hospital"]

COMMENT_CREATE_VISIBILITY_VALUES: set[CommentCreateVisibility] = {
    "everyone",
    "hospital",
}


def check_comment_create_visibility(value: str) -> CommentCreateVisibility:
    if value in COMMENT_CREATE_VISIBILITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {COMMENT_CREATE_VISIBILITY_VALUES!r}"
    )

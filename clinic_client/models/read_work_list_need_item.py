from typing import Literal

ReadWorkListNeedItem = Literal[
    "accept",
    "amend",
    "await_answers",
    "await_follow_up",
    "await_repair",
    "call_follow_up",
    "compare_follow_up",
    "contribute",
    "cosign",
    "diagnose",
    "do_item",
    "finish_treatment",
    "on_team",
    "prescribe",
    "read_answers",
    "review",
    "second_opinion",
]

READ_WORK_LIST_NEED_ITEM_VALUES: set[ReadWorkListNeedItem] = {
    "accept",
    "amend",
    "await_answers",
    "await_follow_up",
    "await_repair",
    "call_follow_up",
    "compare_follow_up",
    "contribute",
    "cosign",
    "diagnose",
    "do_item",
    "finish_treatment",
    "on_team",
    "prescribe",
    "read_answers",
    "review",
    "second_opinion",
}


def check_read_work_list_need_item(value: str) -> ReadWorkListNeedItem:
    if value in READ_WORK_LIST_NEED_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {READ_WORK_LIST_NEED_ITEM_VALUES!r}"
    )

from typing import Literal

WorkReadNeed = Literal[
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

WORK_READ_NEED_VALUES: set[WorkReadNeed] = {
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


def check_work_read_need(value: str) -> WorkReadNeed:
    if value in WORK_READ_NEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WORK_READ_NEED_VALUES!r}"
    )

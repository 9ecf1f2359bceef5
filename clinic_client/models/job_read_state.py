from typing import Literal

JobReadState = Literal["dead", "done", "queued", "running"]

JOB_READ_STATE_VALUES: set[JobReadState] = {
    "dead",
    "done",
    "queued",
    "running",
}


def check_job_read_state(value: str) -> JobReadState:
    if value in JOB_READ_STATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {JOB_READ_STATE_VALUES!r}"
    )

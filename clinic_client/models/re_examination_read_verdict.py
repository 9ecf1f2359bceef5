from typing import Literal

ReExaminationReadVerdict = Literal["fault", "healthy", "not_assessable"]

RE_EXAMINATION_READ_VERDICT_VALUES: set[ReExaminationReadVerdict] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_re_examination_read_verdict(value: str) -> ReExaminationReadVerdict:
    if value in RE_EXAMINATION_READ_VERDICT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RE_EXAMINATION_READ_VERDICT_VALUES!r}"
    )

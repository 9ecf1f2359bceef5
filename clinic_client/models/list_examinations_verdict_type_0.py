from typing import Literal

ListExaminationsVerdictType0 = Literal["fault", "healthy", "not_assessable"]

LIST_EXAMINATIONS_VERDICT_TYPE_0_VALUES: set[ListExaminationsVerdictType0] = {
    "fault",
    "healthy",
    "not_assessable",
}


def check_list_examinations_verdict_type_0(value: str) -> ListExaminationsVerdictType0:
    if value in LIST_EXAMINATIONS_VERDICT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_EXAMINATIONS_VERDICT_TYPE_0_VALUES!r}"
    )

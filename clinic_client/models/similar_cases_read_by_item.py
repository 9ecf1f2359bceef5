from typing import Literal

SimilarCasesReadByItem = Literal["findings", "machine", "words"]

SIMILAR_CASES_READ_BY_ITEM_VALUES: set[SimilarCasesReadByItem] = {
    "findings",
    "machine",
    "words",
}


def check_similar_cases_read_by_item(value: str) -> SimilarCasesReadByItem:
    if value in SIMILAR_CASES_READ_BY_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SIMILAR_CASES_READ_BY_ITEM_VALUES!r}"
    )

from typing import Literal

HistoryEntryKind = Literal["attachment", "case", "examination", "recording"]

HISTORY_ENTRY_KIND_VALUES: set[HistoryEntryKind] = {
    "attachment",
    "case",
    "examination",
    "recording",
}


def check_history_entry_kind(value: str) -> HistoryEntryKind:
    if value in HISTORY_ENTRY_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HISTORY_ENTRY_KIND_VALUES!r}"
    )

from typing import Literal

DisagreementReadKind = Literal[
    "added_ruled_out", "finding_missing", "finding_refuted", "urgency", "verdict"
]

DISAGREEMENT_READ_KIND_VALUES: set[DisagreementReadKind] = {
    "added_ruled_out",
    "finding_missing",
    "finding_refuted",
    "urgency",
    "verdict",
}


def check_disagreement_read_kind(value: str) -> DisagreementReadKind:
    if value in DISAGREEMENT_READ_KIND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DISAGREEMENT_READ_KIND_VALUES!r}"
    )

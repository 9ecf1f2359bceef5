from typing import Literal

ReportRuledOutBy = Literal["opinion", "signer"]

REPORT_RULED_OUT_BY_VALUES: set[ReportRuledOutBy] = {
    "opinion",
    "signer",
}


def check_report_ruled_out_by(value: str) -> ReportRuledOutBy:
    if value in REPORT_RULED_OUT_BY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_RULED_OUT_BY_VALUES!r}"
    )

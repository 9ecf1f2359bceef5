from typing import Literal

ReportSignatureRole = Literal["cosigner", "diagnosis", "examination"]

REPORT_SIGNATURE_ROLE_VALUES: set[ReportSignatureRole] = {
    "cosigner",
    "diagnosis",
    "examination",
}


def check_report_signature_role(value: str) -> ReportSignatureRole:
    if value in REPORT_SIGNATURE_ROLE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REPORT_SIGNATURE_ROLE_VALUES!r}"
    )

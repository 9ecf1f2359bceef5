from typing import Literal

PanelMemberReadVerdictType0 = Literal[
    "both_partly", "cannot_tell", "doctor_right", "opinion_right"
]

PANEL_MEMBER_READ_VERDICT_TYPE_0_VALUES: set[PanelMemberReadVerdictType0] = {
    "both_partly",
    "cannot_tell",
    "doctor_right",
    "opinion_right",
}


def check_panel_member_read_verdict_type_0(value: str) -> PanelMemberReadVerdictType0:
    if value in PANEL_MEMBER_READ_VERDICT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PANEL_MEMBER_READ_VERDICT_TYPE_0_VALUES!r}"
    )

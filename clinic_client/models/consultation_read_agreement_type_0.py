from typing import Literal

ConsultationReadAgreementType0 = Literal["agrees", "differs", "differs_slightly"]

CONSULTATION_READ_AGREEMENT_TYPE_0_VALUES: set[ConsultationReadAgreementType0] = {
    "agrees",
    "differs",
    "differs_slightly",
}


def check_consultation_read_agreement_type_0(
    value: str,
) -> ConsultationReadAgreementType0:
    if value in CONSULTATION_READ_AGREEMENT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {CONSULTATION_READ_AGREEMENT_TYPE_0_VALUES!r}"
    )

from typing import Literal

SecondOpinionAgreement = Literal["agrees", "differs", "differs_slightly"]

SECOND_OPINION_AGREEMENT_VALUES: set[SecondOpinionAgreement] = {
    "agrees",
    "differs",
    "differs_slightly",
}


def check_second_opinion_agreement(value: str) -> SecondOpinionAgreement:
    if value in SECOND_OPINION_AGREEMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SECOND_OPINION_AGREEMENT_VALUES!r}"
    )

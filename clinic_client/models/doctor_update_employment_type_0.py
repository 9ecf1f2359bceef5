from typing import Literal

DoctorUpdateEmploymentType0 = Literal["contracted", "staff"]

DOCTOR_UPDATE_EMPLOYMENT_TYPE_0_VALUES: set[DoctorUpdateEmploymentType0] = {
    "contracted",
    "staff",
}


def check_doctor_update_employment_type_0(value: str) -> DoctorUpdateEmploymentType0:
    if value in DOCTOR_UPDATE_EMPLOYMENT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOCTOR_UPDATE_EMPLOYMENT_TYPE_0_VALUES!r}"
    )

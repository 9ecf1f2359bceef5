from typing import Literal

DoctorCreateEmployment = Literal["contracted", "staff"]

DOCTOR_CREATE_EMPLOYMENT_VALUES: set[DoctorCreateEmployment] = {
    "contracted",
    "staff",
}


def check_doctor_create_employment(value: str) -> DoctorCreateEmployment:
    if value in DOCTOR_CREATE_EMPLOYMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOCTOR_CREATE_EMPLOYMENT_VALUES!r}"
    )

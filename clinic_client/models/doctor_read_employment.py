from typing import Literal

DoctorReadEmployment = Literal["contracted", "staff"]

DOCTOR_READ_EMPLOYMENT_VALUES: set[DoctorReadEmployment] = {
    "contracted",
    "staff",
}


def check_doctor_read_employment(value: str) -> DoctorReadEmployment:
    if value in DOCTOR_READ_EMPLOYMENT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOCTOR_READ_EMPLOYMENT_VALUES!r}"
    )

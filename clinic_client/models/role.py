from typing import Literal

Role = Literal[
    "admin",
    "coordinator",
    "doctor",
    "engineer",
    "factory_admin",
    "factory_user",
    "funder",
    "gateway",
    "reporter",
]

ROLE_VALUES: set[Role] = {
    "admin",
    "coordinator",
    "doctor",
    "engineer",
    "factory_admin",
    "factory_user",
    "funder",
    "gateway",
    "reporter",
}


def check_role(value: str) -> Role:
    if value in ROLE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ROLE_VALUES!r}")

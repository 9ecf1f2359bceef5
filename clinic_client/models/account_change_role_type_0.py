from typing import Literal

AccountChangeRoleType0 = Literal[
    "admin",
    "coordinator",
    "doctor",
    "engineer",
    "factory_admin",
    "factory_user",
    "funder",
]

ACCOUNT_CHANGE_ROLE_TYPE_0_VALUES: set[AccountChangeRoleType0] = {
    "admin",
    "coordinator",
    "doctor",
    "engineer",
    "factory_admin",
    "factory_user",
    "funder",
}


def check_account_change_role_type_0(value: str) -> AccountChangeRoleType0:
    if value in ACCOUNT_CHANGE_ROLE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACCOUNT_CHANGE_ROLE_TYPE_0_VALUES!r}"
    )

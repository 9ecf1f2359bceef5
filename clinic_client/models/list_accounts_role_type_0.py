from typing import Literal

ListAccountsRoleType0 = Literal[
    "admin",
    "coordinator",
    "doctor",
    "engineer",
    "factory_admin",
    "factory_user",
    "funder",
]

LIST_ACCOUNTS_ROLE_TYPE_0_VALUES: set[ListAccountsRoleType0] = {
    "admin",
    "coordinator",
    "doctor",
    "engineer",
    "factory_admin",
    "factory_user",
    "funder",
}


def check_list_accounts_role_type_0(value: str) -> ListAccountsRoleType0:
    if value in LIST_ACCOUNTS_ROLE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_ACCOUNTS_ROLE_TYPE_0_VALUES!r}"
    )

"""An account as the one who acts."""

from __future__ import annotations

from clinic_api.accounts.models import Account
from clinic_api.kit.principal import Principal, Role

__all__ = ["principal_of_account"]


def principal_of_account(account: Account) -> Principal:
    """Return who acts for ``account``, with all that its role may do."""
    return Principal(
        account_id=account.id,
        role=Role(account.role),
        factory_id=account.factory_id,
        doctor_id=account.doctor_id,
        name_en=account.name_en,
        name_zh=account.name_zh,
        language=account.language,
    )

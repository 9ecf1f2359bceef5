"""Who holds the token of a label or of a case's link: a reporter, who sees that machine or that case alone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from clinic_api.accounts.models import Account
from clinic_api.accounts.principals import principal_of_account
from clinic_api.database import Database
from clinic_api.kit.permissions import LABEL_PERMISSIONS, LINK_PERMISSIONS
from clinic_api.kit.principal import Principal
from clinic_api.labels.models import CaseLink, Label

__all__ = ["LABEL_PREFIX", "LINK_PREFIX", "principal_of_label", "principal_of_link", "token_sha256"]

LABEL_PREFIX: Final = "ihl_"
LINK_PREFIX: Final = "ihf_"
_TOKEN: Final = re.compile(r"ih[lf]_[a-z2-7]{26}")


def token_sha256(token: str) -> str:
    """Return the digest in hex that stands for ``token`` (without prefix) in the database."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def principal_of_label(database: Database, token: str) -> Principal | None:
    """Return the reporter who scanned the label of ``token`` (with prefix), or None when it is none or was revoked."""
    if _TOKEN.fullmatch(token) is None:
        return None
    digest = token_sha256(token.removeprefix(LABEL_PREFIX))
    with database.session(read_only=True) as session:
        found = session.execute(
            select(Label, Account)
            .join(Account, Account.id == Label.account_id)
            .where(Label.token_sha256 == digest, Label.revoked_at.is_(None), Account.disabled_at.is_(None))
        ).one_or_none()
    if found is None:
        return None
    label, account = found
    return _reporter(account, label.id, frozenset(LABEL_PERMISSIONS), equipment_id=label.equipment_id)


def principal_of_link(database: Database, token: str) -> Principal | None:
    """Return the reporter who followed the link of ``token`` (with prefix), or None when it is none or was revoked."""
    if _TOKEN.fullmatch(token) is None:
        return None
    digest = token_sha256(token.removeprefix(LINK_PREFIX))
    with database.session(read_only=True) as session:
        found = session.execute(
            select(CaseLink, Account)
            .join(Account, Account.id == CaseLink.account_id)
            .where(CaseLink.token_sha256 == digest, CaseLink.revoked_at.is_(None), Account.disabled_at.is_(None))
        ).one_or_none()
    if found is None:
        return None
    link, account = found
    return _reporter(account, link.id, frozenset(LINK_PERMISSIONS), case_id=link.case_id)


def _reporter(
    account: Account,
    key_id: str,
    scopes: frozenset[str],
    *,
    equipment_id: str | None = None,
    case_id: str | None = None,
) -> Principal:
    holder = principal_of_account(account)
    return replace(holder, key_id=key_id, equipment_id=equipment_id, case_id=case_id, scopes=scopes)

"""Logins, keys, labels, links and what else belongs to accounts, for the hospital of the tests."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account, Invitation, LoginSession
from clinic_api.api_keys.authentication import new_secret
from clinic_api.api_keys.service import add_key
from clinic_api.audit.service import note
from clinic_api.cases.models import Case
from clinic_api.database import utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.kit.ids import new_id
from clinic_api.kit.permissions import ROLE_PERMISSIONS
from clinic_api.kit.principal import Role
from clinic_api.labels.authentication import LABEL_PREFIX, LINK_PREFIX
from clinic_api.labels.service import case_link, label_of, label_token
from clinic_api.oidc.models import OidcIdentity
from clinic_api.settings import Settings


def fill_access(
    session: Session, settings: Settings, equipment: Equipment, case: Case, canary: str, admin_id: str
) -> dict[str, str]:
    """Add a colleague, a login of the factory's administrator, an invitation, a gateway with its key, a label, a link
    and an audit line.
    """
    factory_id = equipment.factory_id
    people = {"factory_id": factory_id, "name_en": f"Person {canary}", "name_zh": f"人员 {canary}", "language": "zh"}
    colleague = Account(
        id=new_id("acc"), email=f"colleague-{canary.lower()}@example.org", role=Role.FACTORY_USER.value, **people
    )
    gateway = Account(id=new_id("acc"), role=Role.GATEWAY.value, **people)
    session.add_all([colleague, gateway])
    session.flush()
    login = LoginSession(
        id=new_id("ses"),
        token_sha256=hashlib.sha256(f"session {canary}".encode()).hexdigest(),
        account_id=admin_id,
        last_seen_at=utc_now(),
        expires_at=utc_now() + timedelta(days=1),
    )
    invitation = Invitation(
        id=new_id("inv"),
        email=f"invited-{canary.lower()}@example.org",
        role=Role.FACTORY_USER.value,
        token_sha256=hashlib.sha256(f"invitation {canary}".encode()).hexdigest(),
        invited_by_id=login.account_id,
        expires_at=utc_now() + timedelta(days=1),
        **people,
    )
    identity = OidcIdentity(
        id=new_id("oid"),
        issuer="https://login.example.org",
        subject=canary,
        email=f"{canary.lower()}@example.org",
        name=f"Stranger {canary}",
        last_login_at=utc_now(),
    )
    session.add_all([login, invitation, identity])
    used, listed = new_secret(), new_secret()
    scopes = sorted(ROLE_PERMISSIONS[Role.GATEWAY])
    add_key(session, gateway, used, name=f"Key {canary}", scopes=scopes)
    other_gateway = Account(id=new_id("acc"), role=Role.GATEWAY.value, **people)
    session.add(other_gateway)
    session.flush()
    row = add_key(session, other_gateway, listed, name=f"Other key {canary}", scopes=scopes)
    label = label_of(session, settings, equipment)
    note(session, None, "seed.made", canary, factory_id=factory_id)
    return {
        "account_id": colleague.id,
        "session_id": login.id,
        "invitation_id": invitation.id,
        "api_key_id": row.id,
        "identity_id": identity.id,
        "key": used.key,
        "label_token": LABEL_PREFIX + label_token(settings, label),
        "link_token": LINK_PREFIX + case_link(session, settings, case),
    }

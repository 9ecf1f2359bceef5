"""Reporters and gateways for tests: accounts that hold keys, logged in by a session."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from clinic_api.accounts import authentication
from clinic_api.accounts.models import Account
from clinic_api.accounts.sessions import principal_of_token, start_session
from clinic_api.api_keys.authentication import new_secret
from clinic_api.api_keys.service import add_key
from clinic_api.database import Database
from clinic_api.kit.ids import new_id
from clinic_api.kit.permissions import Permission
from clinic_api.kit.principal import Principal, Role
from clinic_api.settings import Settings

EnterAs = Callable[..., TestClient]


def add_key_account(database: Database, role: Role, factory_id: str, name: str = "Key") -> str:
    """Add an account that has no e-mail address; return its id."""
    with database.session() as session:
        account = Account(
            id=new_id("acc"), role=role.value, factory_id=factory_id, name_en=name, name_zh=name, language="zh"
        )
        session.add(account)
    return account.id


def add_gateway(database: Database, factory_id: str, name: str = "Gateway") -> str:
    """Add a gateway with a key that may push for all machines; return its account's id."""
    account_id = add_key_account(database, Role.GATEWAY, factory_id, name)
    add_push_key(database, account_id, None)
    return account_id


def add_push_key(database: Database, account_id: str, equipment_ids: list[str] | None) -> None:
    """Give a gateway's account one more key, which may push for some machines (None: all)."""
    with database.session() as session:
        account = session.get_one(Account, account_id)
        scopes = [Permission.GATEWAY_PUSH.value]
        add_key(session, account, new_secret(), name="Push", scopes=scopes, equipment_ids=equipment_ids)


def client_of(
    app: FastAPI, database: Database, settings: Settings, account_id: str, monkeypatch: pytest.MonkeyPatch, **only: str
) -> TestClient:
    """Return a client that acts through the account, narrowed to ``only`` (equipment_id or case_id)."""
    with database.session() as session:
        token = start_session(session, session.get_one(Account, account_id), settings).token
    before = authentication.principal_of_token

    def narrowed(database: Database, given: str, settings: Settings) -> Principal | None:
        if given != token:
            return before(database, given, settings)
        principal = principal_of_token(database, token, settings)
        return None if principal is None else dataclasses.replace(principal, **only)

    monkeypatch.setattr(authentication, "principal_of_token", narrowed)
    return TestClient(app, follow_redirects=False, headers={"Authorization": f"Bearer {token}"})

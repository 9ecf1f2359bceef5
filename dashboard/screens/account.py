"""One account: what it may, what it is linked to, and ending what it has."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import AccountListed, IdentityRead
from dashboard.components.acting import act, press, show_outcome
from dashboard.components.address import text_in_address
from dashboard.components.administration.belonging import belonging, show_belonging
from dashboard.components.facts import show_fact
from dashboard.components.fields import Form
from dashboard.components.people import ROLES, account_state
from dashboard.components.reason import show_confirmed
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_account"]

_PLACE: Final = "account"


def show_account(visit: Visit) -> None:
    """Draw the account that the address names."""
    words, account_id = visit.words, text_in_address("account")
    visit.link("accounts", words("accounts.back"), icon=":material/arrow_back:")
    if not account_id:
        st.title(words.of("pages", "account"), anchor=False)
        st.info(words("accounts.none_chosen"))
        return
    account = visit.hospital.people.account(account_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(plain(words.name(account)) or account.email, anchor=False, width="content")
        account_state(words, account)
    show_outcome(visit, _PLACE)
    _show_facts(visit, account)
    _show_access(visit, account)
    _show_identities(visit, account)
    _show_change(visit, account)


def _show_facts(visit: Visit, account: AccountListed) -> None:
    words = visit.words
    columns = st.columns(4)
    with columns[0]:
        show_fact(words("accounts.email"), account.email)
    with columns[1]:
        belongs = f" · {words.pick(account.factory_name)}" if account.factory_name else ""
        show_fact(words("accounts.role"), words.of("role", account.role) + belongs)
    with columns[2]:
        never = words("accounts.never")
        show_fact(words("accounts.last_login"), words.date(account.last_login_at) if account.last_login_at else never)
    with columns[3]:
        show_fact(words("accounts.since"), words.date(account.created_at))


def _show_access(visit: Visit, account: AccountListed) -> None:
    words, people = visit.words, visit.hospital.people
    with st.container(horizontal=True, vertical_alignment="center"):
        if account.disabled_at is None:
            show_confirmed(
                visit,
                _PLACE,
                "account_disable",
                label=words("accounts.disable"),
                explanation=words("accounts.disable_explained"),
                done=words("accounts.disabled"),
                icon=":material/block:",
                do=lambda: people.change(account, {"disabled": True}),
            )
            show_confirmed(
                visit,
                _PLACE,
                "account_sessions",
                label=words("accounts.end_sessions"),
                explanation=words("accounts.end_sessions_explained"),
                done=words("accounts.sessions_ended"),
                icon=":material/logout:",
                do=lambda: people.end_sessions(account.id),
            )
        else:
            st.button(
                words("accounts.enable"),
                key="account_enable",
                icon=":material/lock_open:",
                on_click=press,
                args=(_PLACE, words("accounts.enabled"), lambda: people.change(account, {"disabled": False})),
            )
        visit.link("audit", words("accounts.audit"), icon=":material/history:", subject=account.id)


def _show_identities(visit: Visit, account: AccountListed) -> None:
    words = visit.words
    identities = visit.hospital.people.identities(account.id)
    st.subheader(words("accounts.identities"), anchor=False)
    if not identities:
        st.caption(words("accounts.no_identity"))
    for identity in identities:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            told = (identity.name, identity.email, identity.issuer, words.date(identity.last_login_at))
            st.text(" · ".join(told))
            st.button(words("accounts.unlink"), key=f"unlink_{identity.id}", on_click=_unlink, args=(visit, identity))


def _unlink(visit: Visit, identity: IdentityRead) -> None:
    act(_PLACE, visit.words("accounts.unlinked"), lambda: visit.hospital.people.link(identity.id, None))


def _show_change(visit: Visit, account: AccountListed) -> None:
    words = visit.words
    st.subheader(words("accounts.change"), anchor=False)
    form = Form(
        visit,
        f"account:{account.id}",
        role=account.role,
        factory=account.factory_id,
        doctor=account.doctor_id,
        name_zh=account.name_zh,
        name_en=account.name_en,
    )
    with st.container(border=True):
        form.select("role", words("accounts.role"), ROLES, lambda code: words.of("role", code))
        with st.container():  # there with every role: what is being typed below stays in its place
            show_belonging(visit, form)
        left, right = st.columns(2)
        with left:
            form.line("name_zh", words("accounts.name_zh"), most=120)
        with right:
            form.line("name_en", words("accounts.name_en"), most=120)
        changes = _changes(account, form)
        if "role" in changes:
            st.caption(words("accounts.role_explained"))
        st.button(
            words("accounts.save"),
            key="account_save",
            type="primary",
            disabled=not changes,
            on_click=_save,
            args=(visit, account, form),
        )


def _changes(account: AccountListed, form: Form) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if form.text("role") != account.role:
        changes["role"] = form.text("role")
    for name, value in belonging(form).items():
        if value != getattr(account, name) or "role" in changes:
            changes[name] = value
    for name in ("name_zh", "name_en"):
        if form.text(name) and form.text(name) != getattr(account, name):
            changes[name] = form.text(name)
    return changes


def _save(visit: Visit, account: AccountListed, form: Form) -> None:
    """Change the account as it was shown; what somebody else changed meanwhile is said, and what was typed stays."""
    changes = _changes(account, form)
    if act(_PLACE, visit.words("accounts.saved"), lambda: visit.hospital.people.change(account, changes)):
        form.sent()

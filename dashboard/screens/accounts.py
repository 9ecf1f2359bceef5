"""Who may log in: found by name, role and state; invited; and people of the organisation's login who wait."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import AccountListed, IdentityRead
from dashboard.components.acting import act, show_outcome
from dashboard.components.address import chosen_in_address, put, text_in_address
from dashboard.components.administration.adding import show_adding
from dashboard.components.administration.invitation import INVITE, show_invitation_form, show_invitations
from dashboard.components.administration.which_factory import factory_in_address, show_factory_filter
from dashboard.components.cursor import cursor_in_address, narrow, show_pages
from dashboard.components.facts import columns_of_row, show_head
from dashboard.components.once import show_secret
from dashboard.components.people import ROLES, account_state
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_accounts"]

_PLACE: Final = "accounts"
_ROWS: Final = 25
_STATES: Final = ("active", "disabled")
_WIDTHS: Final = (2.3, 3.4, 2.2, 2.5, 1.4)


def show_accounts(visit: Visit) -> None:
    """Draw the accounts that the filters want, open invitations, and who waits for an account."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(words.of("pages", "accounts"), anchor=False, width="stretch")
        show_adding(visit, INVITE, words("accounts.invite"), ":material/person_add:", show_invitation_form, _PLACE)
    show_outcome(visit, _PLACE)
    show_secret(visit, _PLACE, words("accounts.link_once"))
    _show_filters(visit)
    _show_list(visit)
    _show_waiting(visit)
    show_invitations(visit, _PLACE)


def _show_filters(visit: Visit) -> None:
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("accounts.search"),
            key=put("accounts_q", text_in_address("q")),
            on_change=narrow,
            args=("q", "accounts_q"),
            icon=":material/search:",
            width=220,
        )
        role_key = f"accounts_role_{words.language}"
        st.selectbox(
            words("accounts.role"),
            ("", *ROLES),
            format_func=lambda code: words.of("role", code) if code else words("accounts.every_role"),
            key=put(role_key, chosen_in_address("role", ROLES, "")),
            on_change=narrow,
            args=("role", role_key),
            width=180,
        )
        state_key = f"accounts_state_{words.language}"
        st.selectbox(
            words("accounts.state"),
            ("", *_STATES),
            format_func=lambda code: words.of("account_state", code) if code else words("accounts.every_state"),
            key=put(state_key, chosen_in_address("state", _STATES, "")),
            on_change=narrow,
            args=("state", state_key),
            width=150,
        )
        show_factory_filter(visit, "accounts")


def _wanted(visit: Visit) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if text_in_address("q").strip():
        wanted["q"] = text_in_address("q").strip()
    if role := chosen_in_address("role", ROLES, ""):
        wanted["role"] = role
    if state := chosen_in_address("state", _STATES, ""):
        wanted["disabled"] = state == "disabled"
    if factory := factory_in_address(visit):
        wanted["factory_id"] = factory
    return wanted


def _show_list(visit: Visit) -> None:
    words = visit.words
    page = visit.hospital.people.accounts(_wanted(visit), cursor=cursor_in_address(), limit=_ROWS)
    if not page.items:
        st.info(words("accounts.empty"))
        return
    head = ("name", "email", "role", "last_login", "state")
    show_head([words.of("account_column", name) for name in head], _WIDTHS)
    for account in page.items:
        _show_row(visit, account)
    show_pages(visit, page.next_cursor, "accounts")


def _show_row(visit: Visit, account: AccountListed) -> None:
    words = visit.words
    name, email, role, last_login, state = columns_of_row(_WIDTHS)
    with name:
        visit.link("account", plain(words.name(account)) or account.email, account=account.id)
    email.text(account.email)
    with role.container(gap=None):
        st.text(words.of("role", account.role))
        if account.factory_name:
            st.caption(plain(words.pick(account.factory_name)))
    last_login.text(words.date(account.last_login_at) if account.last_login_at else words("accounts.never"))
    with state:
        account_state(words, account)


def _show_waiting(visit: Visit) -> None:
    waiting = visit.hospital.people.identities()
    if not waiting:
        return
    words = visit.words
    st.subheader(words("accounts.waiting", count=len(waiting)), anchor=False)
    st.caption(words("accounts.waiting_explained"))
    for identity in waiting:
        _show_identity(visit, identity)


def _show_identity(visit: Visit, identity: IdentityRead) -> None:
    words, key = visit.words, f"link_{identity.id}"
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        with st.container(gap=None):
            st.markdown(f"**{plain(identity.name)}**")
            st.caption(plain(f"{identity.email} · {words.date(identity.last_login_at)}"))
        st.text_input(words("accounts.link_to"), key=key, placeholder=identity.email, width=280)
        st.button(words("accounts.link"), key=f"{key}_do", on_click=_link, args=(visit, identity, key))


def _link(visit: Visit, identity: IdentityRead, key: str) -> None:
    """Give the person the account with the address that was entered, their own without one."""
    words, people = visit.words, visit.hospital.people
    email = (st.session_state[key] or identity.email).strip().lower()

    def link() -> None:
        found = people.accounts({"q": email}, cursor=None, limit=10).items
        account = next((account for account in found if account.email == email), None)
        if account is None:
            detail: dict[str, str] = {words.language: words("accounts.no_such_account", email=email)}
            raise HospitalProblem(404, "account_not_found", detail, request_id="")
        people.link(identity.id, account.id)

    act(_PLACE, words("accounts.linked", name=identity.name, email=email), link)

"""Who may log in: found by name, role and state; invited; and people of the organisation's login who wait."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import AccountListed, IdentityRead, InvitationRead
from dashboard.components.acting import act, act_once, show_outcome
from dashboard.components.address import chosen_in_address, put, text_in_address
from dashboard.components.cursor import cursor_in_address, narrow, show_pages
from dashboard.components.facts import columns_of_row, show_head
from dashboard.components.forms import Form
from dashboard.components.live import close_dialog, is_dialog_open, open_dialog, show_dialog
from dashboard.components.once import keep_secret, show_secret
from dashboard.components.people import ROLES, account_state, factory_names, show_belonging
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_accounts"]

_PLACE: Final = "accounts"
_INVITE: Final = "invite"
_ROWS: Final = 25
_STATES: Final = ("active", "disabled")
_WIDTHS: Final = (3.0, 3.2, 2.2, 2.2, 1.4)
_FIELDS: Final = ("email", "role", "factory", "doctor", "name_zh", "name_en", "language")


def show_accounts(visit: Visit) -> None:
    """Draw the accounts that the filters want, open invitations, and who waits for an account."""
    words = visit.words
    st.title(words.of("pages", "accounts"), anchor=False)
    show_outcome(visit, _PLACE)
    show_secret(visit, _PLACE, words("accounts.link_once"))
    _show_filters(visit)
    if is_dialog_open(_INVITE):
        show_dialog(visit, words("accounts.invite"), _show_invitation_form)
    _show_list(visit)
    _show_waiting(visit)
    _show_invitations(visit)


def _show_filters(visit: Visit) -> None:
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("accounts.search"),
            key=put("accounts_q", text_in_address("q")),
            on_change=narrow,
            args=("q", "accounts_q"),
            icon=":material/search:",
            width=280,
        )
        role_key = f"accounts_role_{words.language}"
        st.selectbox(
            words("accounts.role"),
            ("", *ROLES),
            format_func=lambda code: words.of("role", code) if code else words("accounts.every_role"),
            key=put(role_key, chosen_in_address("role", ROLES, "")),
            on_change=narrow,
            args=("role", role_key),
            width=220,
        )
        state_key = f"accounts_state_{words.language}"
        st.selectbox(
            words("accounts.state"),
            ("", *_STATES),
            format_func=lambda code: words.of("account_state", code) if code else words("accounts.every_state"),
            key=put(state_key, chosen_in_address("state", _STATES, "")),
            on_change=narrow,
            args=("state", state_key),
            width=180,
        )
        st.button(
            words("accounts.invite"),
            key="accounts_invite",
            type="primary",
            icon=":material/person_add:",
            on_click=open_dialog,
            args=(_INVITE,),
        )


def _wanted() -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if text_in_address("q").strip():
        wanted["q"] = text_in_address("q").strip()
    if role := chosen_in_address("role", ROLES, ""):
        wanted["role"] = role
    if state := chosen_in_address("state", _STATES, ""):
        wanted["disabled"] = state == "disabled"
    return wanted


def _show_list(visit: Visit) -> None:
    words = visit.words
    page = visit.hospital.people.accounts(_wanted(), cursor=cursor_in_address(), limit=_ROWS)
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


def _show_invitation_form(visit: Visit) -> None:
    words = visit.words
    show_outcome(visit, _INVITE)
    form = Form.of(visit, "invitation", _FIELDS)
    form.begin_with("role", "engineer")
    form.begin_with("language", words.language)
    st.text_input(words("accounts.email"), max_chars=254, **form.field("email"))
    st.selectbox(words("accounts.role"), ROLES, format_func=lambda code: words.of("role", code), **form.field("role"))
    show_belonging(visit, form)
    left, right = st.columns(2)
    left.text_input(words("accounts.name_zh"), max_chars=120, **form.field("name_zh"))
    right.text_input(words("accounts.name_en"), max_chars=120, **form.field("name_en"))
    st.segmented_control(
        words("accounts.language"),
        ("zh", "en"),
        required=True,
        format_func=lambda code: words.of("spoken", code),
        **form.field("language"),
    )
    st.caption(words("accounts.invitation_explained"))
    if st.button(words("accounts.send"), key="accounts_send", type="primary", icon=":material/send:"):
        if _invite(visit, form):
            close_dialog()
        st.rerun()


def _invite(visit: Visit, form: Form) -> bool:
    """Send the invitation; its link is shown once, for a hospital without mail."""
    body = {name: form.text(name) for name in ("email", "role", "name_zh", "name_en", "language")}
    if form.text("factory"):
        body["factory_id"] = form.text("factory")
    if form.text("doctor"):
        body["doctor_id"] = form.text("doctor")
    done: list[InvitationRead] = []

    def invite(key: str) -> None:
        done.append(visit.hospital.people.invite(body, idempotency_key=key))

    if not act_once(_INVITE, visit.words("accounts.invited", email=body["email"]), invite):
        return False
    form.sent()
    if done[0].accept_url:
        keep_secret(_PLACE, str(done[0].accept_url))
    return True


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


def _show_invitations(visit: Visit) -> None:
    words = visit.words
    invitations = visit.hospital.people.invitations()
    if not invitations:
        return
    names = factory_names(visit)
    with st.expander(words("accounts.invitations", count=len(invitations)), icon=":material/mail:"):
        for invitation in invitations:
            with st.container(horizontal=True, vertical_alignment="center"):
                until = words("accounts.valid_until", date=words.date(invitation.expires_at))
                of = names.get(invitation.factory_id or "", "")
                told = [words.name(invitation), invitation.email, words.of("role", invitation.role), of, until]
                st.text(" · ".join(part for part in told if part))
                st.button(
                    words("accounts.revoke"),
                    key=f"revoke_{invitation.id}",
                    on_click=_revoke,
                    args=(visit, invitation),
                )


def _revoke(visit: Visit, invitation: InvitationRead) -> None:
    done = visit.words("accounts.revoked", email=invitation.email)
    act(_PLACE, done, lambda: visit.hospital.people.revoke(invitation.id))

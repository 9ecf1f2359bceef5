"""The factory's people: who has an account, who is invited, and an invitation more."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from clinic_client.models import AccountListed, InvitationRead
from dashboard.components.acting import act_once, draw_anew_after_action, press, show_outcome
from dashboard.components.fields import Form
from dashboard.components.people import account_state
from dashboard.components.reason import show_confirmed
from dashboard.visit import FACTORY_ROLES, Visit
from dashboard.words import LANGUAGES, plain

__all__ = ["show_people"]

_PLACE: Final = "factory_people"
_MOST: Final = 200
_ROLES: Final = ("factory_user", "factory_admin")


def show_people(visit: Visit) -> None:
    """Draw the accounts of the factory, the open invitations and the form for one."""
    draw_anew_after_action()
    words, people = visit.words, visit.hospital.people
    show_outcome(visit, _PLACE)
    for account in people.accounts({}, cursor=None, limit=_MOST).items:
        if account.role in FACTORY_ROLES:
            _show_account(visit, account)
    invitations = people.invitations()
    if invitations:
        st.subheader(words("my_factory.invited_people"), anchor=False)
    for invitation in invitations:
        _show_invitation(visit, invitation)
    with st.expander(words("my_factory.invite"), icon=":material/person_add:"):
        _show_form(visit)


def _show_account(visit: Visit, account: AccountListed) -> None:
    words, people = visit.words, visit.hospital.people
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"member_{account.id}"):
        last = words.date(account.last_login_at) if account.last_login_at else words("my_factory.never")
        told = f"{account.email} · {words.of('role', account.role)} · {words('my_factory.last_login', date=last)}"
        st.markdown(f"**{plain(words.name(account))}**  \n:gray[{plain(told)}]", width="stretch")
        account_state(words, account)
        if account.id == visit.account.id:
            return
        if account.disabled_at is not None:
            st.button(
                words("my_factory.let_in"),
                key=f"let_in_{account.id}",
                icon=":material/lock_open:",
                on_click=press,
                args=(_PLACE, words("my_factory.was_let_in"), lambda: people.change(account, {"disabled": False})),
            )
            return
        other = next(role for role in _ROLES if role != account.role)
        show_confirmed(
            visit,
            _PLACE,
            f"role_{account.id}",
            label=words.of("make_role", other),
            explanation=words("my_factory.role_means"),
            done=words("my_factory.role_changed"),
            icon=":material/manage_accounts:",
            do=lambda: people.change(account, {"role": other}),
        )
        show_confirmed(
            visit,
            _PLACE,
            f"shut_out_{account.id}",
            label=words("my_factory.shut_out"),
            explanation=words("my_factory.shut_out_means"),
            done=words("my_factory.was_shut_out"),
            icon=":material/block:",
            do=lambda: people.change(account, {"disabled": True}),
        )


def _show_invitation(visit: Visit, invitation: InvitationRead) -> None:
    words = visit.words
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        until = words("my_factory.valid_until", date=words.date(invitation.expires_at))
        told = f"{invitation.email} · {words.of('role', invitation.role)} · {until}"
        st.markdown(f"**{plain(words.name(invitation))}**  \n:gray[{plain(told)}]", width="stretch")
        st.button(
            words("my_factory.take_back"),
            key=f"take_back_{invitation.id}",
            icon=":material/undo:",
            on_click=press,
            args=(_PLACE, words("my_factory.taken_back"), partial(visit.hospital.people.revoke, invitation.id)),
        )


def _show_form(visit: Visit) -> None:
    words = visit.words
    form = Form(visit, "invite_member", role=_ROLES[0], language=words.language)
    form.line("name", words("my_factory.name"), most=120)
    form.line("email", words("my_factory.email"), most=254)
    form.radio("role", words("my_factory.role"), _ROLES, lambda code: words.of("member_role", code))
    form.segments("language", words("my_factory.mail_language"), LANGUAGES, lambda code: words.of("spoken", code))
    st.caption(words("my_factory.invitation_means"))
    show_outcome(visit, form.name)
    st.button(
        words("my_factory.send_invitation"),
        key="invite_member:send",
        type="primary",
        icon=":material/send:",
        on_click=_invite,
        args=(visit, form),
    )


def _invite(visit: Visit, form: Form) -> None:
    name = form.text("name")
    body = {field: form.text(field) for field in ("email", "role", "language")} | {"name_en": name, "name_zh": name}
    done = visit.words("my_factory.was_invited", email=body["email"])
    invite = visit.hospital.people.invite
    if act_once(form.name, done, lambda key: invite(body, idempotency_key=key)):
        form.sent()

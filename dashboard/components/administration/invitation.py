"""Inviting a person, and the invitations that are open."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import InvitationRead
from dashboard.components.acting import act, act_once, show_outcome
from dashboard.components.administration.belonging import belonging, show_belonging
from dashboard.components.fields import Form
from dashboard.components.live import close_dialog
from dashboard.components.once import keep_secret
from dashboard.components.people import ROLES, factory_names
from dashboard.visit import Visit

__all__ = ["INVITE", "show_invitation_form", "show_invitations"]

INVITE: Final = "invite"
_TEXTS: Final = ("email", "role", "name_zh", "name_en", "language")


def show_invitation_form(visit: Visit, place: str) -> None:
    """Draw the dialog that invites a person; the page at ``place`` shows the link once, where there is one."""
    words = visit.words
    show_outcome(visit, INVITE)
    form = Form(visit, "invitation", role="engineer", language=words.language)
    form.line("email", words("accounts.email"), most=254)
    form.select("role", words("accounts.role"), ROLES, lambda code: words.of("role", code))
    with st.container():  # there with every role: what is being typed below stays in its place
        show_belonging(visit, form)
    left, right = st.columns(2)
    with left:
        form.line("name_zh", words("accounts.name_zh"), most=120)
    with right:
        form.line("name_en", words("accounts.name_en"), most=120)
    form.select("language", words("accounts.language"), ("zh", "en"), lambda code: words.of("spoken", code))
    st.caption(words("accounts.invitation_explained"))
    if st.button(words("accounts.send"), key="accounts_send", type="primary", icon=":material/send:"):
        if _invite(visit, form, place):
            close_dialog()
        st.rerun()


def _invite(visit: Visit, form: Form, place: str) -> bool:
    """Send the invitation; its link is shown once, for a hospital without mail."""
    body = {name: form.text(name) for name in _TEXTS} | belonging(form)
    done: list[InvitationRead] = []

    def invite(key: str) -> None:
        done.append(visit.hospital.people.invite(body, idempotency_key=key))

    if not act_once(INVITE, visit.words("accounts.invited", email=body["email"]), invite):
        return False
    form.sent()
    if done[0].accept_url:
        keep_secret(place, str(done[0].accept_url))
    return True


def show_invitations(visit: Visit, place: str) -> None:
    """Draw the open invitations, each of which can be taken back."""
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
                st.text(" · ".join(part for part in told if part), width="stretch")
                st.button(
                    words("accounts.revoke"),
                    key=f"revoke_{invitation.id}",
                    on_click=_revoke,
                    args=(visit, invitation, place),
                )


def _revoke(visit: Visit, invitation: InvitationRead, place: str) -> None:
    done = visit.words("accounts.revoked", email=invitation.email)
    act(place, done, lambda: visit.hospital.people.revoke(invitation.id))

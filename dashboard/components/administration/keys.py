"""Keys of gateways: made for a factory, rotated, revoked."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import ApiKeyMade, ApiKeyRead
from dashboard.components.acting import act_once, show_outcome
from dashboard.components.administration.adding import show_adding
from dashboard.components.administration.which_factory import (
    factory_in_address,
    show_factory_field,
    show_factory_filter,
)
from dashboard.components.fields import Form
from dashboard.components.live import close_dialog
from dashboard.components.once import keep_secret
from dashboard.components.people import factory_names
from dashboard.components.reason import show_confirmed
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_keys"]

_NEW_KEY: Final = "new_key"


def show_keys(visit: Visit, place: str) -> None:
    """Draw the keys, those of one factory only where the address names it."""
    words, shown_factory = visit.words, factory_in_address(visit)
    st.caption(words("integrations.keys_explained"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        show_factory_filter(visit, "keys")
        label = words("integrations.make_key")
        show_adding(visit, _NEW_KEY, label, ":material/key:", _show_key_form, place, shown_factory)
    keys, names = visit.hospital.connections.keys(), factory_names(visit)
    shown = [each for each in keys if shown_factory in ("", each.factory_id)]
    if not shown:
        st.info(words("integrations.no_keys"))
    for each in shown:
        _show_key(visit, each, names.get(each.factory_id, each.factory_id), place)


def _show_key(visit: Visit, each: ApiKeyRead, factory: str, place: str) -> None:
    words = visit.words
    with st.container(border=True, key=f"key_{each.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if each.revoked_at:
                st.badge(words("integrations.revoked"), icon=":material/block:", color="grey")
            else:
                st.badge(words("integrations.valid"), icon=":material/check:", color="green")
            st.markdown(f"**{plain(each.name)}**", width="content")
            st.text(f"{factory} · ihk_{each.public_id}…", width="stretch")
        scopes = ", ".join(words.of("key_scope", scope) for scope in each.scopes)
        machines = "" if each.equipment_ids is None else words("integrations.machines", count=len(each.equipment_ids))
        used = (
            words("integrations.used", date=words.date(each.last_used_at))
            if each.last_used_at
            else words("integrations.never_used")
        )
        until = words("integrations.until", date=words.date(each.expires_at)) if each.expires_at else ""
        st.caption(plain(" · ".join(part for part in (scopes, machines, used, until) if part)))
        if each.revoked_at is None:
            with st.container(horizontal=True):
                _show_key_actions(visit, each, place)


def _show_key_actions(visit: Visit, each: ApiKeyRead, place: str) -> None:
    words, calls = visit.words, visit.hospital.connections

    def rotate() -> None:
        keep_secret(place, str(calls.rotate_key(each.id).key))

    show_confirmed(
        visit,
        place,
        f"rotate_{each.id}",
        label=words("integrations.rotate"),
        explanation=words("integrations.rotate_explained"),
        done=words("integrations.rotated"),
        icon=":material/autorenew:",
        do=rotate,
    )
    show_confirmed(
        visit,
        place,
        f"revoke_key_{each.id}",
        label=words("integrations.revoke"),
        explanation=words("integrations.revoke_explained"),
        done=words("integrations.key_revoked"),
        icon=":material/block:",
        do=lambda: calls.revoke_key(each.id),
    )


def _show_key_form(visit: Visit, place: str, shown_factory: str) -> None:
    words, calls = visit.words, visit.hospital.connections
    show_outcome(visit, _NEW_KEY)
    scopes = words.codes("key_scope")
    form = Form(visit, "api_key", scopes=scopes, factory=shown_factory or None)
    form.line("name", words("integrations.name"), most=120)
    show_factory_field(visit, form, words("accounts.choose"))
    label = words("integrations.scopes")
    form.several("scopes", label, scopes, lambda code: words.of("key_scope", code), words("accounts.choose"))
    if st.button(words("integrations.make"), key="integrations_make_key", type="primary"):
        body = {"name": form.text("name"), "factory_id": form.text("factory"), "scopes": form.value("scopes")}
        made: list[ApiKeyMade] = []

        def make(key: str) -> None:
            made.append(calls.make_key(body, idempotency_key=key))

        if act_once(_NEW_KEY, words("integrations.key_made"), make):
            form.sent()
            keep_secret(place, str(made[0].key))
            close_dialog()
        st.rerun()

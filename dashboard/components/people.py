"""Pieces of the pages of accounts: roles, what belongs to a role, the state of an account."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import AccountListed
from dashboard.components.forms import Form
from dashboard.visit import FACTORY_ROLES, Visit
from dashboard.words import Words

__all__ = ["ROLES", "account_state", "factory_names", "show_belonging"]

ROLES: Final = ("factory_user", "factory_admin", "engineer", "doctor", "coordinator", "admin", "funder")


def factory_names(visit: Visit) -> dict[str, str]:
    """Return what the factories are called, by id."""
    factories = visit.kept("factories", visit.hospital.factories)
    return {factory.id: visit.words.name(factory) for factory in factories}


def account_state(words: Words, account: AccountListed) -> None:
    """Draw whether an account is let in, in colour, shape and word."""
    if account.disabled_at is None:
        st.badge(words.of("account_state", "active"), icon=":material/check:", color="green")
    else:
        st.badge(words.of("account_state", "disabled"), icon=":material/block:", color="grey")


def show_belonging(visit: Visit, form: Form) -> None:
    """Draw the field for what the chosen role of ``form`` belongs to: a factory, a doctor's record, or nothing."""
    words, role = visit.words, form.text("role")
    if role in FACTORY_ROLES:
        names = factory_names(visit)
        st.selectbox(
            words("accounts.factory"),
            list(names),
            index=None,
            format_func=lambda identity: names.get(identity, identity),
            placeholder=words("accounts.choose"),
            **form.field("factory"),
        )
    elif role == "doctor":
        doctors = {doctor.id: words.name(doctor) for doctor in visit.kept("doctors", visit.hospital.doctors)}
        st.selectbox(
            words("accounts.doctor"),
            list(doctors),
            index=None,
            format_func=lambda identity: doctors.get(identity, identity),
            placeholder=words("accounts.choose"),
            **form.field("doctor"),
        )

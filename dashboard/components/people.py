"""Pieces of the pages of accounts: roles, names of factories, the state of an account."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import AccountListed
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["ROLES", "account_state", "factory_names"]

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

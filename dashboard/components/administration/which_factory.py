"""The factory that something is for, and the one that a list is narrowed down to."""

from __future__ import annotations

import streamlit as st

from dashboard.components.address import chosen_in_address, put
from dashboard.components.cursor import narrow
from dashboard.components.fields import Form
from dashboard.components.people import factory_names
from dashboard.visit import Visit

__all__ = ["factory_in_address", "show_factory_field", "show_factory_filter"]


def show_factory_field(visit: Visit, form: Form, hint: str) -> None:
    """Draw the choice of a factory in a form; ``hint`` says what none chosen means."""
    names = factory_names(visit)
    label = visit.words("integrations.factory")
    form.select("factory", label, list(names), lambda identity: names.get(identity, identity), hint=hint)


def show_factory_filter(visit: Visit, list_name: str) -> None:
    """Draw the choice of one factory above a list; it lives in the address."""
    words, names = visit.words, factory_names(visit)
    key = f"{list_name}_factory_{words.language}"
    st.selectbox(
        words("accounts.factory"),
        ("", *names),
        format_func=lambda identity: names.get(identity) or words("accounts.every_factory"),
        key=put(key, factory_in_address(visit)),
        on_change=narrow,
        args=("factory", key),
        width=220,
    )


def factory_in_address(visit: Visit) -> str:
    """Return the factory that the list is narrowed down to, empty for all."""
    return chosen_in_address("factory", factory_names(visit), "")

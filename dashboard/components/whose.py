"""Whose machines or cases alone a list shows, and the way to those of all factories."""

from __future__ import annotations

import streamlit as st

from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_whose"]


def show_whose(visit: Visit, page: str, factory_id: str) -> None:
    """Draw the name of the factory and the way to ``page`` without it."""
    factory = visit.hospital.connections.factory(factory_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(plain(visit.words.name(factory)), icon=":material/factory:", color="blue")
        visit.link(page, visit.words("cases.of_all_factories"), icon=":material/close:")

"""The factories as their administrator keeps them: found, and added."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import FactoryRead
from dashboard.components.address import put, text_in_address, write_address
from dashboard.components.administration.adding import show_adding
from dashboard.components.administration.factory_form import NEW_FACTORY, show_new_factory
from dashboard.components.facts import columns_of_row, show_head
from dashboard.components.paging import show_portion
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_manage_factories"]

_ROWS: Final = 25
_WIDTHS: Final = (3.0, 3.0, 2.2, 1.6)


def show_manage_factories(visit: Visit) -> None:
    """Draw the factories whose name or address holds what is searched for."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(words.of("pages", "manage_factories"), anchor=False, width="stretch")
        show_adding(visit, NEW_FACTORY, words("factory_desk.add"), ":material/add:", show_new_factory)
    st.text_input(
        words("factory_desk.search"),
        key=put("factories_q", text_in_address("q")),
        on_change=write_address,
        args=("q", "factories_q"),
        icon=":material/search:",
        width=280,
    )
    wanted = text_in_address("q").strip().lower()
    factories = [each for each in visit.hospital.factories() if wanted in _haystack(each)]
    if not factories:
        st.info(words("factory_desk.empty"))
        return
    show_head([words.of("factory_column", name) for name in ("name", "address", "contact", "since")], _WIDTHS)
    for factory in show_portion(factories, _ROWS, "factories_page"):
        name, address, contact, since = columns_of_row(_WIDTHS)
        with name:
            visit.link("factory", plain(words.name(factory)), factory=factory.id)
        address.text(factory.address or "–")
        contact.text(f"{factory.contact_person} {factory.contact_phone}".strip() or "–")
        since.text(words.day_of(factory.created_at))


def _haystack(factory: FactoryRead) -> str:
    return f"{factory.name_zh} {factory.name_en} {factory.address}".lower()

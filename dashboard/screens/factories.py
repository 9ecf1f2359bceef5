"""Overview of the factories the hospital looks after, page by page, with the way to the cases of each."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import FactoryRead
from dashboard.components.address import put, text_in_address
from dashboard.components.cursor import cursor_in_address, narrow, show_pages
from dashboard.components.facts import columns_of_row, show_head
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_factories"]

_PORTION: Final = 20
_WIDTHS: Final = (3.0, 3.0, 2.2, 1.3, 1.3)


def show_factories(visit: Visit) -> None:
    """Draw one row a factory; what is searched for is in the address."""
    words, text = visit.words, text_in_address("find").strip()
    st.title(words.of("pages", "factories"), anchor=False)
    st.text_input(
        words("factories.find"),
        key=put("factories_find", text),
        on_change=narrow,
        args=("find", "factories_find"),
        icon=":material/search:",
        width=320,
    )
    page = visit.hospital.factories_page(text=text, cursor=cursor_in_address(), limit=_PORTION)
    if not page.items:
        st.info(words("factories.nothing_found" if text else "factories.empty"))
        return
    heads = (
        words("factories.name"),
        words("factories.address"),
        words("factories.contact"),
        words("factories.machines"),
        words("factories.open_cases"),
    )
    show_head(heads, _WIDTHS)
    for factory in page.items:
        _show_row(visit, factory)
    show_pages(visit, page.next_cursor, "factories")


def _show_row(visit: Visit, factory: FactoryRead) -> None:
    name, address, contact, machines, cases = columns_of_row(_WIDTHS)
    name.markdown(f"**{plain(visit.words.name(factory))}**")
    address.text(factory.address or "–")
    contact.text(f"{factory.contact_person} {factory.contact_phone}".strip() or "–")
    with machines:
        visit.link(
            "machines", str(factory.machines or 0), icon=":material/precision_manufacturing:", factory=factory.id
        )
    with cases:
        visit.link("cases", str(factory.open_cases or 0), icon=":material/folder_open:", factory=factory.id)

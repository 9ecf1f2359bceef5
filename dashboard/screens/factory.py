"""One factory as its administrator keeps it: what it uses, what is known of it, exports and deletion."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import UsageRead
from dashboard.components.acting import show_outcome
from dashboard.components.address import text_in_address
from dashboard.components.administration.factory_data import show_deletion, show_exports
from dashboard.components.administration.factory_form import show_factory_change
from dashboard.components.facts import size_of
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_factory"]

_PLACE: Final = "factory"


def show_factory(visit: Visit) -> None:
    """Draw the factory that the address names."""
    words, factory_id = visit.words, text_in_address("factory")
    visit.link("manage_factories", words("factory_desk.back"), icon=":material/arrow_back:")
    if not factory_id:
        st.title(words.of("pages", "factory"), anchor=False)
        st.info(words("factory_desk.none_chosen"))
        return
    factory = visit.hospital.connections.factory(factory_id)
    st.title(plain(words.name(factory)), anchor=False)
    show_outcome(visit, _PLACE)
    with st.container(horizontal=True):
        visit.link("accounts", words("factory_desk.people"), icon=":material/group:", factory=factory.id)
        visit.link("integrations", words("factory_desk.keys"), icon=":material/key:", factory=factory.id)
        visit.link("audit", words("factory_desk.audit"), icon=":material/history:", subject=factory.id)
    _show_usage(visit, visit.hospital.connections.usage(factory_id))
    show_factory_change(visit, factory, _PLACE)
    show_exports(visit, factory, _PLACE)
    show_deletion(visit, factory, visit.hospital.connections.deletion(factory_id), _PLACE)


def _show_usage(visit: Visit, usage: UsageRead) -> None:
    words = visit.words
    st.subheader(words("factory_desk.usage"), anchor=False)
    with st.container(border=True):
        for name, used, limit, told in (
            ("stored", usage.stored_bytes, usage.stored_bytes_limit, size_of),
            ("files", usage.files_today, usage.files_per_day_limit, str),
            ("queued", usage.queued_jobs, usage.queued_jobs_limit, str),
        ):
            text = words("factory_desk.of_limit", name=words.of("usage", name), used=told(used), limit=told(limit))
            st.progress(min(1.0, used / max(limit, 1)), text=text)
        st.caption(words("factory_desk.limits_explained"))

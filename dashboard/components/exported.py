"""One export of a factory's data: how far it is, and the way to the file, which the browser fetches from the API."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import FactoryExportRead
from dashboard.components.facts import person_of, size_of
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_export"]


def show_export(visit: Visit, export: FactoryExportRead, *, says_who: bool) -> None:
    """Draw ``export``, with who asked for it where ``says_who``."""
    words = visit.words
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        told = (
            words.of("export_state", export.state),
            words.date(export.created_at),
            person_of(words, export.requested_by) if says_who else "",
            "" if export.size_bytes is None else size_of(export.size_bytes),
            words("my_factory.until", date=words.date(export.expires_at)) if export.expires_at else "",
        )
        st.markdown(plain(" · ".join(part for part in told if part)), width="stretch")
        if export.state == "ready":
            address = f"/api/v1/factory-exports/{export.id}/content"
            st.link_button(words("my_factory.download"), address, icon=":material/download:")

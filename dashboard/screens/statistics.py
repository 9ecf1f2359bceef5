"""The funder's page: sums over the service only, and plainly none where there are none yet."""

from __future__ import annotations

import streamlit as st

from dashboard.visit import Visit

__all__ = ["show_statistics"]


def show_statistics(visit: Visit) -> None:
    """Say what is absent, and lead to what there is."""
    words = visit.words
    st.title(words.of("pages", "statistics"), anchor=False)
    st.info(words("statistics.absent"))
    st.markdown(words("statistics.why"))
    st.markdown(words("statistics.meanwhile"))
    visit.link("departments", words("statistics.to_departments"), icon=":material/account_tree:")

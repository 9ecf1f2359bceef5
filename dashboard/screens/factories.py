"""Overview of the factories the hospital looks after."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.visit import Visit

__all__ = ["show_factories"]

_TABLE_ROWS: Final = 20
_TABLE_PX: Final = 720


def show_factories(visit: Visit) -> None:
    """Draw the sums and one row a factory."""
    words = visit.words
    st.title(words.of("pages", "factories"), anchor=False)
    factories, counts = visit.hospital.factories(), visit.hospital.desk.factory_counts()
    with st.container(horizontal=True):
        st.metric(words("factories.metric_factories"), len(factories), border=True)
        st.metric(words("factories.metric_machines"), sum(each.machines for each in counts.values()), border=True)
        st.metric(words("factories.metric_open"), sum(each.open_cases for each in counts.values()), border=True)
    if not factories:
        st.info(words("factories.empty"))
        return
    st.dataframe(
        [
            {
                "name": words.name(factory),
                "address": factory.address,
                "machines": counts[factory.id].machines if factory.id in counts else 0,
                "open": counts[factory.id].open_cases if factory.id in counts else 0,
                "since": factory.created_at,
            }
            for factory in factories
        ],
        hide_index=True,
        height="content" if len(factories) < _TABLE_ROWS else _TABLE_PX,
        column_config={
            "name": st.column_config.TextColumn(words("factories.name"), width="medium"),
            "address": st.column_config.TextColumn(words("factories.address"), width="medium"),
            "machines": st.column_config.NumberColumn(words("factories.machines"), width="small"),
            "open": st.column_config.NumberColumn(words("factories.open_cases"), width="small"),
            "since": st.column_config.DateColumn(words("factories.since"), format="YYYY-MM-DD", width="small"),
        },
    )

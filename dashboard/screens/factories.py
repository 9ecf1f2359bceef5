"""Overview of the factories the hospital looks after."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard.hospital.desk import MOST_QUEUED
from dashboard.visit import Visit

__all__ = ["show_factories"]


def show_factories(visit: Visit) -> None:
    """Draw the sums and one row a factory."""
    words = visit.words
    st.title(words.of("pages", "factories"), anchor=False)
    factories, machines = visit.hospital.factories(), visit.hospital.equipment()
    machine_count = Counter(machine.factory_id for machine in machines)
    open_cases = Counter(case.factory_id for case in visit.hospital.desk.queue({}, MOST_QUEUED))
    with st.container(horizontal=True):
        st.metric(words("factories.metric_factories"), len(factories), border=True)
        st.metric(words("factories.metric_machines"), len(machines), border=True)
        st.metric(words("factories.metric_open"), open_cases.total(), border=True)
    if not factories:
        st.info(words("factories.empty"))
        return
    st.dataframe(
        [
            {
                "name": words.name(factory),
                "address": factory.address,
                "machines": machine_count[factory.id],
                "open": open_cases[factory.id],
                "since": factory.created_at,
            }
            for factory in factories
        ],
        hide_index=True,
        column_config={
            "name": st.column_config.TextColumn(words("factories.name"), width="medium"),
            "address": st.column_config.TextColumn(words("factories.address"), width="medium"),
            "machines": st.column_config.NumberColumn(words("factories.machines"), width="small"),
            "open": st.column_config.NumberColumn(words("factories.open_cases"), width="small"),
            "since": st.column_config.DateColumn(words("factories.since"), format="YYYY-MM-DD", width="small"),
        },
    )

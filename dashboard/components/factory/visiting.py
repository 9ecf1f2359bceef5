"""The visits that the hospital plans to the factory, those to be answered first."""

from __future__ import annotations

import streamlit as st

from dashboard.components.visits import show_visits
from dashboard.visit import Visit

__all__ = ["show_visiting"]


def show_visiting(visit: Visit) -> None:
    """Draw the planned visits, or that there is none."""
    planned = visit.hospital.care.planned_visits()
    if not planned:
        st.info(visit.words("my_factory.no_visits"), icon=":material/event:")
    show_visits(visit, sorted(planned, key=lambda each: (each.consent is not None, each.day)))

"""Which machine a page is about."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.visit import Visit

__all__ = ["machine_in_address"]


def machine_in_address(visit: Visit) -> EquipmentRead | None:
    """Return the machine that the address names (``?equipment=eqp_…``); without one draw the way to the list."""
    equipment_id = st.query_params.get("equipment")
    if equipment_id:
        return visit.hospital.machines.machine(equipment_id)
    st.info(visit.words("machine.not_chosen"))
    visit.link("machines", visit.words("machine.to_the_list"), icon=":material/arrow_back:")
    return None

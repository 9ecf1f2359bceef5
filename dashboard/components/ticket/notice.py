"""The second step: what is noticed, touched on tiles with the words of the phone page, and in one's own words."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.components.ticket.ticket import Ticket
from dashboard.visit import Visit

__all__ = ["RUNNING", "SINCE", "show_notice", "tile_label"]

RUNNING: Final = ("yes", "no", "unknown")
SINCE: Final = ("just_now", "today", "days", "weeks", "longer", "unknown")
_ICONS: Final = {
    "noise": ":material/volume_up:",
    "heat": ":material/device_thermostat:",
    "shaking": ":material/vibration:",
    "smell": ":material/air:",
    "leak": ":material/water_drop:",
    "stopped": ":material/stop_circle:",
    "wrong_product": ":material/production_quantity_limits:",
    "other": ":material/more_horiz:",
}


def tile_label(visit: Visit, tile: str) -> str:
    """Return the sign and the word of a tile."""
    return f"{_ICONS[tile]} {visit.words.of('tile', tile)}"


def show_notice(visit: Visit, ticket: Ticket) -> None:
    """Draw the tiles, since when it is so, whether the machine runs, whether anyone is in danger, and words."""
    words, form = visit.words, ticket.form
    with st.container(key="ticket_tiles"):
        form.tiles("tiles", words("new_ticket.what"), list(_ICONS), lambda code: tile_label(visit, code))
    form.segments("running", words("new_ticket.running"), RUNNING, lambda code: words.of("running", code))
    form.check("danger", words("new_ticket.danger"))
    if form.value("danger"):
        st.error(words("new_ticket.danger_do"), icon=":material/emergency:")
    form.segments("since", words("new_ticket.since"), SINCE, lambda code: words.of("since", code))
    form.area("words", words("new_ticket.words"), height=110, hint=words("new_ticket.words_hint"))

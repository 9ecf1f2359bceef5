"""What was sent to an endpoint, and what it answered."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import DeliveryRead, EndpointRead
from dashboard.components.acting import press
from dashboard.visit import Visit

__all__ = ["show_deliveries"]

_DELIVERY_LOOK: Final = {
    "waiting": (":material/hourglass_empty:", "blue"),
    "delivered": (":material/check:", "green"),
    "dead": (":material/error:", "red"),
}


def show_deliveries(visit: Visit, each: EndpointRead, place: str) -> None:
    """Draw the newest deliveries to an endpoint, each of which can be sent once more."""
    words = visit.words
    deliveries = visit.hospital.connections.deliveries(each.id)
    if not deliveries:
        st.caption(words("integrations.no_deliveries"))
    for delivery in deliveries:
        _show_delivery(visit, delivery, place)


def _show_delivery(visit: Visit, delivery: DeliveryRead, place: str) -> None:
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center"):
        icon, color = _DELIVERY_LOOK[delivery.state]
        st.badge(words.of("delivery_state", delivery.state), icon=icon, color=color)  # type: ignore[arg-type]
        status = "" if delivery.last_status is None else f"HTTP {delivery.last_status}"
        why = words.pick(delivery.last_text) if delivery.last_text else ""
        told = (delivery.event_kind or "", words.date(delivery.created_at), status, why)
        st.text(" · ".join(part for part in told if part), width="stretch")
        if delivery.state != "waiting":
            st.button(
                words("integrations.replay"),
                key=f"replay_{delivery.id}",
                on_click=press,
                args=(
                    place,
                    words("integrations.replayed"),
                    lambda: visit.hospital.connections.deliver_again(delivery.id),
                ),
            )

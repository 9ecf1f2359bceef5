"""Dragging a case onto a doctor: the handle on its card. Where it is dropped opens the confirmation, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.machine import machine_name
from dashboard.visit import Visit

__all__ = ["show_handle"]

_SCRIPT: Final = Path(__file__).with_suffix(".js")
_BUTTON: Final = '<button type="button"><span aria-hidden="true">⠿</span> <span class="label"></span></button>'
_STYLE: Final = """
button { font: inherit; font-size: 14px; min-height: 30px; padding: 2px 10px 2px 7px; border-radius: 8px;
  border: 1px dashed #8fa3a6; color: #3c5054; background: #fff; white-space: nowrap;
  cursor: grab; touch-action: none; user-select: none }
button:not([aria-label]) { visibility: hidden } /* until the script has given it its name */
button:hover, button:focus-visible { border-color: #0b6b6b; color: #0b6b6b; outline: none }
button:focus-visible { box-shadow: 0 0 0 3px #0b6b6b55 }
button:active { cursor: grabbing }
"""

_component = st.components.v2.component(
    "hospital_drag", html=_BUTTON, css=_STYLE, js=_SCRIPT.read_text(encoding="utf-8")
)


def show_handle(visit: Visit, case: CaseRead, choose: Callable[[str | None], None]) -> None:
    """Draw the handle of ``case``; ``choose`` gets the doctor it was dropped on, None where it was only clicked."""
    key = f"drag_{case.id}"

    def dropped() -> None:
        choose(st.session_state[key].dropped or None)

    _component(
        key=key,
        data={
            "case": case.id,
            "machine": machine_name(visit.words, case),
            "proposed": case.proposal.doctor_id if case.proposal and not case.assignment else None,
            "language": visit.words.language,
            "words": visit.words.table("drag"),
        },
        on_dropped_change=dropped,
        width="content",
    )

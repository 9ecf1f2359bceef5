"""The stages of the board: what has to happen next, with how many cases wait for it and how many of them too long."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import QueueCounts
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.visit import Visit

__all__ = ["EVERY_STAGE", "OVERDUE", "show_stages"]

OVERDUE: Final = "overdue"
EVERY_STAGE: Final = "every"
_FIRST_SHOWN: Final = "to_assign"


def show_stages(visit: Visit, counts: QueueCounts) -> str:
    """Draw the stages with their counts; return the one shown: a stage of the API, `OVERDUE` or `EVERY_STAGE`."""
    words = visit.words
    number: dict[str, int] = {each.stage: each.count for each in counts.stages}
    number |= {OVERDUE: counts.overdue, EVERY_STAGE: counts.count}
    late: dict[str, int] = {each.stage: each.overdue for each in counts.stages}
    stages = [OVERDUE, *(each.stage for each in counts.stages), EVERY_STAGE]

    def label(stage: str) -> str:
        text = f"{words.of('stage', stage)} **{number[stage]}**"
        if late.get(stage):
            text += f" :red[:material/alarm: {late[stage]}]"
        return text

    key = f"stage_{words.language}"
    shown = chosen_in_address("stage", stages, _FIRST_SHOWN)
    chosen = st.segmented_control(
        words("board.stage"),
        stages,
        required=True,
        format_func=label,
        key=put(key, shown),
        on_change=write_address,
        args=("stage", key),
        label_visibility="collapsed",
    )
    return str(chosen or shown)

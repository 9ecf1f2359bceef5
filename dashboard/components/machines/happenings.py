"""What happened to a machine: cases, examinations, recordings and files, the newest first."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import HistoryEntry
from dashboard.components.machine import excerpt
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_happenings"]

_MOST: Final = 100
_EXCERPT: Final = 90
_ICONS: Final = {
    "case": ":material/folder_open:",
    "examination": ":material/query_stats:",
    "recording": ":material/graphic_eq:",
    "attachment": ":material/attach_file:",
}


def show_happenings(visit: Visit, equipment_id: str) -> None:
    """Draw one list a kind, each behind a tab."""
    words = visit.words
    entries = visit.hospital.machines.history(equipment_id, _MOST)
    kinds = [kind for kind in _ICONS if any(entry.kind == kind for entry in entries)]
    if not kinds:
        st.caption(words("machine.nothing_happened"))
        return
    labels = [f"{words.of('history_kind', kind)} ({sum(entry.kind == kind for entry in entries)})" for kind in kinds]
    for kind, tab in zip(kinds, st.tabs(labels), strict=True):
        with tab:
            for entry in entries:
                if entry.kind == kind:
                    _show_entry(visit, entry)


def _show_entry(visit: Visit, entry: HistoryEntry) -> None:
    words = visit.words
    text = f"{words.date(entry.at)} · {plain(excerpt(words.pick(entry.text), _EXCERPT))}"
    if entry.kind == "case":
        visit.link("case", text, icon=_ICONS["case"], case=entry.id)
    elif entry.kind == "examination":
        visit.link("examination", text, icon=_ICONS["examination"], examination=entry.id)
    else:
        kind = "recordings" if entry.kind == "recording" else "attachments"
        st.link_button(text, f"/api/v1/{kind}/{entry.id}/content", icon=":material/download:", type="tertiary")

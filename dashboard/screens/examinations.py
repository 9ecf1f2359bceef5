"""The engineer's work list: every examination, newest first."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import ExaminationSummary
from dashboard.components.machine import machine_name
from dashboard.components.urgency import verdict_label
from dashboard.hospital import MOST_EXAMINATIONS, Verdict
from dashboard.visit import Visit

__all__ = ["show_examinations"]

_VERDICTS: Final[tuple[Verdict, ...]] = ("fault", "not_assessable", "healthy")


def show_examinations(visit: Visit) -> None:
    """Draw the list as a table; choosing a row opens the examination."""
    words = visit.words
    st.title(words.of("pages", "examinations"), anchor=False)
    verdict: Verdict | None = st.segmented_control(
        words("examinations.verdict"),
        _VERDICTS,
        format_func=lambda code: verdict_label(words, code),
        key="examinations_verdict",
    )
    examinations = visit.hospital.examinations(verdict)
    if not examinations:
        st.info(words("examinations.empty"))
        return
    st.caption(words("examinations.explanation"))
    chosen = st.dataframe(
        [_row(visit, examination) for examination in examinations],
        hide_index=True,
        height="content" if len(examinations) < 20 else 720,
        on_select="rerun",
        selection_mode="single-cell",
        key="examinations_table",
        column_config={
            "at": st.column_config.DatetimeColumn(
                words("examinations.at"), format="YYYY-MM-DD HH:mm", timezone=st.context.timezone, width=150
            ),
            "machine": st.column_config.TextColumn(words("examinations.machine"), width=170),
            "factory": st.column_config.TextColumn(words("examinations.factory"), width=170),
            "verdict": st.column_config.TextColumn(words("examinations.verdict"), width=150),
            "urgency": st.column_config.TextColumn(words("examinations.urgency"), width=150),
            "summary": st.column_config.TextColumn(words("examinations.summary"), width="large"),
            "recording": st.column_config.TextColumn(words("examinations.recording"), width="medium"),
        },
    )
    if len(examinations) >= MOST_EXAMINATIONS:
        st.caption(words("examinations.newest_only", count=MOST_EXAMINATIONS))
    if chosen.selection.cells:
        row, _ = chosen.selection.cells[0]
        visit.go("examination", examination=examinations[row].id)


def _row(visit: Visit, examination: ExaminationSummary) -> dict[str, Any]:
    words = visit.words
    return {
        "at": examination.created_at,
        "machine": machine_name(words, examination),
        "factory": words.pick(examination.factory_name),
        "verdict": verdict_label(words, examination.verdict),
        "urgency": words.of("urgency", examination.urgency),
        "summary": words.pick(examination.summary),
        "recording": examination.recording_filename,
    }

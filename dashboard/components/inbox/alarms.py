"""Alarms of routine examinations, and what came of each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from clinic_client.models import AlarmRead
from dashboard.hospital.inbox import NEWEST
from dashboard.visit import Visit

__all__ = ["show_alarms"]


def show_alarms(visit: Visit) -> None:
    """Draw one row an alarm, the newest first; each leads to its case."""
    words = visit.words
    st.caption(words("inbox.alarms_mean"))
    alarms = visit.hospital.inbox.alarms()
    if not alarms:
        st.info(words("inbox.no_alarms"), icon=":material/notifications_off:")
        return
    st.dataframe(
        [_row(visit, alarm) for alarm in alarms],
        hide_index=True,
        column_config={
            "open": st.column_config.LinkColumn(words("inbox.case"), display_text=words("cases.open_case")),
            "at": st.column_config.TextColumn(words("inbox.at")),
            "machine": st.column_config.TextColumn(words("inbox.machine"), width="medium"),
            "factory": st.column_config.TextColumn(words("inbox.factory"), width="medium"),
            "urgency": st.column_config.TextColumn(words("inbox.urgency")),
            "rule": st.column_config.TextColumn(words("inbox.rule")),
            "effect": st.column_config.TextColumn(words("inbox.effect"), width="medium"),
        },
    )
    if len(alarms) == NEWEST:
        st.caption(words("inbox.newest_only", count=NEWEST))


def _row(visit: Visit, alarm: AlarmRead) -> dict[str, Any]:
    words = visit.words
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    machine = visit.kept(f"machine:{alarm.equipment_id}", lambda: visit.hospital.inbox.machine(alarm.equipment_id))
    return {
        "open": f"/dashboard/case?{urlencode(visit.address(case=alarm.case_id))}",
        "at": words.date(alarm.created_at),
        "machine": words.name(machine),
        "factory": factories.get(alarm.factory_id, ""),
        "urgency": words.of("urgency", alarm.urgency),
        "rule": words.of("alarm_rule", alarm.rule),
        "effect": words.of("alarm_effect", alarm.effect),
    }

"""How much work each doctor has: now, and in each of the last four weeks; who is away and when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from clinic_client.models import DoctorLoadRead, DoctorRead
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["show_loads"]

_EVERY: Final = ""


def show_loads(visit: Visit) -> None:
    """Draw one row a doctor, the busiest first."""
    words = visit.words
    codes = [each.code for each in visit.kept("departments", visit.hospital.departments)]
    key = f"load_department_{words.language}"
    department = chosen_in_address("department", codes, _EVERY)
    st.selectbox(
        words("doctors.department"),
        [_EVERY, *codes],
        format_func=lambda code: words.of("department", code) if code else words("doctors.every_department"),
        key=put(key, department),
        on_change=write_address,
        args=("department", key),
        width=240,
    )
    doctors = {each.id: each for each in visit.hospital.doctors() if department in (_EVERY, *each.departments)}
    loads = sorted(
        (each for each in visit.hospital.desk.loads() if each.doctor_id in doctors),
        key=lambda each: (-each.now, -each.lately, each.doctor_id),
    )
    st.caption(words("load.means"))
    st.dataframe(
        [_row(visit, each, doctors[each.doctor_id]) for each in loads],
        hide_index=True,
        height="content" if len(loads) < 20 else 720,
        column_config={
            "open": st.column_config.LinkColumn(words("load.file"), display_text=words("load.open"), pinned=True),
            "name": st.column_config.TextColumn(words("doctors.name"), pinned=True),
            "now": st.column_config.ProgressColumn(
                words("load.now"), min_value=0, max_value=100, format="%d %%", color="auto-inverse"
            ),
            "lately": st.column_config.ProgressColumn(words("load.lately"), min_value=0, max_value=100, format="%d %%"),
            "weeks": st.column_config.BarChartColumn(words("load.weeks"), y_min=0, y_max=100),
            "on_call": st.column_config.TextColumn(words("doctors.on_call")),
            "away": st.column_config.TextColumn(words("load.away"), width="medium"),
        },
    )


def _row(visit: Visit, load: DoctorLoadRead, doctor: DoctorRead) -> dict[str, Any]:
    words = visit.words
    return {
        "open": f"/dashboard/doctor?{urlencode(visit.address(doctor=doctor.id))}",
        "name": words.name(doctor),
        "now": 100 * load.now,
        "lately": 100 * load.lately,
        "weeks": [100 * week for week in load.weeks],
        "on_call": " · ".join(words.of("department", code) for code in doctor.on_call_for),
        "away": _next_absence(words, doctor),
    }


def _next_absence(words: Words, doctor: DoctorRead) -> str:
    coming = sorted(each.start for each in doctor.absences if each.end > datetime.now(UTC))
    if not coming:
        return ""
    absence = next(each for each in doctor.absences if each.start == coming[0])
    return f"{words.date(absence.start)} – {words.date(absence.end)}"

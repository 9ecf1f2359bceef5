"""The measurement after the repair: sent by the factory, compared with the first one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import streamlit as st

from clinic_client.models import CaseRead, MeasurementRead, TreatmentRead
from dashboard.components.acting import act_once, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.components.findings import finding_title, show_bullets
from dashboard.components.measuring import show_measuring_hints
from dashboard.components.upload import KeptRecording, show_recording_field
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["LOOK_AGAIN_SECONDS", "show_follow_up", "show_upload", "watch_for_comparison"]

LOOK_AGAIN_SECONDS: Final = 2.0
_SIGNS: Final[Mapping[str, tuple[str, Literal["green", "gray", "orange"]]]] = {
    "better": (":material/trending_down:", "green"),
    "same": (":material/trending_flat:", "gray"),
    "worse": (":material/trending_up:", "orange"),
    "not_comparable": (":material/help:", "gray"),
}


def show_follow_up(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    """Draw until when the machine is to be measured again, what was measured, and a field for the recording."""
    follow_up = treatment.follow_up
    if follow_up is None:
        return
    words = visit.words
    with st.container(border=True):
        st.subheader(words("care.follow_up"), anchor=False)
        st.caption(words("care.follow_up_due", date=words.day(follow_up.due_on)))
        for measurement in follow_up.measurements:
            _show_measurement(visit, case, measurement)
        if case.state == "follow_up" and visit.is_factory and case.equipment_id:
            st.fragment(show_upload)(visit, case, case.equipment_id)


def _show_measurement(visit: Visit, case: CaseRead, measurement: MeasurementRead) -> None:
    words = visit.words
    if measurement.problem:
        st.markdown(f":material/help: {plain(words.pick(measurement.problem.text))}")
        show_measuring_hints(words)
        return
    if measurement.verdict is None or measurement.comparison is None:
        st.fragment(watch_for_comparison, run_every=LOOK_AGAIN_SECONDS)(visit, case, measurement.id)
        return
    comparison = measurement.comparison.to_dict()
    icon, colour = _SIGNS[measurement.verdict]
    st.badge(words.of("comparison", measurement.verdict), icon=icon, color=colour)
    st.caption(words("care.measured", date=words.date(measurement.added_at), name=plain(measurement.added_by)))
    show_bullets(words, [*comparison["reasons"], *comparison["notes"]])
    for finding in comparison["findings"]:
        st.markdown(f"- {finding_title(words, finding)}: {words.of('finding_change', finding['status'])}")
    if comparison["numbers"]:
        st.dataframe([_row(words, number) for number in comparison["numbers"]], hide_index=True)


def _row(words: Words, number: Mapping[str, Any]) -> dict[str, str]:
    change = number["change_percent"]
    unit = "" if number["unit"] == "1" else f" {number['unit']}"
    return {
        words("care.channel"): str(number["channel"]),
        words("care.quantity"): words.of("number", number["quantity"]) + unit,
        words("care.before"): f"{number['before']:.3g}",
        words("care.after"): f"{number['after']:.3g}",
        words("care.change"): "" if change is None else f"{change:+.0f} %",
    }


def watch_for_comparison(visit: Visit, case: CaseRead, measurement_id: str) -> None:
    """Say that a measurement is being compared; draw the page anew once it is. For a fragment that runs again."""
    treatment = visit.hospital.treatment.of_case(case.id)
    measured = treatment.follow_up.measurements if treatment.follow_up else []
    if any(each.id == measurement_id and (each.verdict or each.problem) for each in measured):
        st.rerun()
    st.badge(visit.words("care.comparing"), icon=":material/hourglass_top:", color="blue")


def show_upload(visit: Visit, case: CaseRead, equipment_id: str) -> None:
    """Draw the field for the recording made after the treatment. For a fragment."""
    draw_anew_after_action()
    words, place = visit.words, f"follow_up:{case.id}"
    form = Form(visit, place)
    kept = show_recording_field(visit, form, equipment_id, words("care.new_recording"), words("care.same_point"))
    show_outcome(visit, place)
    st.button(
        words("care.send_measurement"),
        type="primary",
        icon=":material/send:",
        key=f"{place}:send",
        disabled=kept is None,
        on_click=_measure,
        args=(visit, case.id, form, kept),
    )


def _measure(visit: Visit, case_id: str, form: Form, kept: KeptRecording) -> None:
    def send(key: str) -> None:
        visit.hospital.care.measure_again(case_id, kept["id"], idempotency_key=key)

    if act_once(f"follow_up:{case_id}", visit.words("care.measurement_sent"), send):
        form.sent()

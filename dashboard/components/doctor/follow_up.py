"""The follow-up: before and after in words, numbers and a plot; what the opened machine showed; the discharge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import streamlit as st

from clinic_client.models import CaseRead, ConfirmedFindingTell, ExaminationRead, MeasurementRead, TreatmentRead
from dashboard.china import today
from dashboard.components.acting import may
from dashboard.components.case.follow_up import LOOK_AGAIN_SECONDS, show_upload, watch_for_comparison
from dashboard.components.doctor.acting import act, once_key
from dashboard.components.fields import Form
from dashboard.components.findings import finding_title, show_bullets
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_discharge", "show_follow_up", "show_own_measurement", "show_teardown"]

_STYLES: Final = {
    "better": ("green", ":material/trending_down:"),
    "same": ("gray", ":material/trending_flat:"),
    "worse": ("red", ":material/trending_up:"),
    "not_comparable": ("orange", ":material/help:"),
}
_PLOTTED: Final = ("velocity_rms_mm_s", "rms")
_OUTCOMES: Final = ("repaired", "improved", "unchanged")
_NOT_PREDICTED: Final = -1
_BEFORE, _AFTER = "#5f6670", "#0b6b6b"
_BAR_HEIGHT, _AXIS_HEIGHT = 56, 50


def show_follow_up(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    """Draw until when the machine is measured again, each measurement beside the first one, and a field for an own
    recording.
    """
    words, follow_up = visit.words, treatment.follow_up
    if follow_up is None:
        st.caption(words("doctor.no_follow_up"))
        return
    due = words("doctor.follow_up_due", day=words.day(follow_up.due_on), name=follow_up.set_by)
    st.markdown(f":material/event: {plain(due)}")
    if not follow_up.measurements:
        st.info(words("doctor.no_measurement"), icon=":material/sensors:")
    for measurement in follow_up.measurements:
        with st.container(border=True):
            _show_measurement(visit, case, measurement)
    show_own_measurement(visit, case, expanded=not follow_up.measurements)


def show_own_measurement(visit: Visit, case: CaseRead, *, expanded: bool) -> None:
    """Draw the field for a recording that the doctor made after the treatment, where one is wanted."""
    if case.state == "follow_up" and case.equipment_id:
        with st.expander(visit.words("doctor.own_measurement"), icon=":material/upload_file:", expanded=expanded):
            st.fragment(show_upload)(visit, case, case.equipment_id)


def _show_measurement(visit: Visit, case: CaseRead, measurement: MeasurementRead) -> None:
    words = visit.words
    st.caption(plain(f"{measurement.added_by} · {words.date(measurement.added_at)}"))
    if measurement.problem:
        st.warning(plain(words.pick(measurement.problem.text)), icon=":material/help:")
        return
    if measurement.comparison is None or measurement.verdict is None:
        st.fragment(watch_for_comparison, run_every=LOOK_AGAIN_SECONDS)(visit, case, measurement.id)
        return
    comparison = measurement.comparison.to_dict()
    colour, icon = _STYLES[measurement.verdict]
    st.markdown(
        f":{colour}-badge[{icon} {words.of('comparison', measurement.verdict)}] {plain(words.pick(comparison['text']))}"
    )
    show_bullets(words, comparison["reasons"])
    if comparison["numbers"]:
        st.altair_chart(_chart(words, comparison["numbers"]), width="stretch")
        st.dataframe(_table(words, comparison["numbers"]), hide_index=True, width="stretch")
    for finding in comparison["findings"]:
        change = words.of("finding_change", finding["status"])
        st.markdown(f"- {finding_title(words, finding)}: **{change}**{_severities(words, finding)}")
    if comparison["notes"]:
        st.caption(words("doctor.keep_in_mind"))
        show_bullets(words, comparison["notes"])
    if measurement.examination_id:
        visit.link(
            "examination",
            words("doctor.whole_examination"),
            icon=":material/query_stats:",
            examination=measurement.examination_id,
        )


def _severities(words: Words, finding: Mapping[str, Any]) -> str:
    steps = [words.of("severity", each) for each in (finding["severity_before"], finding["severity_after"]) if each]
    return f" ({' → '.join(steps)})" if steps else ""


def _chart(words: Words, numbers: Sequence[Mapping[str, Any]]) -> alt.LayerChart | alt.FacetChart:
    """Return the level of each channel before and after: each bar says in words which it is."""
    quantity = next(name for name in (*_PLOTTED, numbers[0]["quantity"]) if any(n["quantity"] == name for n in numbers))
    shown = [number for number in numbers if number["quantity"] == quantity]
    order = [words("doctor.before"), words("doctor.after")]
    rows = [
        {"channel": number["channel"], "when": when, "level": number[which], "label": f"{when} {number[which]:.3g}"}
        for number in shown
        for when, which in zip(order, ("before", "after"), strict=True)
    ]
    base = alt.Chart({"values": rows}).encode(
        y=alt.Y("channel:N", title=words("doctor.channel")),
        yOffset=alt.YOffset("when:N", sort=order),
        x=alt.X("level:Q", title=f"{words.of('number', quantity)} ({shown[0]['unit']})", scale=alt.Scale(nice=True)),
    )
    colours = alt.Scale(domain=order, range=[_BEFORE, _AFTER])
    bars = base.mark_bar().encode(color=alt.Color("when:N", sort=order, legend=None, scale=colours))
    labels = base.mark_text(align="right", dx=-6, color="white").encode(text="label:N")
    return alt.layer(bars, labels).properties(height=_BAR_HEIGHT * len(shown) + _AXIS_HEIGHT)


def _table(words: Words, numbers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            words("doctor.channel"): number["channel"],
            words("doctor.figure"): words.of("number", number["quantity"]),
            words("doctor.before"): f"{number['before']:.3g} {_unit(number)}",
            words("doctor.after"): f"{number['after']:.3g} {_unit(number)}",
            words("doctor.change"): "–" if number["change_percent"] is None else f"{number['change_percent']:+.0f} %",
        }
        for number in numbers
    ]


def _unit(number: Mapping[str, Any]) -> str:
    return "" if number["unit"] == "1" else str(number["unit"])


def show_teardown(visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead) -> None:
    """Draw what was found when the machine was opened, and a form to say it."""
    words = visit.words
    findings = examination.document.to_dict()["findings"] if examination else []
    for told in treatment.confirmed_findings:
        with st.container(border=True):
            name = words.of("fault", told.fault or told.found_fault) if told.fault or told.found_fault else ""
            st.markdown(f"**{words.of('teardown', told.outcome)}** {plain(name)} · {plain(told.words)}")
            st.caption(plain(f"{told.told_by} · {words.day(told.seen_on)}"))
    st.caption(words("doctor.teardown_explanation"))
    form = Form(visit, f"teardown:{case.id}", day=today())
    choices = [*range(len(findings)), _NOT_PREDICTED]
    form.select(
        "finding",
        words("doctor.teardown_finding"),
        choices,
        lambda at: words("doctor.not_predicted") if at == _NOT_PREDICTED else _finding_label(words, findings[at]),
        hint=words("doctor.choose"),
    )
    at = form.value("finding")
    if at is None:
        return
    outcomes = ["other"] if at == _NOT_PREDICTED else words.codes("teardown")
    form.begin_with(outcome=outcomes[0])
    form.radio("outcome", words("doctor.teardown_outcome"), outcomes, lambda code: words.of("teardown", code))
    if form.value("outcome") == "other":
        form.select(
            "fault",
            words("doctor.fault"),
            words.codes("fault"),
            lambda code: words.of("fault", code),
            hint=words("doctor.choose"),
        )
    form.area("words", words("doctor.teardown_words"), height=80, most=2000)
    form.day("day", words("doctor.seen_on"))
    st.button(
        words("doctor.teardown_send"),
        key=f"teardown_{case.id}",
        disabled=not (form.value("outcome") and form.text("words")),
        on_click=_tell_teardown,
        args=(visit, case, form),
    )


def _finding_label(words: Words, finding: Mapping[str, Any]) -> str:
    return f"{words.of('fault', finding['fault'])} {finding.get('component') or ''}".strip()


def show_discharge(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    """Draw how the case ended, or the form that ends it: with what came out, or with a stated reason."""
    words = visit.words
    if treatment.discharge:
        ended = treatment.discharge
        text = words(
            "doctor.discharged_as",
            outcome=words.of("outcome", ended.outcome),
            name=ended.discharged_by,
            date=words.date(ended.discharged_at),
        )
        st.success(plain(text), icon=":material/home_health:")
        if ended.reason:
            st.caption(plain(ended.reason))
        return
    form = Form(visit, f"discharge:{case.id}")
    if may(case, "discharge_untreated"):
        st.caption(words("doctor.untreated_explanation"))
        form.area("reason", words("doctor.reason"), height=80, most=1000)
        st.button(
            words("doctor.discharge_untreated"),
            key=f"discharge_untreated_{case.id}",
            disabled=not form.text("reason"),
            on_click=_discharge_untreated,
            args=(visit, case, form),
        )
    elif may(case, "discharge"):
        st.caption(words("doctor.discharge_explanation"))
        form.segments("outcome", words("doctor.outcome"), _OUTCOMES, lambda code: words.of("outcome", code))
        form.area(
            "reason", words("doctor.discharge_reason"), height=80, most=1000, help=words("doctor.discharge_reason_help")
        )
        st.button(
            words("doctor.discharge"),
            type="primary",
            icon=":material/home_health:",
            key=f"discharge_{case.id}",
            disabled=form.value("outcome") is None,
            on_click=_discharge,
            args=(visit, case, form),
        )
    else:
        st.caption(words("doctor.discharge_later"))


def _tell_teardown(visit: Visit, case: CaseRead, form: Form) -> None:
    at, outcome, name = form.value("finding"), form.value("outcome"), f"teardown {case.id}"
    told = ConfirmedFindingTell(
        outcome=outcome,
        seen_on=form.value("day"),
        words=form.text("words"),
        examination_finding=None if at == _NOT_PREDICTED else at,
        found_fault=form.value("fault") if outcome == "other" else None,
    )
    key, confirm = once_key(name), visit.hospital.treatment.confirm_finding
    if act(visit.words("doctor.teardown_told"), lambda: confirm(case.id, told, idempotency_key=key)):
        form.sent()
        once_key(name, renew=True)


def _discharge(visit: Visit, case: CaseRead, form: Form) -> None:
    outcome, reason = form.value("outcome"), form.text("reason") or None
    if act(visit.words("doctor.discharged"), lambda: visit.hospital.treatment.discharge(case, outcome, reason)):
        form.sent()


def _discharge_untreated(visit: Visit, case: CaseRead, form: Form) -> None:
    reason = form.text("reason")
    if act(visit.words("doctor.discharged"), lambda: visit.hospital.treatment.discharge_untreated(case, reason)):
        form.sent()

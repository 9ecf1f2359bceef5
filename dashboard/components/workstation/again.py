"""Examining again with another speed, other bearings, a stretch or some channels: what would change, and keep it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from clinic_client.models import EquipmentRead, ExaminationRead, ReExaminationSummary
from dashboard.components.acting import act_once, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.components.urgency import verdict_label
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_again", "show_kept_again"]


def show_again(visit: Visit, examination: ExaminationRead, machine: EquipmentRead | None) -> None:
    """Draw the other assumptions, what they would change, and what was kept before."""
    words, place = visit.words, f"again_{examination.id}"
    st.subheader(words("again.heading"), anchor=False)
    st.caption(words("again.explanation"))
    draw_anew_after_action()
    show_outcome(visit, place)
    bearings = _bearings(machine)
    form = Form(visit, f"again:{examination.id}")
    overrides = _show_assumptions(words, form, examination, bearings)
    if st.button(words("again.try"), icon=":material/science:", key=f"try_{examination.id}", disabled=not overrides):
        with st.spinner(words("again.working")):
            outcome = visit.hospital.examining.what_if(examination.id, overrides).to_dict()
        st.session_state[_tried(examination)] = {
            "overrides": overrides,
            "verdict": outcome["verdict"],
            "verdict_before": outcome["verdict_before"],
            "summary": outcome["document"]["summary"],
            "differences": outcome["differences"],
        }
    tried = st.session_state.get(_tried(examination))
    if tried and tried["overrides"] == overrides:
        _show_outcome_of_try(visit, examination, form, tried, place)
    show_kept_again(visit, examination)


def show_kept_again(visit: Visit, examination: ExaminationRead) -> None:
    """Draw what was kept of this examination under other assumptions, the newest first."""
    for again in visit.hospital.examining.examined_again(examination.id).items:
        _show_kept(visit.words, again)


def _show_assumptions(
    words: Words, form: Form, examination: ExaminationRead, bearings: Mapping[str, str]
) -> dict[str, Any]:
    """Draw the fields; return what differs from the description."""
    overrides: dict[str, Any] = {}
    cells = _cells(words, form, examination, bearings)
    for column, draw in zip(st.columns(max(4, len(cells))), cells, strict=False):
        with column:
            draw()
    for edge in ("from_s", "to_s"):
        if form.value(edge) is not None:
            overrides[edge] = form.value(edge)
    if form.value("rpm"):
        overrides["speed_rpm"] = form.value("rpm")
    others = {bearing: form.text(f"b_{bearing}") for bearing in bearings if form.text(f"b_{bearing}")}
    if others:
        overrides["bearings"] = others
    if form.value("channels"):
        overrides["channels"] = form.value("channels")
    return overrides


def _cells(
    words: Words, form: Form, examination: ExaminationRead, bearings: Mapping[str, str]
) -> list[Callable[[], None]]:
    """Return what draws each field, in their order."""
    document = examination.document.to_dict()
    speed, channels = document["speed"].get("rpm"), list(document["measurements"])
    stated = f"{speed:.0f}" if speed else "–"
    cells = [lambda: form.number("rpm", words("again.speed"), least=1, most=999_999, hint=stated)]
    for bearing, designation in bearings.items():
        label = plain(words("again.bearing", id=bearing))
        cells.append(partial(form.line, f"b_{bearing}", label, most=120, hint=designation))
    if len(channels) > 1:
        cells.append(lambda: form.several("channels", words("again.channels"), channels, str, words("again.all")))
    cells.append(lambda: form.number("from_s", words("again.from"), least=0, hint=words("again.start")))
    cells.append(lambda: form.number("to_s", words("again.to"), least=0, hint=words("again.end")))
    return cells


def _show_outcome_of_try(
    visit: Visit, examination: ExaminationRead, form: Form, tried: Mapping[str, Any], place: str
) -> None:
    words = visit.words
    with st.container(border=True):
        before, after = (verdict_label(words, tried[name]) for name in ("verdict_before", "verdict"))
        st.markdown(f"**{before} → {after}** · {plain(words.pick(tried['summary']))}")
        _show_differences(words, tried["differences"])
        form.line("reason", words("again.reason"), hint=words("again.reason_hint"))
        st.button(
            words("again.keep"),
            icon=":material/save:",
            key=f"keep_{examination.id}",
            disabled=not form.text("reason"),
            on_click=_keep,
            args=(visit, examination, form, dict(tried["overrides"]), place),
        )


def _show_differences(words: Words, differences: Sequence[Mapping[str, Any]]) -> None:
    if not differences:
        st.caption(words("again.no_difference"))
    for difference in differences:
        st.markdown(f"- {plain(words.pick(difference['text']))}")


def _keep(visit: Visit, examination: ExaminationRead, form: Form, overrides: dict[str, Any], place: str) -> None:
    calls, reason = visit.hospital.examining, form.text("reason")
    done = visit.words("again.kept")
    if act_once(place, done, lambda key: calls.examine_again(examination.id, overrides, reason, idempotency_key=key)):
        form.sent()
        st.session_state.pop(_tried(examination), None)


def _show_kept(words: Words, again: ReExaminationSummary) -> None:
    with st.container(border=True):
        told = words("again.kept_by", name=words.pick(again.asked_by), date=words.date(again.created_at))
        st.markdown(f"**{verdict_label(words, again.verdict)}** · {plain(words.pick(again.summary))}")
        st.caption(plain(f"{told} · {again.reason}"))
        _show_differences(words, [difference.to_dict() for difference in again.differences])


def _bearings(machine: EquipmentRead | None) -> dict[str, str]:
    """Return the bearings of the description with what they are called."""
    description = machine.machine.to_dict() if machine and machine.machine else {}
    return {bearing["id"]: bearing.get("designation") or "–" for bearing in description.get("bearings", ())}


def _tried(examination: ExaminationRead) -> str:
    return f"tried_{examination.id}"

"""An engineer's judgement of an opinion: each finding confirmed, corrected or rejected, others added, then signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from clinic_client.models import ExaminationRead, ExaminationSignatureRead
from dashboard.components.acting import act_once, draw_anew_after_action, show_outcome
from dashboard.components.findings import finding_title, percent
from dashboard.components.forms import Form
from dashboard.components.workstation.decision import Judged, decision_of, missing_in
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_judging"]

_JUDGEMENTS: Final = ("confirm", "correct", "reject")
_SEVERITIES: Final = ("slight", "moderate", "severe", "critical")
_VERDICTS: Final = ("fault", "healthy", "not_assessable")
_MOST_ADDED: Final = 5

Finding = Mapping[str, Any]


def show_judging(visit: Visit, examination: ExaminationRead, newest: ExaminationSignatureRead | None) -> None:
    """Draw the form; with a signature already there (``newest``), the form amends it."""
    draw_anew_after_action()
    words, findings = visit.words, examination.document.to_dict()["findings"]
    place = f"sign_{examination.id}"
    st.subheader(words("judging.heading"), anchor=False)
    show_outcome(visit, place)
    if examination.case_id is None:
        st.caption(words("judging.routine"))
        return
    if newest is not None and not st.toggle(words("judging.amend"), key=f"amend_{examination.id}"):
        st.caption(words("judging.amend_explanation"))
        return
    form = _form(visit, examination, findings, newest)
    if newest is None:
        _show_confirm_all(visit, examination, place, form)
    judged = [_show_finding(words, form, index, finding) for index, finding in enumerate(findings)]
    judged += [_show_added(words, form, index) for index in range(form.value("added"))]
    if form.value("added") < _MOST_ADDED:
        st.button(words("judging.add"), icon=":material/add:", key=f"add_{examination.id}", on_click=_add, args=(form,))
    _show_whole(words, form, examination, judged)
    decision = decision_of(
        judged,
        opinion_verdict=str(examination.verdict),
        opinion_urgency=examination.urgency,
        verdict=form.value("verdict"),
        urgency=form.value("urgency"),
        reason=form.text("reason"),
        amends=None if newest is None else newest.version,
    )
    _show_signing(visit, examination, place, form, decision, missing_in(judged, decision))


def _form(
    visit: Visit, examination: ExaminationRead, findings: Sequence[Finding], newest: ExaminationSignatureRead | None
) -> Form:
    of_findings = [f"{name}{i}" for i in range(len(findings)) for name in ("judgement", "severity", "component", "why")]
    of_added = [f"added_{name}{i}" for i in range(_MOST_ADDED) for name in ("fault", "component", "severity", "why")]
    version = 0 if newest is None else newest.version
    fields = ("added", "verdict", "urgency", "reason", *of_findings, *of_added)
    form = Form.of(visit, f"judging:{examination.id}:{version}", fields)
    for index, finding in enumerate(findings):
        form.begin_with(f"severity{index}", finding["severity"]["level"])
        form.begin_with(f"component{index}", finding.get("component") or "")
    form.begin_with("added", 0)
    form.begin_with("urgency", examination.urgency)
    return form


def _show_confirm_all(visit: Visit, examination: ExaminationRead, place: str, form: Form) -> None:
    """Draw the one click for an opinion that is right as it is."""
    words = visit.words
    st.button(
        words("judging.confirm_all"),
        icon=":material/done_all:",
        key=f"confirm_all_{examination.id}",
        help=words("judging.confirm_all_help"),
        on_click=_sign,
        args=(visit, examination, place, form, {"decision": "confirmed"}),
    )


def _show_finding(words: Words, form: Form, index: int, finding: Finding) -> Judged:
    """Draw the judgement of one finding of the opinion; nothing is chosen beforehand."""
    with st.container(border=True, gap="small"):
        level = words.of("severity", finding["severity"]["level"])
        st.markdown(f"**{finding_title(words, finding)}** · {level} · {percent(finding['probability'])}")
        st.segmented_control(
            words("judging.judgement"),
            _JUDGEMENTS,
            format_func=lambda code: words.of("judging_of_finding", code),
            label_visibility="collapsed",
            **form.field(f"judgement{index}"),
        )
        judgement = form.value(f"judgement{index}")
        if judgement == "correct":
            with st.container(horizontal=True, gap="small"):
                _show_severity(words, form, f"severity{index}")
                st.text_input(words("judging.component"), max_chars=120, **form.field(f"component{index}"))
        if judgement in {"correct", "reject"}:
            st.text_input(
                words("judging.why"),
                placeholder=words("judging.why_hint"),
                max_chars=1000,
                **form.field(f"why{index}"),
            )
    return Judged(
        judgement=judgement,
        index=index,
        fault=finding["fault"],
        component=form.text(f"component{index}") if judgement == "correct" else finding.get("component"),
        severity=form.value(f"severity{index}") if judgement == "correct" else finding["severity"]["level"],
        why=form.text(f"why{index}"),
        language=words.language,
        title=finding_title(words, finding).replace("\\", ""),
    )


def _show_added(words: Words, form: Form, index: int) -> Judged:
    with st.container(border=True, gap="small"):
        st.selectbox(
            words("judging.added"),
            words.codes("fault"),
            index=None,
            placeholder=words("judging.choose_fault"),
            format_func=lambda code: words.of("fault", code),
            **form.field(f"added_fault{index}"),
        )
        with st.container(horizontal=True, gap="small"):
            _show_severity(words, form, f"added_severity{index}")
            st.text_input(words("judging.component"), max_chars=120, **form.field(f"added_component{index}"))
        st.text_input(
            words("judging.seen"),
            placeholder=words("judging.seen_hint"),
            max_chars=1000,
            **form.field(f"added_why{index}"),
        )
        if index == form.value("added") - 1:
            st.button(
                words("judging.take_back"),
                icon=":material/undo:",
                key=f"take_back_{form.name}_{index}",
                on_click=_take_back,
                args=(form, index),
            )
    fault = form.value(f"added_fault{index}") or ""
    return Judged(
        judgement="add" if fault else None,
        index=None,
        fault=fault,
        component=form.text(f"added_component{index}") or None,
        severity=form.value(f"added_severity{index}"),
        why=form.text(f"added_why{index}"),
        language=words.language,
        title=words.of("fault", fault) if fault else words("judging.added"),
    )


def _show_severity(words: Words, form: Form, field: str) -> None:
    st.selectbox(
        words("judging.severity"),
        _SEVERITIES,
        index=None,
        placeholder="–",
        format_func=lambda code: words.of("severity", code),
        width=170,
        **form.field(field),
    )


def _show_whole(words: Words, form: Form, examination: ExaminationRead, judged: Sequence[Judged]) -> None:
    """Draw what is said of the machine as a whole; a verdict is asked for only where the findings do not make it."""
    left, right = st.columns(2)
    with left:
        if any(each.stands for each in judged):
            st.markdown(f"{words('judging.verdict')}  \n**{words.of('verdict', 'fault')}**")
        elif all(each.judgement for each in judged):
            _show_verdict(words, form, str(examination.verdict), _VERDICTS[1:] if judged else _VERDICTS)
    with right:
        st.selectbox(
            words("judging.urgency"),
            range(1, 6),
            format_func=lambda code: words.of("urgency", code),
            **form.field("urgency"),
        )
    st.text_area(
        words("judging.reason"),
        placeholder=words("judging.reason_hint"),
        height=80,
        max_chars=4000,
        **form.field("reason"),
    )


def _show_verdict(words: Words, form: Form, of_opinion: str, options: Sequence[str]) -> None:
    """Ask for the verdict; it begins with the opinion's where that may still stand."""
    if form.value("verdict") not in options:
        form.begin_with("verdict", of_opinion if of_opinion in options else None)
    st.selectbox(
        words("judging.verdict"),
        options,
        index=None,
        placeholder=words("judging.choose_verdict"),
        format_func=lambda code: words.of("verdict", code),
        **form.field("verdict"),
    )


def _show_signing(
    visit: Visit,
    examination: ExaminationRead,
    place: str,
    form: Form,
    decision: Mapping[str, Any] | None,
    missing: str | None,
) -> None:
    words = visit.words
    if missing is not None:
        st.caption(f":material/info: {words.of('judging_missing', missing)}")
    elif decision is not None:
        st.caption(f":material/draw: {words.of('judging_decision', decision['decision'])}")
    st.button(
        plain(words("judging.sign", name=words.name(visit.account))),
        type="primary",
        icon=":material/draw:",
        key=f"sign_button_{examination.id}",
        disabled=missing is not None,
        on_click=_sign,
        args=(visit, examination, place, form, decision),
    )


def _sign(visit: Visit, examination: ExaminationRead, place: str, form: Form, decision: Mapping[str, Any]) -> None:
    """Sign; what was typed is forgotten only once it has arrived."""
    calls = visit.hospital.examining
    done = visit.words("judging.signed_now")
    if act_once(place, done, lambda key: calls.sign(examination.id, decision, idempotency_key=key)):
        form.sent()
        st.session_state.pop(f"amend_{examination.id}", None)


def _add(form: Form) -> None:
    form.set("added", form.value("added") + 1)


def _take_back(form: Form, index: int) -> None:
    for field in ("fault", "component", "severity", "why"):
        st.session_state.pop(form.key(f"added_{field}{index}"), None)
    form.set("added", form.value("added") - 1)

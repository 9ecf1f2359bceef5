"""An engineer's judgement of an opinion: each finding confirmed, corrected or rejected, others added, then signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from clinic_client.models import ExaminationRead, ExaminationSignatureRead
from dashboard.components.acting import act_once, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.components.findings import finding_title, percent
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
    _show_whole(words, form, judged)
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
    version = 0 if newest is None else newest.version
    opinion = str(examination.verdict)
    begin: dict[str, Any] = {"added": 0, "urgency": examination.urgency}
    begin["verdict"] = None if findings and opinion == "fault" else opinion
    for index, finding in enumerate(findings):
        begin[f"severity{index}"] = finding["severity"]["level"]
        begin[f"component{index}"] = finding.get("component") or ""
    return Form(visit, f"judging:{examination.id}:{version}", **begin)


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
        form.segments(
            f"judgement{index}",
            words("judging.judgement"),
            _JUDGEMENTS,
            lambda code: words.of("judging_of_finding", code),
            hides_label=True,
        )
        judgement = form.value(f"judgement{index}")
        if judgement == "correct":
            _show_part(words, form, f"severity{index}", f"component{index}")
        if judgement in {"correct", "reject"}:
            form.line(f"why{index}", words("judging.why"), hint=words("judging.why_hint"))
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
        form.select(
            f"added_fault{index}",
            words("judging.added"),
            words.codes("fault"),
            lambda code: words.of("fault", code),
            hint=words("judging.choose_fault"),
        )
        _show_part(words, form, f"added_severity{index}", f"added_component{index}")
        form.line(f"added_why{index}", words("judging.seen"), hint=words("judging.seen_hint"))
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


def _show_part(words: Words, form: Form, severity: str, component: str) -> None:
    """Ask how bad it is, and in which part."""
    left, right = st.columns(2)
    with left:
        form.select(severity, words("judging.severity"), _SEVERITIES, lambda code: words.of("severity", code), hint="–")
    with right:
        form.line(component, words("judging.component"), most=120)


def _show_whole(words: Words, form: Form, judged: Sequence[Judged]) -> None:
    """Draw what is said of the machine as a whole; a verdict is asked for only where the findings do not make it."""
    stands = any(each.stands for each in judged)
    asks = not stands and all(each.judgement for each in judged)
    left, right = st.columns(2) if stands or asks else (None, st.container())
    if left is not None:
        with left:
            if stands:
                st.markdown(f"{words('judging.verdict')}  \n**{words.of('verdict', 'fault')}**")
            else:
                form.select(
                    "verdict",
                    words("judging.verdict"),
                    _VERDICTS[1:] if judged else _VERDICTS,
                    lambda code: words.of("verdict", code),
                    hint=words("judging.choose_verdict"),
                )
    with right:
        form.select("urgency", words("judging.urgency"), range(1, 6), lambda code: words.of("urgency", code))
    form.area("reason", words("judging.reason"), height=80, hint=words("judging.reason_hint"))


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
    form.put("added", form.value("added") + 1)


def _take_back(form: Form, index: int) -> None:
    for field in ("fault", "component", "severity", "why"):
        form.change(f"added_{field}{index}", None)
    form.put("added", form.value("added") - 1)

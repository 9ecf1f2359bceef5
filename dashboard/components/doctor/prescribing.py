"""The prescription: items from the treatments of the findings or in own words, each with an owner and a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import streamlit as st

from clinic_client.models import (
    CaseRead,
    ExaminationRead,
    ItemOwner,
    OwnWords,
    PrescribeItem,
    PrescriptionItemRead,
    TemplateChoice,
    TreatmentRead,
)
from dashboard.china import today
from dashboard.components.acting import may
from dashboard.components.doctor.acting import act, once_key
from dashboard.components.doctor.content import own_words
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_prescribing"]

Finding = Mapping[str, Any]

_OPEN_TO_ITEMS: Final = frozenset({"diagnosed", "in_treatment"})
_MOST_OWN: Final = 6
_USUAL_DAYS: Final = 7
_STYLES: Final = {
    "open": ("blue", ":material/radio_button_unchecked:"),
    "done": ("green", ":material/check_circle:"),
    "not_done": ("orange", ":material/cancel:"),
    "withdrawn": ("gray", ":material/block:"),
}


def show_prescribing(
    visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead
) -> None:
    """Draw the items with what became of them, new items, and the treatment's beginning and end."""
    words = visit.words
    for item in treatment.prescription:
        _show_item(visit, case, item)
    if case.state in _OPEN_TO_ITEMS:
        findings = examination.document.to_dict()["findings"] if examination else []
        with st.expander(words("doctor.prescribe"), icon=":material/add:", expanded=not treatment.prescription):
            _show_form(visit, case, findings)
    if may(case, "begin_treatment") and treatment.prescription:
        st.button(words("doctor.begin_treatment"), key=f"begin_{case.id}", on_click=_begin, args=(visit, case))
        st.caption(words("doctor.begin_explanation"))
    if may(case, "finish_treatment"):
        _show_finish(visit, case, treatment)


def _show_item(visit: Visit, case: CaseRead, item: PrescriptionItemRead) -> None:
    words = visit.words
    colour, icon = _STYLES[item.state]
    with st.container(border=True):
        what = plain(own_words(words, item.what.to_dict()))
        st.markdown(f":{colour}-badge[{icon} {words.of('item_state', item.state)}] {what}")
        st.caption(plain(f"{item.owner_name} · {words('doctor.by_day', day=words.day(item.due_on))}"))
        if item.result:
            st.caption(f":material/reply: {plain(item.result)}")
        if item.state != "open" or case.state not in _OPEN_TO_ITEMS:
            return
        form = Form(visit, f"item:{item.id}")
        with st.popover(words("doctor.close_item"), icon=":material/task_alt:"):
            form.line("result", words("doctor.item_result"))
            if item.owner_kind == "doctor":
                for state, label in (("done", words("doctor.item_done")), ("not_done", words("doctor.item_not_done"))):
                    st.button(label, key=f"{state}_{item.id}", on_click=_tell, args=(visit, item, state, form))
            st.button(
                words("doctor.item_withdraw"), key=f"withdraw_{item.id}", on_click=_withdraw, args=(visit, item, form)
            )


def _show_form(visit: Visit, case: CaseRead, findings: Sequence[Finding]) -> None:
    words = visit.words
    templates = {
        f"{at}.{each}": text for at, finding in enumerate(findings) for each, text in enumerate(finding["treatment"])
    }
    form = Form(visit, f"prescribe:{case.id}", templates=[], own=0 if templates else 1)
    if templates:
        form.several(
            "templates",
            words("doctor.templates"),
            list(templates),
            lambda name: _template_label(words, findings, name),
            words("doctor.templates_hint"),
        )
    chosen = [name for name in form.value("templates") if name in templates]
    items = [_show_item_fields(words, case, form, name, templates[name]) for name in chosen]
    items += [_show_item_fields(words, case, form, f"own{index}", None) for index in range(form.value("own"))]
    if form.value("own") < _MOST_OWN:
        st.button(
            words("doctor.own_item"), icon=":material/add:", key=f"own_item_{case.id}", on_click=_add_own, args=(form,)
        )
    told = [item for item in items if item is not None]
    st.button(
        words("doctor.prescribe_send", count=len(told)),
        type="primary",
        icon=":material/prescriptions:",
        width="stretch",
        key=f"prescribe_{case.id}",
        disabled=not told or len(told) < len(items),
        help=words("doctor.prescribe_missing") if len(told) < len(items) else None,
        on_click=_prescribe,
        args=(visit, case, form, told),
    )


def _template_label(words: Words, findings: Sequence[Finding], name: str) -> str:
    at, each = (int(part) for part in name.split("."))
    return f"{words.of('fault', findings[at]['fault'])}: {words.pick(findings[at]['treatment'][each])}"


def _show_item_fields(
    words: Words, case: CaseRead, form: Form, name: str, template: Mapping[str, str] | None
) -> PrescribeItem | None:
    """Draw one item; return it, None while it says nothing."""
    if template is not None:
        form.begin_with(**{f"what_{name}": template[words.language]})
    form.begin_with(**{f"owner_{name}": "factory"})
    form.begin_with(**{f"due_{name}": today() + timedelta(days=_USUAL_DAYS)})
    with st.container(border=True):
        form.area(f"what_{name}", words("doctor.item_what"), height=80, most=2000)
        owner, due = st.columns(2)
        with owner:
            form.select(
                f"owner_{name}",
                words("doctor.item_owner"),
                words.codes("item_owner"),
                lambda code: words.of("item_owner", code),
            )
        with due:
            form.day(f"due_{name}", words("doctor.item_due"))
        if form.value(f"owner_{name}") == "person":
            form.line(f"person_{name}", words("doctor.item_person"), most=120)
    text, kind = form.text(f"what_{name}"), form.value(f"owner_{name}")
    if not text or form.value(f"due_{name}") is None or (kind == "person" and not form.text(f"person_{name}")):
        return None
    person = form.text(f"person_{name}") if kind == "person" else None
    item = PrescribeItem(
        due_on=form.value(f"due_{name}"),
        owner=ItemOwner(kind="doctor" if kind == "doctor" else "factory", name=person),
    )
    if template is not None and text == template[words.language].strip():
        at, each = (int(part) for part in name.split("."))
        item.template = TemplateChoice(finding=at, treatment=each)
    else:
        item.what = OwnWords(zh=text) if words.language == "zh" else OwnWords(en=text)
    return item


def _show_finish(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    words = visit.words
    if not treatment.may_finish:
        st.caption(f":material/hourglass_top: {words('doctor.finish_later')}")
        return
    form = Form(visit, f"finish:{case.id}")
    with st.container(border=True):
        st.markdown(f"**{words('doctor.finish')}**")
        form.day("due", words("doctor.follow_up_day"), help=words("doctor.follow_up_help"))
        st.button(
            words("doctor.finish"), type="primary", key=f"finish_{case.id}", on_click=_finish, args=(visit, case, form)
        )


def _add_own(form: Form) -> None:
    form.put("own", form.value("own") + 1)


def _prescribe(visit: Visit, case: CaseRead, form: Form, items: list[PrescribeItem]) -> None:
    name = f"prescribe {case.id}"
    key, prescribe = once_key(name), visit.hospital.treatment.prescribe
    done = visit.words("doctor.prescribed", count=len(items))
    if act(done, lambda: prescribe(case.id, items, idempotency_key=key)):
        form.sent()
        once_key(name, renew=True)


def _tell(visit: Visit, item: PrescriptionItemRead, state: Any, form: Form) -> None:
    result = form.text("result") or None
    if act(visit.words("doctor.item_told"), lambda: visit.hospital.treatment.tell_result(item, state, result)):
        form.sent()


def _withdraw(visit: Visit, item: PrescriptionItemRead, form: Form) -> None:
    reason = form.text("result")
    if act(visit.words("doctor.item_withdrawn"), lambda: visit.hospital.treatment.withdraw(item, reason)):
        form.sent()


def _begin(visit: Visit, case: CaseRead) -> None:
    act(visit.words("doctor.treatment_begun"), lambda: visit.hospital.treatment.begin(case))


def _finish(visit: Visit, case: CaseRead, form: Form) -> None:
    due_on = form.value("due")
    if act(visit.words("doctor.treatment_finished"), lambda: visit.hospital.treatment.finish(case, due_on)):
        form.sent()

"""One short form a decision: urgency, department, question to the factory, merging, taking away, ending, reopening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.fields import Form
from dashboard.components.live import try_to
from dashboard.components.machine import excerpt, machine_name
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = [
    "show_cancelling",
    "show_department",
    "show_merging",
    "show_question",
    "show_reopening",
    "show_unassigning",
    "show_urgency_change",
]

_URGENCIES: Final = (1, 2, 3, 4, 5)
_MOST_CHARACTERS: Final = 1000
_LINE_CHARACTERS: Final = 80


def show_urgency_change(visit: Visit, case: CaseRead) -> None:
    """Draw the form for another urgency; a lower one needs a reason."""
    words = visit.words
    form = Form(visit, f"urgency:{case.id}")
    st.caption(words("desk.urgency_means"))
    form.select(
        "urgency",
        words("desk.urgency"),
        [level for level in _URGENCIES if level != case.urgency],
        lambda level: words.of("urgency", level),
        hint=words("desk.choose_urgency"),
    )
    _show_reason(words, form)
    if not st.button(words("desk.set_urgency"), key=f"set_urgency_{case.id}", type="primary", icon=":material/check:"):
        return
    urgency, reason = form.value("urgency"), form.text("reason")
    lowers = urgency is not None and case.urgency is not None and urgency > case.urgency
    if urgency is None or (lowers and not reason):
        st.warning(words("desk.incomplete_urgency"))
        return
    done = words("desk.urgency_set", machine=machine_name(words, case), urgency=words.of("urgency", urgency))
    _send(visit, form, lambda: visit.hospital.desk.set_urgency(case, urgency, reason or None), done)


def show_department(visit: Visit, case: CaseRead) -> None:
    """Draw the form that hands a waiting case to another department."""
    words = visit.words
    form = Form(visit, f"department:{case.id}")
    st.caption(words("desk.department_means"))
    codes = [each.code for each in visit.kept("departments", visit.hospital.departments)]
    form.select(
        "department",
        words("desk.department"),
        [code for code in codes if code != case.department],
        lambda code: f"{words.of('department', code)} · {words.of('treats', code)}",
        hint=words("desk.choose_department"),
    )
    _show_reason(words, form)
    if not st.button(words("desk.hand_over"), key=f"hand_over_{case.id}", type="primary", icon=":material/alt_route:"):
        return
    department, reason = form.value("department"), form.text("reason")
    if department is None or not reason:
        st.warning(words("desk.incomplete_department"))
        return
    done = words("desk.handed_over", department=words.of("department", department))
    _send(visit, form, lambda: visit.hospital.desk.set_department(case, department, reason), done)


def show_question(visit: Visit, case: CaseRead) -> None:
    """Draw the form that asks the factory; the clocks stand still until it answers."""
    words = visit.words
    form = Form(visit, f"question:{case.id}")
    st.caption(words("desk.question_means"))
    form.area("question", words("desk.question"), most=_MOST_CHARACTERS)
    if not st.button(words("desk.ask"), key=f"ask_{case.id}", type="primary", icon=":material/contact_support:"):
        return
    question = form.text("question")
    if not question:
        st.warning(words("desk.incomplete_text"))
        return
    _send(visit, form, lambda: visit.hospital.desk.ask_factory(case, [question]), words("desk.asked"))


def show_merging(visit: Visit, case: CaseRead) -> None:
    """Draw the search for the case that ``case`` is a duplicate of, and the form that merges it there."""
    words = visit.words
    form = Form(visit, f"merge:{case.id}")
    st.caption(words("desk.merge_means"))
    form.line("find", words("desk.find_target"), most=200)
    open_cases = visit.hospital.desk.find_open_cases(form.text("find"), case.factory_id)
    found = {each.id: each for each in open_cases if each.id != case.id}
    if not found:
        st.info(words("desk.no_target"))
        return
    form.radio(
        "target",
        words("desk.target"),
        list(found),
        lambda identity: (
            f"{machine_name(words, found[identity])}: {excerpt(found[identity].complaint, _LINE_CHARACTERS)}"
        ),
    )
    target = form.value("target") if form.value("target") in found else None
    other_machine = target is not None and found[target].equipment_id != case.equipment_id
    if other_machine:
        other_machine = st.checkbox(words("desk.other_machine"), key=f"other_machine_{case.id}")
    _show_reason(words, form)
    if not st.button(words("desk.merge"), key=f"merge_{case.id}", type="primary", icon=":material/merge:"):
        return
    reason = form.text("reason")
    if target is None or not reason:
        st.warning(words("desk.incomplete_merge"))
        return
    merge = visit.hospital.desk.merge
    _send(visit, form, lambda: merge(case, target, reason, other_machine=other_machine), words("desk.merged"))


def show_unassigning(visit: Visit, case: CaseRead) -> None:
    """Draw the form that takes the case from its doctor."""
    words, act = visit.words, visit.hospital.desk.unassign
    st.caption(words("desk.unassign_means"))
    _show_with_reason(visit, case, words("desk.unassign"), act, words("desk.unassigned"))


def show_cancelling(visit: Visit, case: CaseRead) -> None:
    """Draw the form that ends a case that needs no doctor."""
    words, act = visit.words, visit.hospital.desk.cancel
    st.caption(words("desk.cancel_means"))
    _show_with_reason(visit, case, words("desk.cancel"), act, words("desk.cancelled"))


def show_reopening(visit: Visit, case: CaseRead) -> None:
    """Draw the form that opens a discharged case again."""
    words, act = visit.words, visit.hospital.desk.reopen
    st.caption(words("desk.reopen_means"))
    _show_with_reason(visit, case, words("desk.reopen"), act, words("desk.reopened"))


def _show_with_reason(
    visit: Visit, case: CaseRead, label: str, act: Callable[[CaseRead, str], object], done: str
) -> None:
    """Draw a reason and the button that carries out ``act`` with it."""
    form = Form(visit, f"act:{case.id}")
    _show_reason(visit.words, form)
    if not st.button(label, key=f"act_{case.id}", type="primary"):
        return
    reason = form.text("reason")
    if not reason:
        st.warning(visit.words("desk.incomplete_text"))
        return
    _send(visit, form, lambda: act(case, reason), done)


def _show_reason(words: Words, form: Form) -> None:
    form.line("reason", words("desk.reason"), most=_MOST_CHARACTERS)


def _send(visit: Visit, form: Form, act: Callable[[], object], done: str) -> None:
    """Carry out ``act``; what was typed is forgotten only when it was done."""

    def send() -> None:
        act()
        form.sent()

    try_to(visit, send, done)

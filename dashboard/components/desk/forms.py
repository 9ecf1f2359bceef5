"""One short form a decision: urgency, department, question to the factory, merging, taking away, ending, reopening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead
from dashboard.components.drafts import drop_draft, keep_draft, restore_draft
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
    st.caption(words("desk.urgency_means"))
    urgency = st.selectbox(
        words("desk.urgency"),
        [level for level in _URGENCIES if level != case.urgency],
        index=None,
        format_func=lambda level: words.of("urgency", level),
        placeholder=words("desk.choose_urgency"),
        key=f"urgency_{case.id}",
    )
    reason = _reason(words, f"urgency_reason_{case.id}")
    if not st.button(words("desk.set_urgency"), key=f"set_urgency_{case.id}", type="primary", icon=":material/check:"):
        return
    lowers = urgency is not None and case.urgency is not None and urgency > case.urgency
    if urgency is None or (lowers and not reason):
        st.warning(words("desk.incomplete_urgency"))
        return
    done = words("desk.urgency_set", machine=machine_name(words, case), urgency=words.of("urgency", urgency))
    try_to(visit, lambda: visit.hospital.desk.set_urgency(case, urgency, reason or None), done)


def show_department(visit: Visit, case: CaseRead) -> None:
    """Draw the form that hands a waiting case to another department."""
    words = visit.words
    st.caption(words("desk.department_means"))
    codes = [each.code for each in visit.kept("departments", visit.hospital.departments)]
    department = st.selectbox(
        words("desk.department"),
        [code for code in codes if code != case.department],
        index=None,
        format_func=lambda code: f"{words.of('department', code)} · {words.of('treats', code)}",
        placeholder=words("desk.choose_department"),
        key=f"department_{case.id}",
    )
    reason = _reason(words, f"department_reason_{case.id}")
    if not st.button(words("desk.hand_over"), key=f"hand_over_{case.id}", type="primary", icon=":material/alt_route:"):
        return
    if department is None or not reason:
        st.warning(words("desk.incomplete_department"))
        return
    done = words("desk.handed_over", department=words.of("department", department))
    try_to(visit, lambda: visit.hospital.desk.set_department(case, department, reason), done)


def show_question(visit: Visit, case: CaseRead) -> None:
    """Draw the form that asks the factory; the clocks stand still until it answers. The question is kept as a draft."""
    words, key, draft = visit.words, f"question_{case.id}", f"question:{case.id}"
    st.caption(words("desk.question_means"))
    restore_draft(visit, draft, [key])
    question = st.text_area(
        words("desk.question"),
        key=key,
        max_chars=_MOST_CHARACTERS,
        height=90,
        on_change=keep_draft,
        args=(visit, draft, [key]),
    ).strip()
    if not st.button(words("desk.ask"), key=f"ask_{case.id}", type="primary", icon=":material/contact_support:"):
        return
    if not question:
        st.warning(words("desk.incomplete_text"))
        return

    def ask() -> None:
        visit.hospital.desk.ask_factory(case, [question])
        drop_draft(visit, draft)

    try_to(visit, ask, words("desk.asked"))


def show_merging(visit: Visit, case: CaseRead) -> None:
    """Draw the search for the case that ``case`` is a duplicate of, and the form that merges it there."""
    words = visit.words
    st.caption(words("desk.merge_means"))
    text = st.text_input(words("desk.find_target"), key=f"find_target_{case.id}", max_chars=200).strip()
    found = {each.id: each for each in visit.hospital.desk.find_open_cases(text, case.factory_id) if each.id != case.id}
    if not found:
        st.info(words("desk.no_target"))
        return
    target = st.radio(
        words("desk.target"),
        list(found),
        index=None,
        format_func=lambda identity: (
            f"{machine_name(words, found[identity])}: {excerpt(found[identity].complaint, _LINE_CHARACTERS)}"
        ),
        key=f"target_{case.id}",
    )
    other_machine = target is not None and found[target].equipment_id != case.equipment_id
    if other_machine:
        other_machine = st.checkbox(words("desk.other_machine"), key=f"other_machine_{case.id}")
    reason = _reason(words, f"act_reason_{case.id}")
    if not st.button(words("desk.merge"), key=f"merge_{case.id}", type="primary", icon=":material/merge:"):
        return
    if target is None or not reason:
        st.warning(words("desk.incomplete_merge"))
        return
    merge = visit.hospital.desk.merge
    try_to(visit, lambda: merge(case, target, reason, other_machine=other_machine), words("desk.merged"))


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
    reason = _reason(visit.words, f"act_reason_{case.id}")
    if not st.button(label, key=f"act_{case.id}", type="primary"):
        return
    if not reason:
        st.warning(visit.words("desk.incomplete_text"))
        return
    try_to(visit, lambda: act(case, reason), done)


def _reason(words: Words, key: str) -> str:
    return st.text_input(words("desk.reason"), key=key, max_chars=_MOST_CHARACTERS).strip()

"""Needs: claimed by one person, turned into a case or dismissed with a reason."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import WorkItemRead
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.fields import Form
from dashboard.components.live import is_dialog_open, open_dialog, show_dialog, try_to
from dashboard.components.notices import keep_notice, show_notice, telling_failures
from dashboard.components.urgency import show_urgency
from dashboard.hospital.inbox import NEWEST
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_needs"]

_STATES: Final = ("open", "claimed", "case", "dismissed")
_MOST_CHARACTERS: Final = 2000


def show_needs(visit: Visit) -> None:
    """Draw the newest needs of one state."""
    words = visit.words
    show_notice(words)
    key = f"need_state_{words.language}"
    state = chosen_in_address("state", _STATES, _STATES[0])
    st.segmented_control(
        words("inbox.state"),
        _STATES,
        required=True,
        format_func=lambda code: words.of("need_state", code),
        key=put(key, state),
        on_change=write_address,
        args=("state", key),
        label_visibility="collapsed",
    )
    items = visit.hospital.inbox.work_items(state)
    if not items:
        st.info(words.of("need_empty", state), icon=":material/inbox:")
    for item in items:
        _show_need(visit, item)
    if len(items) == NEWEST:
        st.caption(words("inbox.newest_only", count=NEWEST))


def _show_need(visit: Visit, item: WorkItemRead) -> None:
    words = visit.words
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    with st.container(border=True, key=f"need_{item.id}"):
        with st.container(horizontal=True, gap="small"):
            show_urgency(words, item.urgency)
            st.badge(words.of("department", item.department), color="violet")
            st.badge(words.of("need_source", item.source), color="gray")
        st.markdown(plain(words.pick(item.text)))
        firm = factories.get(item.factory_id or "", words("inbox.no_factory"))
        claimed = f" · {words('inbox.claimed_by', name=item.claimed_by)}" if item.claimed_by else ""
        st.caption(plain(f"{firm} · {words.date(item.created_at)}{claimed}"))
        if item.reason:
            st.caption(plain(words("desk.because", reason=item.reason)))
        _show_acts(visit, item, factories)


def _show_acts(visit: Visit, item: WorkItemRead, factories: dict[str, str]) -> None:
    words = visit.words
    if item.case_id:
        visit.link("case", words("cases.open_case"), icon=":material/description:", case=item.case_id)
    if item.state not in {"open", "claimed"}:
        return
    case_dialog, dismissal = f"need_case:{item.id}", f"need_dismiss:{item.id}"
    with st.container(horizontal=True, gap="small"):
        if item.state == "open":
            st.button(
                words("inbox.claim"),
                key=f"claim_{item.id}",
                type="primary",
                icon=":material/back_hand:",
                on_click=_claim,
                args=(visit, item),
            )
        st.button(
            words("inbox.into_case"),
            key=f"into_case_{item.id}",
            icon=":material/create_new_folder:",
            on_click=open_dialog,
            args=(case_dialog,),
        )
        st.button(
            words("inbox.dismiss"),
            key=f"dismiss_{item.id}",
            icon=":material/close:",
            on_click=open_dialog,
            args=(dismissal,),
        )
    if is_dialog_open(case_dialog):
        show_dialog(visit, words("inbox.into_case"), _show_case_form, item, factories)
    if is_dialog_open(dismissal):
        show_dialog(visit, words("inbox.dismiss"), _show_dismissal, item)


def _claim(visit: Visit, item: WorkItemRead) -> None:
    with telling_failures():
        visit.hospital.inbox.claim(item)
        keep_notice(visit.words("inbox.claimed"))


def _show_case_form(visit: Visit, item: WorkItemRead, factories: dict[str, str]) -> None:
    words = visit.words
    form = Form(visit, f"need:{item.id}")
    st.markdown(plain(words.pick(item.text)))
    if item.factory_id is None:
        st.caption(words("inbox.factory_needed"))
        form.select(
            "factory",
            words("inbox.factory"),
            list(factories),
            lambda identity: factories.get(identity, identity),
            hint=words("inbox.choose_factory"),
        )
    form.area(
        "complaint",
        words("inbox.complaint"),
        height=100,
        most=_MOST_CHARACTERS,
        hint=words("inbox.complaint_hint"),
    )
    if not st.button(words("inbox.open_case"), key="need_open_case", type="primary", icon=":material/check:"):
        return
    factory_id = item.factory_id or form.value("factory")
    if factory_id is None:
        st.warning(words("inbox.factory_missing"))
        return

    def into_case() -> None:
        visit.hospital.inbox.into_case(
            item,
            factory_id=factory_id,
            equipment_id=item.equipment_id,
            complaint=form.text("complaint"),
            language=words.language,
        )
        form.sent()

    try_to(visit, into_case, words("inbox.case_opened"))


def _show_dismissal(visit: Visit, item: WorkItemRead) -> None:
    words = visit.words
    st.markdown(plain(words.pick(item.text)))
    form = Form(visit, f"dismiss:{item.id}")
    form.line("reason", words("desk.reason"), most=_MOST_CHARACTERS)
    if not st.button(words("inbox.dismiss"), key="need_dismiss_now", type="primary"):
        return
    reason = form.text("reason")
    if not reason:
        st.warning(words("desk.incomplete_text"))
        return

    def dismiss() -> None:
        visit.hospital.inbox.dismiss(item, reason)
        form.sent()

    try_to(visit, dismiss, words("inbox.dismissed"))

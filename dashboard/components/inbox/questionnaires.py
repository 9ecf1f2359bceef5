"""Questionnaire codes to print or to send, and the demand that the answers show."""

from __future__ import annotations

import io
from typing import Final
from uuid import uuid4

import segno
import streamlit as st

from clinic_client.models import DemandRow, SheetRead
from dashboard.components.charts import show_bars
from dashboard.components.live import is_dialog_open, open_dialog, show_dialog
from dashboard.components.notices import keep_notice, show_notice, telling_failures
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_demand", "show_questionnaires"]

_MOST_CHARACTERS: Final = 120
_ONCE: Final = "sheet_once"


def show_questionnaires(visit: Visit) -> None:
    """Draw the form for a new code and the codes there are."""
    words = visit.words
    show_notice(words)
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("sheets.name"),
            placeholder=words("sheets.name_hint"),
            key="sheet_name",
            max_chars=_MOST_CHARACTERS,
            width=280,
        )
        st.selectbox(
            words("sheets.factory"),
            list(factories),
            index=None,
            format_func=lambda identity: factories.get(identity, identity),
            placeholder=words("sheets.campaign"),
            key=f"sheet_factory_{words.language}",
            width=260,
        )
        st.button(
            words("sheets.make"),
            key="sheet_make",
            type="primary",
            icon=":material/qr_code_2:",
            on_click=_make,
            args=(visit,),
        )
    sheets = visit.hospital.inbox.sheets()
    if not sheets:
        st.info(words("sheets.none_yet"), icon=":material/qr_code_2:")
    for sheet in sheets:
        _show_sheet(visit, sheet, factories)


def _make(visit: Visit) -> None:
    words, name = visit.words, st.session_state["sheet_name"].strip()
    if not name:
        keep_notice(words("sheets.name_missing"))
        return
    factory_id = st.session_state[f"sheet_factory_{words.language}"]
    key: str = st.session_state.setdefault(f"{_ONCE}:{name}:{factory_id}", uuid4().hex)
    with telling_failures():
        visit.hospital.inbox.make_sheet(name, factory_id, idempotency_key=key)
        st.session_state.pop(f"{_ONCE}:{name}:{factory_id}")
        st.session_state["sheet_name"] = ""
        keep_notice(words("sheets.made", name=name))


def _show_sheet(visit: Visit, sheet: SheetRead, factories: dict[str, str]) -> None:
    words, name = visit.words, f"sheet:{sheet.id}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"sheet_{sheet.id}"):
        firm = factories.get(sheet.factory_id or "", words("sheets.campaign"))
        st.markdown(f"**{plain(sheet.name)}** · {plain(firm)}", width="stretch")
        st.badge(words("sheets.answers", count=sheet.submitted), color="blue")
        if sheet.closed_at:
            st.badge(words("sheets.closed"), color="gray")
            return
        st.button(
            words("sheets.show_code"),
            key=f"code_{sheet.id}",
            icon=":material/qr_code_2:",
            on_click=open_dialog,
            args=(name,),
        )
        st.button(
            words("sheets.close"),
            key=f"close_{sheet.id}",
            icon=":material/block:",
            on_click=_close,
            args=(visit, sheet.id),
        )
        if is_dialog_open(name):
            show_dialog(visit, plain(sheet.name), _show_code, sheet)


def _close(visit: Visit, sheet_id: str) -> None:
    with telling_failures():
        visit.hospital.inbox.close_sheet(sheet_id)


def _show_code(visit: Visit, sheet: SheetRead) -> None:
    words, drawn = visit.words, io.BytesIO()
    segno.make_qr(sheet.url, error="m").save(drawn, kind="png", border=4, scale=12)
    st.image(drawn.getvalue(), caption=words("sheets.scan"), width=320)
    st.code(sheet.url, language=None, wrap_lines=True)
    st.download_button(
        words("sheets.download"),
        drawn.getvalue(),
        file_name=f"{sheet.id}.png",
        mime="image/png",
        icon=":material/download:",
        key="sheet_download",
    )


def show_demand(visit: Visit) -> None:
    """Draw what firms need, by department, and every question with its answers; hidden counts say so."""
    words = visit.words
    demand = visit.hospital.inbox.demand()
    hidden = words("statistics.hidden")
    st.metric(words("demand.submitted"), hidden if demand.submitted is None else demand.submitted, border=True)
    rows = [{"name": words.pick(row.text), "count": row.count} for row in demand.departments if row.count]
    if rows:
        st.markdown(f"**{words('demand.by_department')}**")
        x_title, y_title = words("statistics.department"), words("demand.firms")
        show_bars(rows, x="name", y="count", x_title=x_title, y_title=y_title)
    else:
        st.info(words("demand.none_yet"), icon=":material/forum:")
    counted = demand.questions.to_dict()
    for question in visit.kept("questionnaire", visit.hospital.inbox.questionnaire).questions:
        answers = [DemandRow.from_dict(row) for row in counted.get(question.id, ())]
        if not any(row.count for row in answers):
            continue
        with st.expander(plain(words.pick(question.text))):
            for row in answers:
                count = hidden if row.count is None else str(row.count)
                st.markdown(f"{plain(words.pick(row.text))}: **{count}**")

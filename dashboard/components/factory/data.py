"""The factory's data: how much there is, all of it to take away, and its deletion."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from clinic_client.models import FactoryDeletionRead
from dashboard.components.acting import act, draw_anew_after_action, press, show_outcome
from dashboard.components.exported import show_export
from dashboard.components.facts import size_of
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_data"]

_PLACE: Final = "factory_data"
_LOOK_AGAIN_SECONDS: Final = 3.0
_OPEN: Final = frozenset({"requested", "confirmed"})


def show_data(visit: Visit) -> None:
    """Draw the usage, the exports and the deletion."""
    draw_anew_after_action()
    factory_id = str(visit.account.factory_id)
    show_outcome(visit, _PLACE)
    _show_usage(visit, factory_id)
    _show_exports(visit, factory_id)
    _show_deletion(visit, factory_id)


def _show_usage(visit: Visit, factory_id: str) -> None:
    words, usage = visit.words, visit.hospital.connections.usage(factory_id)
    share = min(1.0, usage.stored_bytes / max(usage.stored_bytes_limit, 1))
    used, limit = size_of(usage.stored_bytes), size_of(usage.stored_bytes_limit)
    st.progress(share, text=words("my_factory.stored", used=used, limit=limit))


def _show_exports(visit: Visit, factory_id: str) -> None:
    words, calls = visit.words, visit.hospital.connections
    st.subheader(words("my_factory.exports"), anchor=False)
    st.caption(words("my_factory.exports_mean"))
    st.button(
        words("my_factory.export"),
        key="own_export",
        icon=":material/archive:",
        on_click=press,
        args=(_PLACE, words("my_factory.export_asked"), partial(calls.export, factory_id)),
    )
    exports = calls.exports(factory_id)
    is_waiting = any(export.state == "waiting" for export in exports)
    if is_waiting:
        st.fragment(_watch_for_export, run_every=_LOOK_AGAIN_SECONDS)(visit, factory_id)
    for export in exports:
        show_export(visit, export, says_who=False)


def _watch_for_export(visit: Visit, factory_id: str) -> None:
    """Look every now and then, and draw the page again once nothing is being made any more."""
    if not any(export.state == "waiting" for export in visit.hospital.connections.exports(factory_id)):
        st.rerun()


def _show_deletion(visit: Visit, factory_id: str) -> None:
    words, deletion = visit.words, visit.hospital.connections.deletion(factory_id)
    st.subheader(words("my_factory.deletion"), anchor=False)
    if deletion is not None and deletion.state in _OPEN:
        _show_open_deletion(visit, factory_id, deletion)
        return
    with st.expander(words("my_factory.ask_deletion"), icon=":material/delete_forever:"):
        st.markdown(words("my_factory.deletion_means"))
        name = visit.words.pick(visit.account.factory_name) if visit.account.factory_name else ""
        st.text_input(words("my_factory.type_name"), key="own_deletion_name", placeholder=name)
        st.button(words("my_factory.ask_deletion"), key="own_deletion_ask", on_click=_ask, args=(visit, factory_id))


def _show_open_deletion(visit: Visit, factory_id: str, deletion: FactoryDeletionRead) -> None:
    words, calls = visit.words, visit.hospital.connections
    due = words.date(deletion.due_at) if deletion.due_at else words("my_factory.not_confirmed")
    st.warning(f"**{words.of('deletion_state', deletion.state)}** · {plain(words('my_factory.due', date=due))}")
    st.button(
        words("my_factory.keep_all"),
        key="own_deletion_cancel",
        type="primary",
        icon=":material/undo:",
        on_click=press,
        args=(_PLACE, words("my_factory.kept_all"), partial(calls.cancel_deletion, factory_id)),
    )


def _ask(visit: Visit, factory_id: str) -> None:
    name, calls = str(st.session_state.get("own_deletion_name") or ""), visit.hospital.connections
    act(_PLACE, visit.words("my_factory.deletion_asked"), lambda: calls.request_deletion(factory_id, name))

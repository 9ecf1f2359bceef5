"""Many machines from a table: looked at first, then written."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from clinic_client.models import ImportNote, ImportRead
from dashboard.components.acting import act, show_outcome
from dashboard.components.uploads import name_upload_button
from dashboard.visit import Visit

__all__ = ["show_import"]

_PLACE: Final = "import"
_RESULT: Final = "import_result"
_MOST_ROWS: Final = 200


def show_import(visit: Visit) -> None:
    """Draw the template, a field for the table, what would become of each row, and the button that does it."""
    words = visit.words
    st.markdown(words("importing.explanation"))
    st.download_button(
        words("importing.template"),
        partial(visit.hospital.machines.import_template, words.language),
        file_name="machines.csv",
        mime="text/csv",
        icon=":material/download:",
        key="import:template",
        on_click="ignore",
    )
    name_upload_button(words)
    table = st.file_uploader(words("importing.table"), type=["csv", "xlsx"], key="import:table", on_change=_forget)
    if table is None:
        return
    if _RESULT not in st.session_state:
        _import(visit, table, dry_run=True, skip=False)
    result: ImportRead | None = st.session_state.get(_RESULT)
    show_outcome(visit, _PLACE)
    if result is not None:
        _show_result(visit, table, result)


def _forget() -> None:
    st.session_state.pop(_RESULT, None)


def _show_result(visit: Visit, table: UploadedFile, result: ImportRead) -> None:
    words, counts = visit.words, result.counts.to_dict()
    told = [f"{words.of('row_action', action)}: **{count}**" for action, count in counts.items() if count]
    if result.dry_run:
        st.markdown(f"**{words('importing.would_happen')}** " + " · ".join(told))
    else:
        st.success(f"{words('importing.done')} " + " · ".join(told))
    for note in result.warnings:
        st.caption(_note(visit, note))
    rows = [
        {
            words("importing.row"): row.row,
            words("machine.number"): row.asset_number or "",
            words("importing.action"): words.of("row_action", row.action),
            words("importing.notes"): "  ".join(_note(visit, note) for note in (*row.errors, *row.warnings)),
        }
        for row in result.rows[:_MOST_ROWS]
    ]
    st.dataframe(rows, hide_index=True, width="stretch")
    if not result.dry_run:
        visit.link("machines", words("machine.to_the_list"), icon=":material/arrow_forward:")
        return
    bad = counts.get("bad", 0)
    if counts.get("create", 0) + counts.get("update", 0):
        st.button(
            words("importing.write_good" if bad else "importing.write"),
            type="primary",
            key="import:write",
            on_click=_import,
            args=(visit, table),
            kwargs={"dry_run": False, "skip": bad > 0},
        )


def _note(visit: Visit, note: ImportNote) -> str:
    return f"{note.field}: {visit.words.pick(note.message)}" if note.field else visit.words.pick(note.message)


def _import(visit: Visit, table: UploadedFile, *, dry_run: bool, skip: bool) -> None:
    def send() -> None:
        st.session_state[_RESULT] = visit.hospital.machines.import_table(
            table, dry_run=dry_run, existing="update", skip_bad_rows=skip
        )

    act(_PLACE, "", send)

"""The field for one recording of a machine."""

from __future__ import annotations

from typing import Any, Final, TypedDict

import streamlit as st

from dashboard.components.facts import size_of
from dashboard.components.fields import Form
from dashboard.components.upload.scripts import FIELD_HTML, FIELD_STYLE, read_scripts
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["KeptRecording", "kept_recording", "show_recording_field", "show_recording_on_its_way"]

_FIELD: Final = "recording"

_component = st.components.v2.component(
    "hospital_recording",
    html=FIELD_HTML,
    css=FIELD_STYLE,
    js=read_scripts("shelf", "line", "dom", "recording_sending", "recording_field"),
)


class KeptRecording(TypedDict):
    """An uploaded recording of the machine ``machine``; ``name`` is what its file was called."""

    id: str
    name: str
    size_bytes: int
    machine: str


def kept_recording(form: Form, equipment_id: str) -> KeptRecording | None:
    """Return the recording of this machine that ``form`` keeps."""
    kept: KeptRecording | None = form.value(_FIELD)
    return kept if kept and kept["machine"] == equipment_id else None


def show_recording_field(
    visit: Visit, form: Form, equipment_id: str, label: str, help_text: str
) -> KeptRecording | None:
    """Draw what ``form`` keeps of this machine, with a way to leave it out, or else the field; return what is kept."""
    kept = _take_note(form, equipment_id)
    if kept:
        _show_kept(visit, form, kept)
    else:
        _show_field(visit, form, equipment_id, label, offers=True)
        st.caption(help_text)
    return kept


def show_recording_on_its_way(visit: Visit, form: Form, equipment_id: str, label: str) -> None:
    """Draw how far a recording is that has not arrived yet, where a form is about to be sent; else nothing."""
    if _take_note(form, equipment_id) is None:
        _show_field(visit, form, equipment_id, label, offers=False)


def _show_field(visit: Visit, form: Form, equipment_id: str, label: str, *, offers: bool) -> None:
    key = f"recording_field:{form.name}"

    def take() -> None:
        sent: dict[str, Any] | None = st.session_state[key].kept
        if sent:
            kept = KeptRecording(
                id=str(sent["id"]),
                name=str(sent["name"]),
                size_bytes=int(sent["size_bytes"]),
                machine=str(sent["machine"]),
            )
            form.change(_FIELD, kept)

    _component(
        key=key,
        data={
            "place": f"{visit.account.id} {form.name}",
            "equipment": equipment_id,
            "taken": st.session_state.get(_taken(form)),
            "offers": offers,
            "label": label,
            "language": visit.words.language,
            "words": visit.words.table("upload"),
        },
        on_kept_change=take,
    )


def _show_kept(visit: Visit, form: Form, kept: KeptRecording) -> None:
    words = visit.words
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/check_circle: **{plain(kept['name'])}** · {plain(size_of(kept['size_bytes']))}  \n"
            f":gray[{words('upload.kept')}]",
            width="stretch",
        )
        st.button(
            words("upload.remove"),
            key=f"recording_field:{form.name}:remove",
            icon=":material/close:",
            type="tertiary",
            on_click=form.change,
            args=(_FIELD, None),
        )


def _take_note(form: Form, equipment_id: str) -> KeptRecording | None:
    """Return what ``form`` keeps, which the browser need not tell once more."""
    kept = kept_recording(form, equipment_id)
    if kept:
        st.session_state[_taken(form)] = kept["id"]
    return kept


def _taken(form: Form) -> str:
    """Return where the session remembers what the page had of the browser last: that is not taken once more."""
    return f"recording_field:{form.name}:taken"

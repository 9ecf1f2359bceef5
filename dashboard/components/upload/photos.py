"""Photos of something that is not sent yet: chosen now, sent once it has a place in the hospital."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from dashboard.components.fields import Form
from dashboard.components.upload.scripts import FIELD_HTML, FIELD_STYLE, read_scripts
from dashboard.visit import Visit

__all__ = ["chosen_photos", "photo_batch", "send_photos", "show_photo_field"]

_FIELD: Final = "photos"

_field = st.components.v2.component(
    "hospital_photos", html=FIELD_HTML, css=FIELD_STYLE, js=read_scripts("shelf", "dom", "photo_field")
)
_sender = st.components.v2.component(
    "hospital_photo_sender",
    html=FIELD_HTML,
    css=FIELD_STYLE,
    js=read_scripts("shelf", "line", "dom", "photo_sending"),
)


def chosen_photos(form: Form) -> list[str]:
    """Return the names of the photos that were chosen for ``form``."""
    return list(_chosen(form)["names"])


def photo_batch(form: Form) -> str:
    """Return what the browser calls the photos that were chosen for ``form``, for `send_photos`."""
    return str(_chosen(form)["batch"])


def show_photo_field(visit: Visit, form: Form, label: str) -> None:
    """Draw the photos that were chosen for ``form`` and a field for more."""
    key = f"photo_field:{form.name}"

    def take() -> None:
        chosen: dict[str, Any] | None = st.session_state[key].chosen
        if chosen:
            names = [str(name) for name in chosen["names"]]
            form.change(_FIELD, {"batch": str(chosen["batch"]), "names": names} if names else None)

    data = {
        "place": f"{visit.account.id} {form.name}",
        "names": chosen_photos(form),
        "label": label,
        "words": visit.words.table("upload"),
    }
    _field(key=key, data=data, on_chosen_change=take)


def send_photos(visit: Visit, subject_id: str, batch: str = "") -> None:
    """Let the browser send what it still has for ``subject_id``, and what was chosen as ``batch``; draw how far it is,
    nothing where it has nothing. The page is drawn again once all of them have arrived.
    """
    words = visit.words
    _sender(
        key=f"photo_sender:{subject_id}",
        data={
            "subject": subject_id,
            "batch": batch,
            "language": words.language,
            "words": words.table("upload"),
        },
        on_arrived_change=lambda: None,
    )


def _chosen(form: Form) -> dict[str, Any]:
    kept = form.value(_FIELD)
    return kept if isinstance(kept, dict) else {"batch": "", "names": []}

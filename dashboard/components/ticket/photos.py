"""The photos of a ticket. They belong to a case, so they wait in the tab until there is one."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.components.ticket.ticket import Ticket
from dashboard.components.uploads import name_upload_button
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["chosen_photos", "forget_photos", "lost_photos", "show_photos"]

_PHOTOS: Final = "ticket_photos"
_TURN: Final = "ticket_photos_turn"


def chosen_photos() -> list[UploadedFile]:
    """Return the photos that were chosen in this tab."""
    return list(st.session_state.get(_PHOTOS, []))


def lost_photos(ticket: Ticket) -> list[str]:
    """Return the names of photos that were chosen before a reload and have to be chosen again."""
    here = {photo.name for photo in chosen_photos()}
    return [name for name in ticket.form.value("photos") or [] if name not in here]


def forget_photos() -> None:
    """Forget the photos; they have arrived."""
    st.session_state.pop(_PHOTOS, None)


def show_photos(visit: Visit, ticket: Ticket) -> None:
    """Draw the photos that were chosen and a field for more."""
    words = visit.words
    for number, photo in enumerate(chosen_photos()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.image(photo, width=96)
            st.caption(plain(photo.name), width="stretch")
            st.button(
                words("new_ticket.remove"),
                key=f"ticket_photo_{number}",
                icon=":material/close:",
                type="tertiary",
                on_click=_remove,
                args=(ticket, number),
            )
    lost = lost_photos(ticket)
    if lost:
        st.warning(words("new_ticket.photos_lost", names=plain(", ".join(lost))))
    name_upload_button(words)
    key = f"ticket_photo:{st.session_state.get(_TURN, 0)}"
    st.file_uploader(
        words("new_ticket.photos"),
        type=["jpg", "jpeg", "png", "webp"],
        accept_multiple_files=True,
        key=key,
        on_change=_take,
        args=(ticket, key),
    )


def _take(ticket: Ticket, key: str) -> None:
    """Take what was chosen over from the field, which forgets it when it is not drawn, and draw an empty one."""
    _keep(ticket, [*chosen_photos(), *st.session_state[key]])
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _remove(ticket: Ticket, number: int) -> None:
    photos = chosen_photos()
    del photos[number]
    _keep(ticket, photos)


def _keep(ticket: Ticket, photos: list[UploadedFile]) -> None:
    st.session_state[_PHOTOS] = photos
    ticket.form.change("photos", [photo.name for photo in photos])

"""Photos and papers that belong to a case, a machine or an item: chosen, attached, listed."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from clinic_client.models.add_attachment_kind import AddAttachmentKind
from dashboard.components.uploads import name_upload_button
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["attach_files", "choose_files", "kind_of_file", "show_files"]

_PHOTOS: Final = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif"})
_SOUNDS: Final = frozenset({".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".m4a", ".mp4"})
_SHOWN: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
_PICTURE: Final = '<img src="{address}" alt="{name}" style="max-width:100%;max-height:20rem;border-radius:.5rem">'
_KILOBYTE: Final = 1000


def kind_of_file(filename: str) -> AddAttachmentKind:
    """Return what a file is attached as, by its name; the API looks at the content itself."""
    suffix = PurePath(filename).suffix.lower()
    if suffix in _PHOTOS:
        return "photo"
    return "sound" if suffix in _SOUNDS else "document"


def choose_files(visit: Visit, key: str, label: str | None = None) -> list[UploadedFile]:
    """Draw a field for photos and papers; return what was chosen."""
    name_upload_button(visit.words)
    files = st.file_uploader(label or visit.words("files.add"), accept_multiple_files=True, key=key)
    return list(files or [])


def attach_files(visit: Visit, subject_id: str, files: Iterable[UploadedFile]) -> None:
    """Attach what was chosen; sent twice it is there once."""
    for file in files:
        visit.hospital.care.attach(subject_id, kind_of_file(file.name), file.name, file)


def show_files(visit: Visit, subject_ids: Sequence[str]) -> int:
    """Draw the files of these things as downloads, photos that a browser shows as pictures; return how many."""
    files = [file for subject_id in subject_ids for file in visit.hospital.care.files(subject_id)]
    for file in files:
        address = f"/api/v1/attachments/{file.id}/content"
        if file.media_type in _SHOWN:
            st.html(_PICTURE.format(address=address, name=html.escape(file.filename)))
        size = visit.words("files.kilobytes", count=max(1, round(file.size_bytes / _KILOBYTE)))
        about = f"{file.added_by} · {visit.words.date(file.created_at)} · {size}"
        st.link_button(plain(file.filename), address, icon=":material/download:")
        st.caption(plain(about))
    return len(files)

"""Streamlit's field for files, with our words: by itself it says in English “Upload” and what it does not take."""

from __future__ import annotations

from typing import Final

import streamlit as st

from dashboard.words import Words

__all__ = ["name_upload_button"]

_BUTTON: Final = """<style>
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p {{ font-size: 0; }}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {{
  content: "{label}"; font-size: 1rem;
}}
[data-testid="stFileUploader"]:has([data-testid="stFileChip"][aria-invalid="true"])::after {{
  content: "{refused}"; color: #a11212;
}}
</style>"""


def name_upload_button(words: Words) -> None:
    """Put our word on the buttons of all fields for files on this page, and our reason below a file not taken."""
    st.html(_BUTTON.format(label=words("files.choose"), refused=words("files.refused")))

"""Streamlit's field for files, with our words on its button: it says “Upload” in every language by itself."""

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
</style>"""


def name_upload_button(words: Words) -> None:
    """Put our word on the buttons of all fields for files on this page."""
    st.html(_BUTTON.format(label=words("files.choose")))

"""What a diagnosis says, draft or signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from dashboard.components.findings import finding_title
from dashboard.words import Words, plain

__all__ = ["Content", "content_in", "own_words", "show_content"]

Content = Mapping[str, Any]

_STYLES: Final = {
    "confirmed": ("green", ":material/check:"),
    "refuted": ("gray", ":material/close:"),
    "added": ("blue", ":material/add:"),
}


def show_content(words: Words, content: Content) -> None:
    """Draw what a diagnosis says: the findings as judged, the conclusion, by when somebody must act."""
    for finding in content["findings"]:
        colour, icon = _STYLES[finding["judgement"]]
        badge = f":{colour}-badge[{icon} {words.of('judgement', finding['judgement'])}]"
        severity = f" · {words.of('severity', finding['severity'])}" if finding.get("severity") else ""
        st.markdown(f"{badge} {finding_title(words, finding)}{severity}")
        if finding.get("note"):
            st.caption(plain(own_words(words, finding["note"])))
    if not content["findings"]:
        st.caption(words("doctor.no_findings"))
    st.markdown(f"{plain(own_words(words, content['conclusion']))}")
    st.markdown(f"**{words.of('urgency', content['urgency'])}**")


def content_in(content: Content) -> dict[str, Any]:
    """Return ``content`` without what is left empty, so that two of them can be compared."""
    kept: dict[str, Any] = {}
    for name, value in content.items():
        if isinstance(value, Mapping):
            value = content_in(value)
        elif isinstance(value, list):
            value = [content_in(each) for each in value]
        if value is not None:
            kept[name] = value
    return kept


def own_words(words: Words, text: Mapping[str, Any]) -> str:
    """Return somebody's own words in the reader's language, else in the other one."""
    other = "en" if words.language == "zh" else "zh"
    return str(text.get(words.language) or text.get(other) or "")

"""Each finding in words, and its evidence in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from clinic_client.models import ExaminationRead
from dashboard.components.findings import show_figures, show_finding_in_words
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["show_findings_in_numbers"]

Document = Mapping[str, Any]


def show_findings_in_numbers(visit: Visit, examination: ExaminationRead) -> None:
    """Draw findings and what is to be watched, each with its figures and the numbers of its evidence."""
    words, document = visit.words, examination.document.to_dict()
    for index, finding in enumerate(document["findings"]):
        with st.container(border=True):
            show_finding_in_words(words, finding)
            show_figures(visit, examination, index)
            _show_table(words, finding["evidence"], key=f"evidence_{index}")
    for index, finding in enumerate(document["watch"]):
        with st.container(border=True):
            st.badge(words("examination.watch"), icon=":material/visibility:", color="gray")
            show_finding_in_words(words, finding)
            _show_table(words, finding["evidence"], key=f"watch_{index}")


def _show_table(words: Words, evidence: Sequence[Document], key: str) -> None:
    number = st.column_config.NumberColumn
    st.dataframe(
        [_row(item) for item in evidence],
        hide_index=True,
        placeholder="–",
        key=key,
        column_config={
            "kind": st.column_config.TextColumn(words("examination.evidence_kind")),
            "channel": st.column_config.TextColumn(words("examination.channel")),
            "expected": number(words("examination.expected"), format="%.2f"),
            "found": number(words("examination.found"), format="%.2f"),
            "deviation": number(words("examination.deviation"), format="%.2f"),
            "band": st.column_config.TextColumn(words("examination.band")),
            "depth": number(words("examination.depth"), format="%.3f"),
            "strength": number(words("examination.strength"), format="%.2f"),
            "harmonics": st.column_config.TextColumn(words("examination.harmonics")),
            "sidebands": st.column_config.TextColumn(words("examination.sidebands")),
        },
    )


def _row(item: Document) -> dict[str, Any]:
    expected, found = item.get("expected_hz"), item.get("frequency_hz")
    return {
        "kind": item["kind"],
        "channel": item.get("channel", ""),
        "expected": expected,
        "found": found,
        "deviation": 100 * (found - expected) / expected if found and expected else None,
        "band": "–".join(f"{edge:.0f}" for edge in item.get("band_hz", ())),
        "depth": item.get("modulation_depth"),
        "strength": item.get("strength"),
        "harmonics": ", ".join(f"{line:.1f}" for line in item.get("harmonics_hz", ())),
        "sidebands": ", ".join(f"{line:.1f}" for line in item.get("sidebands_hz", ())),
    }

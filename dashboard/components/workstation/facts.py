"""What an examination measured, ruled out and remarked, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.components.findings import show_bullets
from dashboard.words import Words, plain

__all__ = ["show_measurements", "show_provenance", "show_quality", "show_ruled_out"]

Document = Mapping[str, Any]


def show_ruled_out(words: Words, items: Sequence[Document]) -> None:
    """Draw what was looked for and not found."""
    st.subheader(words("examination.ruled_out"), anchor=False)
    if items:
        show_bullets(words, [item["text"] for item in items])
    else:
        st.caption(words("examination.nothing_ruled_out"))


def show_measurements(words: Words, document: Document) -> None:
    """Draw the speed, and each channel's values with the zone and its source."""
    st.subheader(words("examination.measurements"), anchor=False)
    st.markdown(f"{words('examination.speed')}: **{plain(_speed(words, document['speed']))}**")
    if not document["measurements"]:
        st.caption(words("examination.no_measurements"))
        return
    number = st.column_config.NumberColumn
    st.dataframe(
        [
            {"channel": channel, **measured, "unit": _written(measured.get("unit"))}
            for channel, measured in document["measurements"].items()
        ],
        hide_index=True,
        placeholder="–",
        column_order=(
            "channel",
            "velocity_rms_mm_s",
            "zone",
            "standard",
            "rms",
            "peak",
            "unit",
            "crest_factor",
            "kurtosis",
        ),
        column_config={
            "channel": st.column_config.TextColumn(words("examination.channel"), width="small"),
            "velocity_rms_mm_s": number(words("examination.velocity"), format="%.2f"),
            "zone": st.column_config.TextColumn(words("examination.zone"), width="small"),
            "standard": st.column_config.TextColumn(words("examination.standard")),
            "rms": number(words("examination.rms"), format="%.4g"),
            "peak": number(words("examination.peak"), format="%.4g"),
            "unit": st.column_config.TextColumn(words("examination.unit"), width="small"),
            "crest_factor": number(words("examination.crest"), format="%.1f"),
            "kurtosis": number(words("examination.kurtosis"), format="%.2f"),
        },
    )


def _written(unit: str | None) -> str | None:
    """Return a unit as people write it."""
    return unit.replace("m/s2", "m/s²") if unit else unit


def _speed(words: Words, speed: Document) -> str:
    if speed.get("rpm") is None:
        return words("examination.speed_unknown")
    source = words.of("speed_source", speed["source"])
    rpm, uncertainty = f"{speed['rpm']:.0f}", speed.get("uncertainty_rpm")
    if uncertainty is None:
        return words("examination.speed_text", rpm=rpm, source=source)
    return words("examination.speed_uncertain", rpm=rpm, uncertainty=f"{uncertainty:.1f}", source=source)


def show_quality(words: Words, notes: Sequence[Document]) -> None:
    """Draw what is to be said about the recording itself."""
    st.subheader(words("examination.quality"), anchor=False)
    if not notes:
        st.caption(words("examination.no_notes"))
        return
    for note in notes:
        channel = f" · {words('examination.channel')} {note['channel']}" if note["channel"] else ""
        level = words.of("quality_level", note["level"])
        st.markdown(f"**{level}**{plain(channel)}  \n{plain(words.pick(note['text']))}")


def show_provenance(words: Words, document: Document) -> None:
    """Draw by which version and from which bytes the examination was made, and the whole of it, folded away."""
    provenance = document["provenance"]
    with st.expander(words("examination.provenance"), icon=":material/fingerprint:"):
        facts = (
            (words("examination.version"), provenance["version"]),
            (words("examination.recording_sha"), provenance["recording_sha256"]),
            (words("examination.machine_sha"), provenance["machine_sha256"]),
            (words("examination.seconds"), f"{provenance['seconds']:.2f}"),
        )
        for name, value in facts:
            st.caption(name)
            st.code(value, language=None, wrap_lines=True)
    with st.expander(words("examination.raw"), icon=":material/data_object:"):
        st.json(dict(document), expanded=1)

"""One whole examination for the analyst: findings with numbers and figures, measurements with limits, provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from clinic_client.models import ExaminationRead
from dashboard.components.findings import finding_title, show_bullets, show_figures, show_finding_in_words
from dashboard.components.machine import machine_name
from dashboard.components.urgency import show_urgency, show_verdict
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_examination"]

Document = Mapping[str, Any]


def show_examination(visit: Visit) -> None:
    """Draw the examination that the address names (``?examination=exam_…``)."""
    words = visit.words
    examination_id = st.query_params.get("examination")
    if not examination_id:
        st.info(words("examination.not_chosen"))
        if "examinations" in visit.pages:
            visit.link("examinations", words("examination.to_the_list"), icon=":material/arrow_back:")
        return
    examination = visit.hospital.examination(examination_id)
    document = examination.document.to_dict()
    _show_head(visit, examination, document)
    _show_findings(visit, examination, document)
    _show_measurements(words, document)
    left, right = st.columns(2, gap="large")
    with left:
        _show_ruled_out(words, document["ruled_out"])
    with right:
        _show_quality(words, document["quality"])
        _show_provenance(words, document)


def _show_head(visit: Visit, examination: ExaminationRead, document: Document) -> None:
    words = visit.words
    st.title(plain(machine_name(words, examination)), anchor=False)
    made = words(
        "examination.made",
        machine=examination.recording_filename,
        factory=words.pick(examination.factory_name),
        date=words.date(examination.created_at),
    )
    st.caption(plain(f"{made} · {examination.id}"))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        show_verdict(words, examination.verdict)
        show_urgency(words, examination.urgency)
        st.badge(words("examination.unsigned"), color="gray")
        if examination.case_id is not None:  # a routine measurement belongs to no case
            visit.link("case", words("examination.case"), icon=":material/description:", case=examination.case_id)
    st.markdown(plain(words.pick(document["summary"])))


def _show_findings(visit: Visit, examination: ExaminationRead, document: Document) -> None:
    words = visit.words
    st.subheader(words("examination.findings"), anchor=False)
    if not document["findings"]:
        st.caption(words("examination.nothing_found"))
    for index, finding in enumerate(document["findings"]):
        with st.container(border=True):
            in_words, figure = st.columns([2, 3], gap="large")
            with in_words:
                show_finding_in_words(words, finding)
            with figure:
                show_figures(visit, examination, index)
            st.caption(words("examination.evidence"))
            _show_evidence_table(words, finding["evidence"], key=f"evidence_{index}")
    if document["watch"]:
        st.subheader(words("examination.watch"), anchor=False)
        for index, finding in enumerate(document["watch"]):
            st.markdown(f"**{finding_title(words, finding)}**")
            show_bullets(words, [item["text"] for item in finding["evidence"]])
            _show_evidence_table(words, finding["evidence"], key=f"watch_{index}")


def _show_evidence_table(words: Words, evidence: Sequence[Document], key: str) -> None:
    number = st.column_config.NumberColumn
    st.dataframe(
        [_evidence_row(item) for item in evidence],
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


def _evidence_row(item: Document) -> dict[str, Any]:
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


def _show_ruled_out(words: Words, items: Sequence[Document]) -> None:
    st.subheader(words("examination.ruled_out"), anchor=False)
    show_bullets(words, [item["text"] for item in items])


def _show_measurements(words: Words, document: Document) -> None:
    st.subheader(words("examination.measurements"), anchor=False)
    st.markdown(f"{words('examination.speed')}: **{plain(_speed(words, document['speed']))}**")
    if not document["measurements"]:
        st.caption(words("examination.no_measurements"))
        return
    number = st.column_config.NumberColumn
    st.dataframe(
        [{"channel": channel, **measured} for channel, measured in document["measurements"].items()],
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


def _speed(words: Words, speed: Document) -> str:
    if speed.get("rpm") is None:
        return words("examination.speed_unknown")
    source = words.of("speed_source", speed["source"])
    rpm, uncertainty = f"{speed['rpm']:.0f}", speed.get("uncertainty_rpm")
    if uncertainty is None:
        return words("examination.speed_text", rpm=rpm, source=source)
    return words("examination.speed_uncertain", rpm=rpm, uncertainty=f"{uncertainty:.1f}", source=source)


def _show_quality(words: Words, notes: Sequence[Document]) -> None:
    st.subheader(words("examination.quality"), anchor=False)
    if not notes:
        st.caption(words("examination.no_notes"))
        return
    for note in notes:
        channel = f" · {words('examination.channel')} {note['channel']}" if note["channel"] else ""
        level = words.of("quality_level", note["level"])
        st.markdown(f"**{level}** · `{note['check']}`{plain(channel)}  \n{plain(words.pick(note['text']))}")


def _show_provenance(words: Words, document: Document) -> None:
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

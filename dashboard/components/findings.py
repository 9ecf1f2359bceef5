"""Findings of an examination: in plain words first, the figure behind a fold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from clinic_client.models import ExaminationRead
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = [
    "finding_title",
    "percent",
    "show_bullets",
    "show_figures",
    "show_finding",
    "show_finding_in_words",
    "show_treatment",
]

Finding = Mapping[str, Any]


def finding_title(words: Words, finding: Finding) -> str:
    """Return the fault and the part it is in, as Markdown."""
    title = plain(words.of("fault", finding["fault"]))
    component = finding.get("component")
    return f"{title} · {words('findings.component', component=plain(component))}" if component else title


def show_finding(visit: Visit, examination: ExaminationRead, index: int, finding: Finding) -> None:
    """Draw one finding: how bad, how sure, the evidence in words, what speaks against it; the figure in a fold."""
    with st.container(border=True):
        show_finding_in_words(visit.words, finding)
        with st.expander(visit.words("findings.figure"), icon=":material/query_stats:"):
            show_figures(visit, examination, index)


def show_finding_in_words(words: Words, finding: Finding) -> None:
    """Draw one finding without its figure."""
    st.markdown(f"**{finding_title(words, finding)}**")
    with st.container(horizontal=True, gap="small"):
        st.badge(words("findings.severity", level=words.of("severity", finding["severity"]["level"])), color="orange")
        st.badge(words("findings.probability", percent=percent(finding["probability"])), color="gray")
    show_bullets(words, [item["text"] for item in finding["evidence"]])
    st.caption(words("findings.basis") + f": {plain(words.pick(finding['severity']['basis']))}")
    if finding["false_alarm_probability"] > 0:
        one_in = round(1 / finding["false_alarm_probability"])
        st.caption(words("findings.false_alarm", count=f"{one_in:,}"))
    if finding["against"]:
        st.markdown(f"**{words('findings.against')}**")
        show_bullets(words, [item["text"] for item in finding["against"]])


def show_treatment(words: Words, finding: Finding) -> None:
    """Draw what to do about ``finding`` as a list of steps."""
    st.markdown(
        "\n".join(f"{number}. {plain(words.pick(step))}" for number, step in enumerate(finding["treatment"], 1))
    )


def show_bullets(words: Words, texts: list[Any], *, small: bool = False) -> None:
    """Draw the API's texts as a list, ``small`` beside something that matters more."""
    lines = [plain(words.pick(text)) for text in texts]
    st.markdown("\n".join(f"- :small[{line}]" if small else f"- {line}" for line in lines))


def show_figures(visit: Visit, examination: ExaminationRead, finding_index: int) -> None:
    """Draw the figures that show the evidence of one finding."""
    figures = [figure for figure in examination.figures if figure.finding_index == finding_index]
    for figure in figures:
        image = visit.hospital.figure(examination.id, figure.index)
        st.image(image, caption=plain(visit.words.pick(figure.caption)), width="stretch")
    if not figures:
        st.caption(visit.words("findings.no_figure"))


def percent(probability: float) -> str:
    """Return ``probability`` as a percentage that never claims certainty."""
    return ">99 %" if probability > 0.99 else f"{probability:.0%}".replace("%", " %")

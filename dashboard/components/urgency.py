"""Urgency named by what to do, always as colour, shape and word together, and the verdict in words."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from dashboard.words import Words

__all__ = [
    "advice",
    "show_urgency",
    "show_verdict",
    "urgency_badge",
    "urgency_order",
    "verdict_badge",
    "verdict_label",
]

Colour = Literal["red", "orange", "yellow", "blue", "gray", "green"]

_URGENCY_COLOURS: Final[dict[int, Colour]] = {1: "red", 2: "orange", 3: "yellow", 4: "blue", 5: "gray"}
_VERDICT_STYLES: Final[dict[str, tuple[Colour, str]]] = {
    "fault": ("orange", ":material/build:"),
    "healthy": ("green", ":material/check_circle:"),
    "not_assessable": ("gray", ":material/help:"),
    "none": ("gray", ":material/remove:"),
}
_AFTER_ALL: Final = 6


def show_urgency(words: Words, urgency: int | None) -> None:
    """Draw the badge of ``urgency`` 1 … 5; None says that it is not set yet."""
    if urgency is None:
        st.badge(words("urgency_none.label"), color="gray")
    else:
        st.badge(words.of("urgency", urgency), color=_URGENCY_COLOURS[urgency])


def advice(words: Words, urgency: int, verdict: str | None) -> str:
    """Return what ``urgency`` tells people to do; only a found fault says that the machine may run, and until when."""
    if verdict == "fault":
        return words.of("urgency_advice", urgency)
    return words.of("urgency_healthy", urgency) if verdict == "healthy" else words.of("urgency_unknown", urgency)


def urgency_order(urgency: int | None) -> int:
    """Return the place of ``urgency`` in a list that has the most urgent first."""
    return _AFTER_ALL if urgency is None else urgency


def show_verdict(words: Words, verdict: str | None) -> None:
    """Draw the badge of ``verdict``; None is a machine that was never examined."""
    colour, icon = _VERDICT_STYLES[verdict or "none"]
    st.badge(verdict_label(words, verdict), icon=icon, color=colour)


def urgency_badge(words: Words, urgency: int) -> str:
    """Return the badge of ``urgency`` as Markdown, for a line with more in it."""
    return f":{_URGENCY_COLOURS[urgency]}-badge[{words.of('urgency', urgency)}]"


def verdict_badge(words: Words, verdict: str) -> str:
    """Return the badge of ``verdict`` as Markdown, for a line with more in it."""
    colour, icon = _VERDICT_STYLES[verdict]
    return f":{colour}-badge[{icon} {verdict_label(words, verdict)}]"


def verdict_label(words: Words, verdict: str | None) -> str:
    """Return what ``verdict`` is called."""
    return words.of("verdict", verdict or "none")

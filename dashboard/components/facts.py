"""Small pieces of the administrator's pages: a head above rows, facts with their names, sizes and spans for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.words import Words

__all__ = ["columns_of_row", "person_of", "show_fact", "show_head", "size_of", "span_of"]

_BOTH_NAMES: Final = re.compile(r"(?P<zh>[^(]*[一-鿿][^(]*) \((?P<en>[^一-鿿]+)\)")
_KIB = 1024
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def show_head(labels: Sequence[str], widths: Sequence[float]) -> None:
    """Draw the names of the columns above rows of `columns_of_row` with the same ``widths``."""
    for column, label in zip(st.columns(list(widths), vertical_alignment="bottom"), labels, strict=True):
        column.caption(label)


def columns_of_row(widths: Sequence[float]) -> list[DeltaGenerator]:
    """Return the columns of one row."""
    return st.columns(list(widths), vertical_alignment="center")


def show_fact(name: str, value: str) -> None:
    """Draw one value with its name above it."""
    with st.container(gap=None):
        st.caption(name)
        st.text(value or "–")


def person_of(words: Words, name: str) -> str:
    """Return who did something, of a name that the API keeps for readers of both languages: ``中文名 (English name)``.

    >>> person_of(Words("en"), "钱浩（演示） (Qian Hao (demo))"), person_of(Words("zh"), "Maria (M.)")
    ('Qian Hao (demo)', 'Maria (M.)')
    """
    both = _BOTH_NAMES.fullmatch(name)
    return both[words.language] if both else name


def size_of(size_bytes: float) -> str:
    """Return a size as people read it.

    >>> size_of(512), size_of(3 * 1024**3)
    ('512 B', '3.0 GiB')
    """
    value, unit = float(size_bytes), 0
    while value >= _KIB and unit < len(_UNITS) - 1:
        value, unit = value / _KIB, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 else f"{value:.1f} {_UNITS[unit]}"


def span_of(words: Words, seconds: float) -> str:
    """Return how long ``seconds`` are, in the one unit that fits."""
    if seconds < 120:
        return words("facts.seconds", count=round(seconds))
    if seconds < 2 * 3600:
        return words("facts.minutes", count=round(seconds / 60))
    if seconds < 48 * 3600:
        return words("facts.hours", count=round(seconds / 3600))
    return words("facts.days", count=round(seconds / 86400))

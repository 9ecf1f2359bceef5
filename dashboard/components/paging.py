"""A long list in portions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

__all__ = ["show_portion"]

Item = TypeVar("Item")


def show_portion(items: Sequence[Item], size: int, key: str) -> Sequence[Item]:
    """Return the portion of ``items`` to draw now; a page switch of ``size`` items each appears when there are more."""
    pages = math.ceil(len(items) / size)
    if pages <= 1:
        return items
    page = st.pagination(pages, key=key)
    return items[(page - 1) * size : page * size]

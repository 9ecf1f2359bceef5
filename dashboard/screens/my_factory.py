"""A factory's own page: its people, visits, hazards, notices, details, papers and data, one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.factory import (
    show_data,
    show_details,
    show_hazards,
    show_notices,
    show_papers,
    show_people,
    show_visiting,
)
from dashboard.components.live import show_live
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_my_factory"]

_OF_EVERYBODY: Final[Mapping[str, Callable[[Visit], None]]] = MappingProxyType(
    {"hazards": show_hazards, "visits": show_visiting, "notices": show_notices}
)
_OF_ADMINISTRATORS: Final[Mapping[str, Callable[[Visit], None]]] = MappingProxyType(
    {
        "people": show_people,
        **_OF_EVERYBODY,
        "details": show_details,
        "papers": show_papers,
        "data": show_data,
    }
)


def show_my_factory(visit: Visit) -> None:
    """Draw the part that the address names; workers have fewer of them."""
    words = visit.words
    name = words.pick(visit.account.factory_name) if visit.account.factory_name else words.of("pages", "my_factory")
    st.title(plain(name), anchor=False)
    parts = _OF_ADMINISTRATORS if visit.role == "factory_admin" else _OF_EVERYBODY
    part = chosen_in_address("part", parts, next(iter(parts)))
    key = f"my_factory_part_{words.language}"
    st.segmented_control(
        words("my_factory.part"),
        list(parts),
        required=True,
        format_func=lambda code: words.of("my_factory_part", code),
        key=put(key, part),
        on_change=write_address,
        args=("part", key),
        label_visibility="collapsed",
    )
    show_live(visit, parts[part])

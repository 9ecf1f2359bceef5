"""The health of all machines at a glance, the worst first: one row each, whether there is one or five hundred."""

from __future__ import annotations

import math
from typing import Final, cast

import streamlit as st

from clinic_client.models import MachineConditionRead, MachineConditions
from dashboard.components.address import many_in_address, put, text_in_address, write_address
from dashboard.components.condition import (
    CONDITIONS,
    condition_label,
    show_condition,
    show_machine_case,
    what_to_do,
)
from dashboard.components.whose import show_whose
from dashboard.hospital.machines import Condition
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_machines"]

_PORTION: Final = 25
_FEW: Final = 5
"""As many machines are found without a search."""


def show_machines(visit: Visit) -> None:
    """Draw one row a machine; what narrows the list down is in the address."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(words.of("pages", "machines" if visit.is_factory else "all_machines"), anchor=False, width="content")
        _show_way_to_add(visit)
    st.fragment(_show_list)(visit)


def _show_way_to_add(visit: Visit) -> None:
    if "machine_add" in visit.pages:
        visit.link("machine_add", visit.words("machines.add"), icon=":material/add:")


def _show_list(visit: Visit) -> None:
    wanted = many_in_address("condition", CONDITIONS)
    text, place, page = text_in_address("find"), text_in_address("place"), _page_in_address()
    factory_id = text_in_address("factory")
    seen = visit.hospital.machines.conditions(
        text=text,
        place=place,
        factory_id=factory_id,
        condition=cast("list[Condition]", wanted),
        offset=(page - 1) * _PORTION,
        limit=_PORTION,
    )
    if factory_id:
        show_whose(visit, "machines", factory_id)
    if not seen.total and not (text or place or wanted or factory_id):
        _show_empty(visit)
        return
    _show_filters(visit, seen, wanted, text, place)
    if not seen.items:
        st.info(visit.words("machines.nothing_matches"))
    for machine in seen.items:
        _show_row(visit, machine)
    pages = math.ceil(seen.total / _PORTION)
    if pages > 1:
        key = put("machines_page", min(page, pages))
        st.pagination(pages, key=key, on_change=_write_page, args=(key,))


def _show_empty(visit: Visit) -> None:
    st.info(visit.words("machines.empty"))
    if "machine_add" in visit.pages:
        _show_way_to_add(visit)
    elif "new_ticket" in visit.pages:
        visit.link("new_ticket", visit.words("machines.report"), icon=":material/add_circle:")


def _show_filters(visit: Visit, seen: MachineConditions, wanted: list[str], text: str, place: str) -> None:
    words, counts = visit.words, seen.counts.to_dict()
    shown = [each for each in CONDITIONS if counts.get(each) or each in wanted]
    if len(shown) > 1 or wanted:
        st.pills(
            words("machines.condition"),
            shown,
            selection_mode="multi",
            format_func=lambda each: f"{condition_label(words, each)} · {counts.get(each, 0)}",
            key=put("machines_condition", wanted),
            on_change=_write_filter,
            args=("condition", "machines_condition"),
        )
    if sum(counts.values()) <= _FEW and not (text or place):
        return
    find, where = st.columns([3, 2])
    find.text_input(
        words("machines.filter"),
        placeholder=words("machines.filter_hint"),
        key=put("machines_find", text),
        on_change=_write_filter,
        args=("find", "machines_find"),
    )
    where.selectbox(
        words("machines.place"),
        [*dict.fromkeys([*([place] if place else []), *seen.places])],
        placeholder=words("machines.every_place"),
        key=put("machines_place", place or None),
        on_change=_write_filter,
        args=("place", "machines_place"),
    )


def _page_in_address() -> int:
    asked = text_in_address("page")
    return int(asked) if asked.isdecimal() and 0 < int(asked) < 10_000 else 1


def _write_page(key: str) -> None:
    st.query_params["page"] = str(st.session_state[key])


def _write_filter(name: str, key: str) -> None:
    """Write a filter into the address; the list begins again at its first page."""
    st.query_params.pop("page", None)
    write_address(name, key)


def _show_row(visit: Visit, machine: MachineConditionRead) -> None:
    words, equipment = visit.words, machine.equipment
    with st.container(border=True):
        name, condition, to_do, case = st.columns([3, 2, 4, 2], vertical_alignment="center")
        with name:
            visit.link("machine", f"**{plain(words.name(equipment))}**", equipment=equipment.id)
            about = [words.of("kind", equipment.kind), equipment.location, equipment.asset_number or ""]
            about += [] if visit.is_factory else [words.pick(equipment.factory_name)]
            st.caption(plain(" · ".join(part for part in about if part)))
        with condition:
            show_condition(words, machine)
        with to_do:
            st.markdown(what_to_do(words, machine))
            if machine.summary and machine.condition not in {"healthy", "unknown"}:
                st.caption(plain(words.pick(machine.summary)))
        with case:
            show_machine_case(visit, machine)

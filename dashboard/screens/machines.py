"""All machines of the factory, worst first: what is known about each, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, EquipmentRead
from dashboard.components.paging import show_portion
from dashboard.components.urgency import advice, show_urgency, show_verdict, urgency_order
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_machines", "worst_first"]

_PORTION: Final = 20
_VERDICT_ORDER: Final = {"fault": 0, "not_assessable": 1, None: 2, "healthy": 3}


def show_machines(visit: Visit) -> None:
    """Draw one card a machine."""
    words = visit.words
    st.title(words.of("pages", "machines" if visit.is_factory else "all_machines"), anchor=False)
    machines = visit.hospital.equipment()
    if not machines:
        st.info(words("machines.empty"))
        if "new_ticket" in visit.pages:
            visit.link("new_ticket", words("machines.report"), icon=":material/add_circle:")
        return
    st.caption(words("machines.explanation"))
    urgent_cases = _most_urgent_open_cases(visit.hospital.cases("open"))
    text = _filter_text(words) if len(machines) > _PORTION // 2 else ""
    matching = [machine for machine in machines if _matches(machine, text)]
    if not matching:
        st.info(plain(words("machines.nothing_matches", text=text)))
    ordered = worst_first(matching, {identity: case.urgency for identity, case in urgent_cases.items()})
    for machine in show_portion(ordered, _PORTION, "machines_page"):
        _show_machine(visit, machine, urgent_cases.get(machine.id))


def worst_first(machines: Iterable[EquipmentRead], urgencies: Mapping[str, int | None]) -> Sequence[EquipmentRead]:
    """Return ``machines`` by urgency of their open cases, then by last verdict, criticality and name."""
    return sorted(
        machines,
        key=lambda machine: (
            urgency_order(urgencies.get(machine.id)),
            _VERDICT_ORDER[machine.last_verdict],
            machine.criticality,
            machine.name_en,
        ),
    )


def _most_urgent_open_cases(cases: Iterable[CaseRead]) -> dict[str, CaseRead]:
    found: dict[str, CaseRead] = {}
    for case in sorted(cases, key=lambda case: urgency_order(case.urgency)):
        if case.equipment_id is not None:
            found.setdefault(case.equipment_id, case)
    return found


def _filter_text(words: Words) -> str:
    return st.text_input(
        words("machines.filter"), placeholder=words("machines.filter_hint"), key="machines_filter"
    ).strip()


def _matches(machine: EquipmentRead, text: str) -> bool:
    known = (machine.name_en, machine.name_zh, machine.location, *_factory_names(machine))
    return not text or any(text.lower() in part.lower() for part in known)


def _factory_names(machine: EquipmentRead) -> tuple[str, str]:
    return machine.factory_name.en, machine.factory_name.zh


def _show_machine(visit: Visit, machine: EquipmentRead, case: CaseRead | None) -> None:
    words = visit.words
    with st.container(border=True):
        about, state = st.columns([3, 2], vertical_alignment="center")
        with about:
            st.markdown(f"**{plain(words.name(machine))}**")
            place = [words.of("kind", machine.kind), machine.location]
            place += [] if visit.is_factory else [words.pick(machine.factory_name)]
            st.caption(plain(" · ".join(part for part in place if part)))
        with state, st.container(horizontal=True, gap="small"):
            if case:
                show_urgency(words, case.urgency)
            show_verdict(words, machine.last_verdict)
            st.caption(_health_label(words, machine.health_score), width="content")
        if case and case.urgency is not None:
            st.markdown(advice(words, case.urgency, case.opinion.verdict if case.opinion else None))
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            if case:
                count = words("machines.open_cases", count=machine.open_cases)
                visit.link(
                    "case", f"{words('machines.open_case')} ({count})", icon=":material/description:", case=case.id
                )
            else:
                st.caption(words("machines.no_open_cases"), width="content")
            visit.link("new_ticket", words("machines.report"), icon=":material/add_circle:", equipment=machine.id)


def _health_label(words: Words, score: int | None) -> str:
    """Return the health score in words: never a figure where it is not known."""
    return words("machines.health_unknown") if score is None else words("machines.health", score=score)

"""Who did what: found by person, action, thing and day; proved unchanged; given as a table."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

from clinic_client.models import AuditLineRead, ChainRead
from dashboard.components.acting import act, show_outcome
from dashboard.components.address import chosen_in_address, put, text_in_address
from dashboard.components.cursor import cursor_in_address, narrow, show_pages
from dashboard.components.facts import columns_of_row, person_of, show_head
from dashboard.components.people import factory_names
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_audit"]

_PLACE: Final = "audit"
_CHAINS: Final = "audit_chains"
_ROWS: Final = 30
_WIDTHS: Final = (2.1, 1.7, 1.7, 3.4)
_HEAD: Final = ("at", "by", "action", "details")


def show_audit(visit: Visit) -> None:
    """Draw the lines that the address asks for."""
    words = visit.words
    st.title(words.of("pages", "audit"), anchor=False)
    st.caption(words("audit.explanation"))
    show_outcome(visit, _PLACE)
    _show_filters(visit)
    wanted = _wanted(visit)
    _show_tools(visit, wanted)
    page = visit.hospital.operation.audit(wanted, cursor=cursor_in_address(), limit=_ROWS)
    if not page.items:
        st.info(words("audit.empty") if wanted else words("audit.nothing_yet"))
        return
    show_head([words.of("audit_column", name) for name in _HEAD], _WIDTHS)
    names = factory_names(visit)
    for line in page.items:
        _show_line(visit, line, names)
    show_pages(visit, page.next_cursor, "audit")


def _show_filters(visit: Visit) -> None:
    words = visit.words
    actions = words.codes("audit_action")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _text(words("audit.by"), "by", 200)
        key = f"audit_action_{words.language}"
        st.selectbox(
            words("audit.action"),
            ("", *actions),
            format_func=lambda code: words.of("audit_action", code) if code else words("audit.every_action"),
            key=put(key, chosen_in_address("action", actions, "")),
            on_change=narrow,
            args=("action", key),
            width=260,
        )
        _text(words("audit.subject"), "subject", 260)
        _day(words("audit.from"), "from")
        _day(words("audit.to"), "to")


def _text(label: str, name: str, width: int) -> None:
    key = f"audit_{name}"
    st.text_input(label, key=put(key, text_in_address(name)), on_change=narrow, args=(name, key), width=width)


def _day(label: str, name: str) -> None:
    key = f"audit_{name}"
    st.date_input(
        label,
        format="YYYY-MM-DD",
        key=put(key, _asked_day(name)),
        on_change=_write_day,
        args=(name, key),
        width=150,
    )


def _asked_day(name: str) -> date | None:
    try:
        return date.fromisoformat(text_in_address(name))
    except ValueError:
        return None


def _write_day(name: str, key: str) -> None:
    chosen: date | None = st.session_state[key]
    st.session_state[key] = "" if chosen is None else chosen.isoformat()
    narrow(name, key)


def _wanted(visit: Visit) -> dict[str, Any]:
    wanted: dict[str, Any] = {name: text_in_address(name).strip() for name in ("by", "subject")}
    wanted["action"] = chosen_in_address("action", visit.words.codes("audit_action"), "")
    wanted |= {"day_from": _asked_day("from"), "day_to": _asked_day("to")}
    return {name: value for name, value in wanted.items() if value}


def _show_tools(visit: Visit, wanted: dict[str, Any]) -> None:
    words, operation = visit.words, visit.hospital.operation
    with st.container(horizontal=True):
        st.download_button(
            words("audit.download"),
            data=lambda: operation.audit_csv(wanted),
            file_name="audit.csv",
            mime="text/csv",
            icon=":material/download:",
            key="audit_download",
            on_click="ignore",
        )
        st.button(
            words("audit.verify"), key="audit_verify", icon=":material/verified_user:", on_click=_verify, args=(visit,)
        )
    chains: list[ChainRead] | None = st.session_state.pop(_CHAINS, None)
    if chains is not None:
        _show_chains(visit, chains)


def _verify(visit: Visit) -> None:
    """Go through the chains and keep what came of it for the drawing that follows."""

    def verify() -> None:
        st.session_state[_CHAINS] = visit.hospital.operation.verify_audit()

    act(_PLACE, visit.words("audit.verified"), verify)


def _show_chains(visit: Visit, chains: list[ChainRead]) -> None:
    words, names = visit.words, factory_names(visit)
    broken = [chain for chain in chains if not chain.intact]
    count = sum(chain.lines for chain in chains)
    if broken:
        st.error(words("audit.broken", count=len(broken)), icon=":material/gpp_bad:")
        for chain in broken:
            st.markdown(plain(words("audit.broken_at", chain=_chain(visit, chain, names), line=chain.first_broken)))
    else:
        st.success(words("audit.intact", lines=count, chains=len(chains)), icon=":material/verified_user:")
    with st.expander(words("audit.heads")):
        st.caption(words("audit.heads_explained"))
        st.dataframe(
            [
                {"chain": _chain(visit, chain, names), "lines": chain.lines, "head": chain.head_sha256}
                for chain in chains
            ],
            hide_index=True,
            column_config={
                "chain": st.column_config.TextColumn(words("audit.chain")),
                "lines": st.column_config.NumberColumn(words("audit.lines"), width="small"),
                "head": st.column_config.TextColumn("SHA-256", width="large"),
            },
        )


def _chain(visit: Visit, chain: ChainRead, names: dict[str, str]) -> str:
    return names.get(chain.chain, visit.words("audit.of_hospital") if chain.chain == "hospital" else chain.chain)


def _show_line(visit: Visit, line: AuditLineRead, names: dict[str, str]) -> None:
    words = visit.words
    at, by, action, details = columns_of_row(_WIDTHS)
    at.text(words.date(line.at))
    by.text(person_of(words, line.by) if line.by else words("audit.service"))
    with action.container(gap=None):
        st.text(words.of("audit_action", line.action))
        if line.factory_id:
            st.caption(plain(names.get(line.factory_id, line.factory_id)))
    with details.container(gap=None):
        values = line.values.additional_properties
        if values:
            st.text(
                " · ".join(f"{words.of('audit_value', name)}: {_said(words, value)}" for name, value in values.items())
            )
        st.caption(plain(f"{line.subject} · {words('audit.line', number=line.number)}"))


def _said(words: Words, value: object) -> str:
    """Return a value of a line for people: codes as the pages call them, several after each other."""
    if isinstance(value, list):
        return ", ".join(_said(words, each) for each in value) or "–"
    if value is None or isinstance(value, bool):
        return words.of("audit_said", value)
    return _codes(words).get(str(value), str(value))


def _codes(words: Words) -> dict[str, str]:
    """Return the codes that stand in lines, by what the pages call them."""
    return {
        **words.table("audit_value"),
        **words.table("job_kind"),
        **words.table("channel"),
        **words.table("key_scope"),
        **words.table("role"),
    }

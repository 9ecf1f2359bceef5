"""Drafts of forms: each change is kept by the API, so that a reload, a lost session or another tab finds it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import streamlit as st

from dashboard.components.notices import keep_notice, telling_failures
from dashboard.components.unsent import add_unsent
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit

__all__ = ["drop_draft", "store_draft", "stored_draft"]

_DATE: Final = "date:"


def stored_draft(visit: Visit, name: str) -> dict[str, Any]:
    """Return the fields that were kept under ``name``; none where there is no draft."""
    copy = _copy_of(name)
    if copy not in st.session_state:
        st.session_state[copy] = visit.hospital.drafts.read(name)
    kept: Mapping[str, Any] = st.session_state[copy]
    return {field: _from_json(value) for field, value in kept.items()}


def store_draft(visit: Visit, name: str, fields: Mapping[str, Any]) -> None:
    """Keep ``fields`` under ``name``; for ``on_change``. What goes wrong is said on the next page."""
    values = {field: _to_json(value) for field, value in fields.items()}
    st.session_state[_copy_of(name)] = values
    try:
        visit.hospital.drafts.write(name, values)
    except SignedOut:
        add_unsent(visit.account.id, name, values)
    except (HospitalProblem, HospitalUnreachable) as failure:
        keep_notice(failure)


def drop_draft(visit: Visit, name: str) -> None:
    """Forget what was kept under ``name``: the form was sent."""
    st.session_state[_copy_of(name)] = {}
    with telling_failures():
        visit.hospital.drafts.remove(name)


def _copy_of(name: str) -> str:
    return f"draft:{name}"


def _to_json(value: Any) -> Any:
    return f"{_DATE}{value.isoformat()}" if isinstance(value, date) else value


def _from_json(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_DATE):
        return date.fromisoformat(value.removeprefix(_DATE))
    return value

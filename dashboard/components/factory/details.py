"""The factory's own details: name, address, whom to call, when visits are received."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import FactoryRead
from dashboard.components.acting import act, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.visit import Visit

__all__ = ["show_details"]

_TEXTS: Final = ("name_zh", "name_en", "address", "contact_person", "contact_phone", "working_hours", "note")
_NAMES: Final = frozenset({"name_zh", "name_en"})
_LEAST_WINDOWS: Final = 2
_SIDES: Final = ((0, "from"), (1, "until"))
_CLOCK: Final = tuple(f"{hour:02d}:{minute:02d}" for hour in range(5, 23) for minute in (0, 30))
"""Times to choose from; one that was set otherwise is offered, too."""


def show_details(visit: Visit) -> None:
    """Draw the details to be changed."""
    draw_anew_after_action()
    words = visit.words
    factory = visit.hospital.connections.factory(str(visit.account.factory_id))
    known = {field: getattr(factory, field) for field in _TEXTS}
    count = max(_LEAST_WINDOWS, len(factory.visit_windows))
    form = Form(visit, f"own_factory:{factory.id}", **known, **_windows(factory, count))
    with st.container(horizontal=True):
        form.line("name_zh", words("my_factory.name_zh"), most=120)
        form.line("name_en", words("my_factory.name_en"), most=120)
    with st.container(horizontal=True):
        form.line("contact_person", words("my_factory.contact_person"), most=120)
        form.line("contact_phone", words("my_factory.contact_phone"), most=40)
    form.line("address", words("my_factory.address"), most=240, hint=words("my_factory.address_hint"))
    form.line("working_hours", words("my_factory.working_hours"), most=120)
    st.markdown(f"**{words('my_factory.windows')}**")
    st.caption(words("my_factory.windows_mean"))
    for number in range(count):
        _show_window(visit, form, number)
    form.area("note", words("my_factory.note"), most=1000, hint=words("my_factory.note_hint"))
    changes = _changes(factory, form, count)
    show_outcome(visit, form.name)
    st.button(
        words("my_factory.save"),
        key="own_factory:save",
        type="primary",
        icon=":material/check:",
        disabled=not changes,
        on_click=_save,
        args=(visit, factory, form, changes),
    )


def _windows(factory: FactoryRead, count: int) -> dict[str, str | None]:
    padded: list[Any] = [*factory.visit_windows, *([[None, None]] * count)][:count]
    return {f"{side}_{number}": window[place] for number, window in enumerate(padded) for place, side in _SIDES}


def _show_window(visit: Visit, form: Form, number: int) -> None:
    words = visit.words
    with st.container(horizontal=True):
        for side, label in (("from", words("my_factory.window_from")), ("until", words("my_factory.window_until"))):
            field = f"{side}_{number}"
            known = form.value(field)
            times = sorted({*_CLOCK, *([known] if known else [])})
            form.select(field, label, times, str, hint=words("my_factory.no_window"))


def _changes(factory: FactoryRead, form: Form, count: int) -> dict[str, Any]:
    changes: dict[str, Any] = {
        field: form.text(field)
        for field in _TEXTS
        if form.text(field) != getattr(factory, field) and (form.text(field) or field not in _NAMES)
    }
    windows = [[form.text(f"{side}_{number}") for _, side in _SIDES] for number in range(count)]
    windows = [window for window in windows if all(window)]
    if windows and windows != factory.visit_windows:
        changes["visit_windows"] = windows
    return changes


def _save(visit: Visit, factory: FactoryRead, form: Form, changes: dict[str, Any]) -> None:
    done = visit.words("my_factory.saved")
    if act(form.name, done, lambda: visit.hospital.connections.change_factory(factory, changes)):
        form.sent()

"""Fields that lose nothing: what is typed is kept by the API under the form's name until it is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.components.drafts import drop_draft, store_draft, stored_draft
from dashboard.visit import Visit

__all__ = ["Form"]


class Form:
    """A form called ``name``, whose fields are drawn by its methods and begin with what was typed before.

    What a field begins with is its widget's own default, never set into the session: a run that the next click cuts
    short could lose that on its way to the browser, which would then show and send something else.
    """

    def __init__(self, visit: Visit, name: str, **begin: Any) -> None:
        """Begin the fields with ``begin`` where nothing was typed yet."""
        self._visit = visit
        self.name = name
        self._draft = f"form:{name}"
        self._begin = begin
        self._typed = stored_draft(visit, self._draft)
        self._fields = [*begin]

    def begin_with(self, **begin: Any) -> None:
        """Begin further fields; those that have a beginning already keep it."""
        self._begin = begin | self._begin
        self._fields += begin

    def value(self, field: str) -> Any:
        """Return what stands in ``field``."""
        return st.session_state.get(self._key(field), self._first(field))

    def text(self, field: str) -> str:
        """Return what is written in ``field``, without blanks around it."""
        return str(self.value(field) or "").strip()

    def put(self, field: str, value: Any) -> None:
        """Keep ``value`` in ``field``, which is not drawn."""
        st.session_state[self._key(field)] = value
        self._keep()

    def sent(self) -> None:
        """Forget what was typed, for it has arrived; the next drawing has new, empty fields."""
        drop_draft(self._visit, self._draft)
        st.session_state[self._turns] = st.session_state.get(self._turns, 0) + 1

    def line(self, field: str, label: str, *, most: int = 1000, hint: str | None = None) -> None:
        """Draw a field of one line."""
        st.text_input(label, self._first(field) or "", max_chars=most, placeholder=hint, **self._kept(field))

    def area(
        self,
        field: str,
        label: str,
        *,
        height: int = 90,
        most: int = 4000,
        hint: str | None = None,
        help: str | None = None,  # noqa: A002 - Streamlit's name
    ) -> None:
        """Draw a field of several lines."""
        first = self._first(field) or ""
        st.text_area(label, first, height=height, max_chars=most, placeholder=hint, help=help, **self._kept(field))

    def select(
        self,
        field: str,
        label: str,
        options: Sequence[Any],
        name: Callable[[Any], str],
        *,
        hint: str | None = None,
        hides_label: bool = False,
    ) -> None:
        """Draw a choice of one from a list."""
        st.selectbox(
            label,
            options,
            index=self._place(field, options),
            format_func=name,
            placeholder=hint,
            label_visibility="collapsed" if hides_label else "visible",
            **self._kept(field),
        )

    def radio(self, field: str, label: str, options: Sequence[Any], name: Callable[[Any], str]) -> None:
        """Draw a choice of one with every option in sight."""
        st.radio(label, options, index=self._place(field, options), format_func=name, **self._kept(field))

    def segments(
        self, field: str, label: str, options: Sequence[Any], name: Callable[[Any], str], *, hides_label: bool = False
    ) -> None:
        """Draw a choice of one as buttons side by side."""
        first = self._first(field)
        st.segmented_control(
            label,
            options,
            default=first if first in options else None,
            format_func=name,
            label_visibility="collapsed" if hides_label else "visible",
            **self._kept(field),
        )

    def several(self, field: str, label: str, options: Sequence[Any], name: Callable[[Any], str], hint: str) -> None:
        """Draw a choice of several."""
        first = [each for each in self._first(field) or [] if each in options]
        st.multiselect(label, options, default=first, format_func=name, placeholder=hint, **self._kept(field))

    def check(self, field: str, label: str) -> None:
        """Draw a choice of yes or no."""
        st.checkbox(label, bool(self._first(field)), **self._kept(field))

    def day(self, field: str, label: str, *, help: str | None = None) -> None:  # noqa: A002 - Streamlit's name
        """Draw a choice of a day."""
        first = self._first(field)
        day = first if isinstance(first, date) else None
        st.date_input(label, value=day, format="YYYY-MM-DD", help=help, **self._kept(field))

    @property
    def _turns(self) -> str:
        return f"form:{self.name}"

    def _key(self, field: str) -> str:
        """Return the key of a field: another one after sending, and in the other language, whose words are others."""
        turn = st.session_state.get(self._turns, 0)
        return f"{self.name}:{field}:{turn}:{self._visit.words.language}"

    def _first(self, field: str) -> Any:
        return self._typed.get(field, self._begin.get(field))

    def _place(self, field: str, options: Sequence[Any]) -> int | None:
        first = self._first(field)
        return options.index(first) if first in options else None

    def _kept(self, field: str) -> dict[str, Any]:
        self._fields.append(field)
        return {"key": self._key(field), "on_change": self._keep}

    def _keep(self) -> None:
        drawn = {each: self._key(each) for each in self._fields}
        now = {each: st.session_state[key] for each, key in drawn.items() if key in st.session_state}
        self._typed = self._typed | now
        store_draft(self._visit, self._draft, self._typed)

"""A form that loses nothing: what is typed is kept by the API under the form's name until it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.components.drafts import drop_draft, keep_draft, restore_draft
from dashboard.visit import Visit

__all__ = ["Form"]


@dataclass(frozen=True)
class Form:
    """A form called ``name`` with ``fields``: the widget of each takes ``**form.field(…)``."""

    visit: Visit
    name: str
    fields: tuple[str, ...]

    @classmethod
    def of(cls, visit: Visit, name: str, fields: Sequence[str]) -> Form:
        """Return the form with what was typed before filled in."""
        form = cls(visit, name, tuple(fields))
        restore_draft(visit, name, form._keys)
        return form

    @property
    def _keys(self) -> list[str]:
        return [self.key(field) for field in self.fields]

    def key(self, field: str) -> str:
        """Return the key of the widget of ``field``."""
        return f"{self.name}:{field}"

    def field(self, field: str) -> dict[str, Any]:
        """Return the arguments of the widget of ``field``: its key, and that each change is kept."""
        return {"key": self.key(field), "on_change": keep_draft, "args": (self.visit, self.name, self._keys)}

    def begin_with(self, field: str, value: Any) -> None:
        """Let ``field`` begin with ``value`` where nothing was typed yet."""
        st.session_state.setdefault(self.key(field), value)

    def value(self, field: str) -> Any:
        """Return what stands in ``field``."""
        return st.session_state.get(self.key(field))

    def text(self, field: str) -> str:
        """Return what is written in ``field``, without blanks around it."""
        return str(self.value(field) or "").strip()

    def set(self, field: str, value: Any) -> None:
        """Put ``value`` into ``field`` and keep it; before its widget is drawn, or in a callback."""
        st.session_state[self.key(field)] = value
        keep_draft(self.visit, self.name, self._keys)

    def sent(self) -> None:
        """Forget what was typed: it has arrived."""
        drop_draft(self.visit, self.name, self._keys)

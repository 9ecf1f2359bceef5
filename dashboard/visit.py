"""One run of the dashboard for one person: who they are, the API on their behalf, and the words of their language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from clinic_client.models import AccountRead
from dashboard.hospital import Hospital
from dashboard.words import Words

__all__ = ["FACTORY_ROLES", "Visit"]

Value = TypeVar("Value")

_KEEP_SECONDS: Final = 60
_MOST_KEPT: Final = 400

FACTORY_ROLES: Final = frozenset({"factory_user", "factory_admin"})


@dataclass(frozen=True)
class Visit:
    """What every screen gets. ``pages`` are those this person has, by their path in the address."""

    account: AccountRead
    hospital: Hospital
    words: Words
    pages: dict[str, StreamlitPage] = field(default_factory=dict)

    @property
    def role(self) -> str:
        """The person's role, as the API calls it."""
        return str(self.account.role)

    @property
    def is_factory(self) -> bool:
        """True for people of a factory, who see the opinion but not the desk's reasons."""
        return self.role in FACTORY_ROLES

    def kept(self, name: str, read: Callable[[], Value]) -> Value:
        """Return what ``read`` brings, or what it brought this person within the last minute under ``name``.

        For what changes rarely and is small, such as the departments; never for a case or a signal.
        """
        kept: Value = _kept(self.account.id, self.account.factory_id, self.words.language, name, read)
        return kept

    def forget_kept(self) -> None:
        """Forget what was kept, after a change of what rarely changes."""
        _kept.clear()

    def address(self, **parameters: str) -> Mapping[str, str]:
        """Return the parameters of an address inside the dashboard; the language always goes along."""
        return {**parameters, "lang": self.words.language}

    def link(self, page: str, label: str, *, icon: str | None = None, **parameters: str) -> None:
        """Draw a link to ``page``, which shows what ``parameters`` name."""
        st.page_link(self.pages[page], label=label, icon=icon, query_params=dict(self.address(**parameters)))

    def go(self, page: str, **parameters: str) -> None:
        """Leave this page for ``page``."""
        st.switch_page(self.pages[page], query_params=dict(self.address(**parameters)))


@st.cache_data(ttl=_KEEP_SECONDS, max_entries=_MOST_KEPT, show_spinner=False)
def _kept(account_id: str, factory_id: str | None, language: str, name: str, _read: Callable[[], Any]) -> Any:
    """Keep by person, factory and language: nobody is ever shown what somebody else's call brought."""
    return _read()

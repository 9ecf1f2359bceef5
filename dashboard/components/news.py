"""“3 new: show them”, instead of a page that changes under the reader's hands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import streamlit as st

from clinic_client.models import EventRead
from dashboard.hospital import NEWEST_EVENTS
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["look_for_news", "show_news"]

_LOOK_AGAIN_SECONDS: Final = 15.0
_FRESH: Final = timedelta(seconds=5)
_MOST_LINES: Final = 3
_WITHOUT_EVENTS: Final = frozenset({"funder"})


def show_news(visit: Visit) -> None:
    """Look now and then whether something happened since this page was drawn, and offer to draw it again."""
    if visit.role not in _WITHOUT_EVENTS:
        st.fragment(look_for_news, run_every=_LOOK_AGAIN_SECONDS)(visit, datetime.now(UTC))


def look_for_news(visit: Visit, drawn_at: datetime) -> None:
    """Draw what happened since ``drawn_at``; nothing for the first seconds, when the page itself is new."""
    if datetime.now(UTC) - drawn_at < _FRESH:
        return
    try:
        news = [event for event in visit.hospital.events() if event.at > drawn_at]
    except (HospitalProblem, HospitalUnreachable, SignedOut):
        return  # the next click says what is wrong; a line in the background would only disturb
    if not news:
        return
    words = visit.words
    count = f"{len(news)}+" if len(news) == NEWEST_EVENTS else str(len(news))
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{words('news.happened', count=count)}** "
            + " · ".join(_line(visit, event) for event in news[:_MOST_LINES])
        )
        if st.button(words("news.show"), icon=":material/refresh:", key="show_news"):
            st.rerun()


def _line(visit: Visit, event: EventRead) -> str:
    text = event.data.additional_properties.get("text")
    return plain(visit.words.pick(text) if isinstance(text, Mapping) else event.kind)

"""What this person is told by mail: for each topic at once, the next morning, never, or as the hospital foresees."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import NoticeTopicRead
from dashboard.components.acting import act, draw_anew_after_action, show_outcome
from dashboard.visit import Visit

__all__ = ["show_notices"]

_PLACE: Final = "notices"
_USUAL: Final = "usual"
_CHOICES: Final = (_USUAL, "now", "digest", "never")


def show_notices(visit: Visit) -> None:
    """Draw one choice for each topic that concerns a factory; each is kept at once."""
    draw_anew_after_action()
    words, wanted = visit.words, visit.hospital.own_factory.notices()
    st.markdown(words("my_factory.notices_mean", email=visit.account.email))
    st.caption(words("my_factory.quiet", begin=wanted.quiet_from[:5], end=wanted.quiet_to[:5]))
    show_outcome(visit, _PLACE)
    concerned = words.codes("factory_topic")
    for topic in wanted.topics:
        if topic.topic in concerned:
            _show_topic(visit, topic, {each.topic: str(each.choice) for each in wanted.topics if each.choice})


def _show_topic(visit: Visit, topic: NoticeTopicRead, chosen: dict[str, str]) -> None:
    words = visit.words
    key = f"notice:{topic.topic}:{words.language}"
    st.segmented_control(
        words.of("factory_topic", topic.topic),
        _CHOICES,
        default=topic.choice or _USUAL,
        required=True,
        format_func=lambda code: words.of("notice_choice", code),
        key=key,
        on_change=_choose,
        args=(visit, topic.topic, key, chosen),
    )


def _choose(visit: Visit, topic: str, key: str, chosen: dict[str, str]) -> None:
    choice = st.session_state[key]
    others = {name: value for name, value in chosen.items() if name != topic}
    choices = others if choice == _USUAL else others | {topic: choice}
    act(_PLACE, visit.words("my_factory.notices_kept"), lambda: visit.hospital.own_factory.choose_notices(choices))

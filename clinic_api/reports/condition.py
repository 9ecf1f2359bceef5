"""The light of a report: colour, shape and word together, what to do, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple

from clinic_api.kit.china import CHINA
from clinic_api.kit.fields import TextRead
from clinic_api.reports.schemas import Light, ReportCondition, Shape
from diagnostics.texts import Catalogue

__all__ = ["Verdict", "condition", "day_text"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("condition.toml"))

Verdict = Literal["fault", "healthy", "not_assessable", "refuted", "not_examined"]


class _Sign(NamedTuple):
    """How a level looks; the colours carry white text or stand beside black words (WCAG 2.2, 1.4.11)."""

    light: Light
    shape: Shape
    colour: str


_SIGNS: Final = {
    1: _Sign("urgency_1", "octagon", "#b3261e"),
    2: _Sign("urgency_2", "triangle", "#c75300"),
    3: _Sign("urgency_3", "diamond", "#b58900"),
    4: _Sign("urgency_4", "circle", "#1f5fa8"),
    5: _Sign("urgency_5", "ring", "#5f6b76"),
}
_ROUTINE: Final = 5
_UNKNOWN: Final = _Sign("unknown", "question", "#5f6b76")
_CLOSED: Final = _Sign("closed", "check", "#0b6e69")
_ALLOWED: Final = {2: timedelta(hours=24), 3: timedelta(days=7), 4: timedelta(days=90)}
"""Time to act by urgency (the levels' table); 1 is at once, 5 has no end."""


def condition(verdict: Verdict, urgency: int | None, *, since: datetime, state: str) -> ReportCondition:
    """Return the light for ``verdict`` and ``urgency``, whose time runs from ``since``.

    A closed case has no light. Routine is a calm word: it is not said of a machine that nobody could judge.
    """
    closed = state in {"discharged", "merged", "cancelled"}
    unjudged = verdict in {"not_assessable", "not_examined"}
    in_no_hurry = urgency is None or (unjudged and urgency == _ROUTINE)
    sign = _CLOSED if closed else _UNKNOWN if in_no_hurry or urgency is None else _SIGNS[urgency]
    level = "unknown" if urgency is None else str(urgency)
    until = _ALLOWED.get(urgency or 0)
    act_by = None if closed or until is None else since + until
    return ReportCondition(
        verdict=verdict,
        verdict_text=TextRead.of(_TEXTS(f"verdict_{verdict}")),
        light=sign.light,
        shape=sign.shape,
        colour=sign.colour,
        name=TextRead.of(_TEXTS("name_closed" if closed else "name_unknown" if in_no_hurry else f"name_{level}")),
        sentence=TextRead.of(_TEXTS(_sentence(verdict, level, state if closed else None))),
        urgency=urgency,
        act_by=act_by,
        act_by_text=None
        if closed or urgency is None
        else _act_by_text(urgency, act_by, again=unjudged and in_no_hurry),
    )


def _sentence(verdict: Verdict, level: str, closed_as: str | None) -> str:
    """Return the key of what to do: only a found fault says that the machine may run, and until when."""
    if closed_as is not None:
        return "closed_discharged" if closed_as == "discharged" else "closed_other"
    family = {"fault": "fault", "healthy": "calm", "refuted": "calm"}.get(verdict, "unjudged")
    return "unjudged_unknown" if level == "unknown" else f"{family}_{level}"


def _act_by_text(urgency: int, act_by: datetime | None, *, again: bool) -> TextRead:
    if again:
        return TextRead.of(_TEXTS("act_by_again"))
    values = {} if act_by is None else {"moment": _moment_text(act_by), "day": day_text(act_by)}
    return TextRead.of(_TEXTS(f"act_by_{urgency}", **values))


def day_text(moment: datetime) -> str:
    """Return the day of ``moment`` in China."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d}"


def _moment_text(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"

"""The life of one alarm in front of people: it comes, somebody acknowledges it, it goes, and it may come again.

The states and their names are those of ANSI/ISA-18.2 (IEC 62682). An alarm latches until a person has acted, and what
comes again before it is armed anew is shown but not announced once more (rulebook §5: one case per machine and cause).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from diagnostics.errors import error
from diagnostics.texts import Catalogue, Text

__all__ = ["AlarmChange", "Condition", "StandingAlarm"]

TEXTS: Final = Catalogue(Path(__file__).with_name("alarms.toml"))
REARM_AFTER_S: Final = 86_400.0
"""Seconds without alarm after which it is armed again by itself (a convention: a day)."""
CHATTER_TIMES: Final = 3
CHATTER_S: Final = 60.0
"""So many times within so long is chattering (Hollifield, *Fixing chattering and fleeting alarms*: three or more times
in a minute)."""


class Condition(StrEnum):
    """State of an alarm (ISA-18.2, alarm state transition diagram)."""

    NORMAL = "NORM"
    UNACKNOWLEDGED = "UNACK"
    ACKNOWLEDGED = "ACKED"
    RETURNED_UNACKNOWLEDGED = "RTNUN"
    SHELVED = "SHLVD"

    @property
    def text(self) -> Text:
        """Its name for people."""
        return TEXTS(f"state_{self.value}")


@dataclass(frozen=True)
class AlarmChange:
    """One line of an alarm's history."""

    at_s: float
    state: Condition
    by: str | None = None
    """Who did it; `None` where the machine did."""


@dataclass(frozen=True)
class StandingAlarm:
    """An alarm and what happened to it; every action returns a new one. Times are seconds of one clock and never go
    back."""

    state: Condition = Condition.NORMAL
    active: bool = False
    """Whether the machine is in alarm now, whatever the state."""
    armed: bool = True
    """Whether the next alarm will be announced."""
    changed_s: float | None = None
    """When the machine last went into or out of alarm."""
    activations: int = 0
    chatters: int = 0
    """How often it came for the third time within a minute."""
    recent_s: tuple[float, ...] = ()
    """When it last came on."""
    shelved_until_s: float | None = None
    history: tuple[AlarmChange, ...] = ()
    """Changes of state, the oldest first."""

    def on(self, at_s: float) -> tuple[StandingAlarm, bool]:
        """Return the alarm after the machine went into alarm, and whether that is to be announced."""
        now = self.at(at_s)
        if now.active:
            return now, False
        announced = now.armed and now.state is Condition.NORMAL
        recent = (*now.recent_s, at_s)[-CHATTER_TIMES:]
        chatters = len(recent) == CHATTER_TIMES and recent[-1] - recent[0] <= CHATTER_S
        came = replace(
            now,
            active=True,
            armed=False if announced else now.armed,
            changed_s=at_s,
            activations=now.activations + 1,
            chatters=now.chatters + chatters,
            recent_s=recent,
        )
        if now.state is Condition.SHELVED:
            return came, False
        unacknowledged = announced or now.state is Condition.RETURNED_UNACKNOWLEDGED
        state = Condition.UNACKNOWLEDGED if unacknowledged else Condition.ACKNOWLEDGED
        return came._moved(state, at_s), announced

    def off(self, at_s: float) -> StandingAlarm:
        """Return the alarm after the machine came back to normal; unacknowledged it stays on the list."""
        now = self.at(at_s)
        if not now.active:
            return now
        gone = replace(now, active=False, changed_s=at_s)
        if now.state is Condition.UNACKNOWLEDGED:
            return gone._moved(Condition.RETURNED_UNACKNOWLEDGED, at_s)
        return gone._moved(Condition.NORMAL, at_s) if now.state is Condition.ACKNOWLEDGED else gone

    def acknowledge(self, by: str, at_s: float) -> StandingAlarm:
        """Return the alarm after ``by`` took note of it; raises `DiagnosticsError` (``alarm_transition``)."""
        now = self.at(at_s)
        if now.state not in (Condition.UNACKNOWLEDGED, Condition.RETURNED_UNACKNOWLEDGED):
            raise error("alarm_transition", action="acknowledge", state=now.state.value)
        return now._moved(Condition.ACKNOWLEDGED if now.active else Condition.NORMAL, at_s, by)

    def rearm(self, by: str, at_s: float) -> StandingAlarm:
        """Return the alarm armed again, after a repair say; raises `DiagnosticsError` (``alarm_transition``) while it
        is not back to normal and acknowledged."""
        now = self.at(at_s)
        if now.state is not Condition.NORMAL:
            raise error("alarm_transition", action="rearm", state=now.state.value)
        return replace(now, armed=True)._noted(at_s, by)

    def shelve(self, by: str, at_s: float, *, until_s: float) -> StandingAlarm:
        """Return the alarm silenced by ``by`` until ``until_s``; raises `DiagnosticsError` (``alarm_transition``) where
        that is not later."""
        now = self.at(at_s)
        if not until_s > at_s:
            raise error("alarm_transition", action="shelve", state=now.state.value)
        return replace(now, shelved_until_s=until_s)._moved(Condition.SHELVED, at_s, by)

    def unshelve(self, by: str | None, at_s: float) -> StandingAlarm:
        """Return the alarm back from the shelf: unacknowledged where the machine is in alarm, else normal; raises
        `DiagnosticsError` (``alarm_transition``)."""
        if self.state is not Condition.SHELVED:
            raise error("alarm_transition", action="unshelve", state=self.state.value)
        state = Condition.UNACKNOWLEDGED if self.active else Condition.NORMAL
        return replace(self, shelved_until_s=None, armed=not self.active)._moved(state, at_s, by)

    def at(self, now_s: float) -> StandingAlarm:
        """Return the alarm as it is at ``now_s``: off the shelf when its time is over, armed again after a day without
        alarm."""
        alarm = self
        if alarm.shelved_until_s is not None and now_s >= alarm.shelved_until_s:
            alarm = alarm.unshelve(None, alarm.shelved_until_s)
        quiet_s = 0.0 if alarm.changed_s is None else now_s - alarm.changed_s
        if alarm.state is Condition.NORMAL and not alarm.armed and quiet_s >= REARM_AFTER_S:
            alarm = replace(alarm, armed=True)
        return alarm

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        history = [{"at_s": change.at_s, "state": change.state.value, "by": change.by} for change in self.history]
        return {**vars(self), "state": self.state.value, "recent_s": list(self.recent_s), "history": history}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the alarm `to_json` described."""
        history = tuple(AlarmChange(line["at_s"], Condition(line["state"]), line["by"]) for line in stored["history"])
        values = {"state": Condition(stored["state"]), "recent_s": tuple(stored["recent_s"]), "history": history}
        return cls(**{**stored, **values})

    def _moved(self, state: Condition, at_s: float, by: str | None = None) -> StandingAlarm:
        return replace(self, state=state)._noted(at_s, by)

    def _noted(self, at_s: float, by: str | None) -> StandingAlarm:
        return replace(self, history=(*self.history, AlarmChange(at_s, self.state, by)))

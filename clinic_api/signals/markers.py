"""The machine's lines over a spectrum: at which speed, of which bearings, and which bearings would fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, Field

from clinic_api.errors import Invalid
from clinic_api.kit.fields import TextRead
from clinic_api.signals.opening import Opened
from clinic_api.signals.preparing import TEXTS
from clinic_api.signals.queries import MarkersQuery
from diagnostics.errors import DiagnosticsError
from diagnostics.kinematics import FaultLine, bearing_fault_lines, fault_lines
from diagnostics.kinematics.fault_lines import LineKind, LinePlace
from diagnostics.machine import Bearing, Machine

__all__ = ["Markers", "markers"]

SpeedSource = Literal["given", "examined", "machine", "unknown"]


class MarkerSpeed(BaseModel):
    """The speed of the main shaft that the lines are for."""

    rpm: float | None
    source: SpeedSource
    examination_id: str | None = None


class MarkerGroup(BaseModel):
    """One line with its multiples and sidebands."""

    key: str
    component: str | None
    kind: LineKind
    label: TextRead
    frequency_hz: float | None = Field(description="null where the speed is not known")
    order: float | None = Field(description="null for what hangs on the mains")
    harmonics: int = Field(description="how many multiples are usually looked at, the line itself included")
    sidebands_hz: float | None = Field(description="spacing of the sidebands, null for none")
    plot: LinePlace
    fault: str | None

    @classmethod
    def of(cls, line: FaultLine) -> MarkerGroup:
        """Return the form of a line."""
        return cls.model_validate(vars(line) | {"label": line.label.to_json()})


class MarkerBearing(BaseModel):
    """A bearing whose lines are among the groups, if its type is known."""

    component: str
    designation: str | None
    known: bool
    source: Literal["machine", "given"]


class BearingCandidate(BaseModel):
    """A bearing of the catalogue that would make the lines found."""

    component: str
    designation: str
    manufacturer: str | None
    fit: float = Field(ge=0, le=1)
    line_hz: float
    fault: str
    consequence: TextRead
    groups: list[MarkerGroup]


class Markers(BaseModel):
    """The lines of a machine."""

    recording_id: str
    speed: MarkerSpeed
    groups: list[MarkerGroup]
    bearings: list[MarkerBearing]
    candidates: list[BearingCandidate]
    candidates_text: TextRead | None = Field(
        description="why no bearing can be proposed; null where some are, or asked"
    )


@dataclass(frozen=True)
class _Turning:
    machine: Machine
    speed: MarkerSpeed

    @property
    def shaft_hz(self) -> float | None:
        return None if self.speed.rpm is None else self.speed.rpm / 60.0


def markers(opened: Opened, asked: MarkersQuery) -> Markers:
    """Return the lines of the machine that a recording was made on.

    Raises `Invalid`: ``machine_missing``, ``bearing_unknown``, ``bearing_not_of_machine``.
    """
    given = dict(each.split(":", 1) for each in asked.bearing)
    turning = _Turning(_with_bearings(opened.described(), given), _speed(opened, asked.rpm))
    try:
        groups = [MarkerGroup.of(line) for line in fault_lines(turning.machine, turning.shaft_hz)]
        candidates, reason = _candidates(opened, asked, turning) if asked.bearing_candidates else ([], None)
    except DiagnosticsError as problem:
        raise Invalid(problem.code, problem.text) from None
    return Markers(
        recording_id=opened.recording_id,
        speed=turning.speed,
        groups=groups,
        bearings=[
            MarkerBearing(
                component=bearing.id,
                designation=bearing.designation,
                known=bearing.known,
                source="given" if bearing.id in given else "machine",
            )
            for bearing in turning.machine.bearings
        ],
        candidates=candidates,
        candidates_text=reason,
    )


def _speed(opened: Opened, rpm: float | None) -> MarkerSpeed:
    """Return the speed that is given, else the one of the newest examination, else what the description says."""
    if rpm is not None:
        return MarkerSpeed(rpm=rpm, source="given")
    examined = opened.examined
    if examined is not None and examined.speed_rpm is not None:
        return MarkerSpeed(rpm=examined.speed_rpm, source="examined", examination_id=examined.examination_id)
    if opened.machine is not None and opened.machine.speed_rpm is not None:
        return MarkerSpeed(rpm=opened.machine.speed_rpm, source="machine")
    return MarkerSpeed(rpm=None, source="unknown")


def _with_bearings(machine: Machine, designations: dict[str, str]) -> Machine:
    """Return ``machine`` with the bearings that are given, in place of its own or besides them on the main shaft."""
    own = tuple(
        replace(bearing, designation=designations[bearing.id], geometry=None, multipliers=None)
        if bearing.id in designations
        else bearing
        for bearing in machine.bearings
    )
    known = {bearing.id for bearing in own}
    new = tuple(Bearing(name, designation=text) for name, text in designations.items() if name not in known)
    return replace(machine, bearings=own + new)


def _candidates(
    opened: Opened, asked: MarkersQuery, turning: _Turning
) -> tuple[list[BearingCandidate], TextRead | None]:
    """Return the bearings that would fit each component asked about, or why there are none."""
    from diagnostics.faults.bearing_candidates import bearing_fits  # loads the faults with the first question

    machine = turning.machine if turning.speed.rpm is None else replace(turning.machine, speed_rpm=turning.speed.rpm)
    if asked.channel is not None:
        own = opened.sensor(opened.channel_index(asked.channel))
        looked_at = (s for s in machine.sensors if own is not None and s.channel == own.channel)
        machine = replace(machine, sensors=tuple(looked_at))
    if asked.component is None:
        components = [bearing.id for bearing in machine.bearings if not bearing.known]
    elif any(bearing.id == asked.component for bearing in machine.bearings):
        components = [asked.component]
    else:
        text = TEXTS("bearing_not_of_machine", component=asked.component)
        raise Invalid("bearing_not_of_machine", text)
    found: list[BearingCandidate] = []
    reason = None if components else TEXTS("bearings_all_known")
    for component in components:
        fits = bearing_fits(opened.recording, machine, component=component)
        reason = reason or fits.reason
        for fit in fits.fits:
            bearing = next(each for each in machine.bearings if each.id == component)
            tried = replace(bearing, designation=fit.bearing.designation, geometry=None, multipliers=None)
            lines = bearing_fault_lines(machine, tried, turning.shaft_hz)
            candidate = {
                "component": component,
                "designation": fit.bearing.designation,
                "manufacturer": fit.bearing.manufacturer,
                "fit": fit.fit,
                "line_hz": fit.line_hz,
                "fault": fit.fault,
                "consequence": fit.consequence.to_json(),
                "groups": [MarkerGroup.of(line) for line in lines],
            }
            found.append(BearingCandidate.model_validate(candidate))
    return found, None if found or reason is None else TextRead.of(reason)

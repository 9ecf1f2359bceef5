"""What every family of faults is asked about, and the form of its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from diagnostics.examination import ChannelMeasurement, Finding, QualityNote, RuledOut
from diagnostics.faults.velocity_lines import VelocityLines, velocity_lines
from diagnostics.machine import Machine
from diagnostics.plots import Plot
from diagnostics.quality.preparation import Prepared
from diagnostics.severity.iso20816 import Zone
from diagnostics.severity.measurements import loudest_zone
from diagnostics.speed import ShaftSpeed

__all__ = ["Answer", "Subject", "together"]


@dataclass(frozen=True, eq=False)
class Subject:
    """A prepared recording of a machine, with what has been measured before any fault is looked for."""

    prepared: Prepared
    machine: Machine
    speed: ShaftSpeed | None
    """Of the main shaft; None when it is not known."""
    measurements: Mapping[str, ChannelMeasurement]
    """By channel."""
    zones: Mapping[str, Zone]
    """By channel, of those that can be rated."""

    @property
    def loudest(self) -> tuple[str, Zone] | None:
        """The channel with the largest velocity and its zone."""
        return loudest_zone(self.zones)

    @cached_property
    def velocity(self) -> tuple[VelocityLines, ...]:
        """The velocity spectrum of every acceleration and velocity channel."""
        vibration = (*self.prepared.of("acceleration"), *self.prepared.of("velocity"))
        return tuple(velocity_lines(c, sampling_rate_hz=self.prepared.sampling_rate_hz) for c in vibration)


@dataclass(frozen=True, eq=False)
class Answer:
    """What a family of faults came to."""

    findings: tuple[Finding, ...] = ()
    watch: tuple[Finding, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()
    notes: tuple[QualityNote, ...] = ()
    plots: tuple[Plot | None, ...] = ()
    """One for each finding and then one for each watch item, in order; None where there is nothing to draw."""
    tested: bool = False
    """Whether a fault of this family worth acting on would have been seen."""

    @property
    def found(self) -> tuple[tuple[Finding, Plot | None], ...]:
        """The findings, each with its plot."""
        return tuple(zip(self.findings, self.plots[: len(self.findings)], strict=True))

    @property
    def watched(self) -> tuple[tuple[Finding, Plot | None], ...]:
        """The watch items, each with its plot."""
        return tuple(zip(self.watch, self.plots[len(self.findings) :], strict=True))


def together(answers: Sequence[Answer], *, tested: bool = False, notes: tuple[QualityNote, ...] = ()) -> Answer:
    """Return what several parts of one family came to as one answer; ``tested`` and ``notes`` are the family's own."""
    found = [pair for answer in answers for pair in answer.found]
    watched = [pair for answer in answers for pair in answer.watched]
    return Answer(
        findings=tuple(finding for finding, _ in found),
        watch=tuple(finding for finding, _ in watched),
        ruled_out=tuple(item for answer in answers for item in answer.ruled_out),
        notes=notes,
        plots=tuple(plot for _, plot in (*found, *watched)),
        tested=tested,
    )

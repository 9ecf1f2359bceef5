"""The way through a process series: which columns there are, what spoils them, and what each rule says of each loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from diagnostics.examination import QualityNote
from diagnostics.faults.family import Answer, together
from diagnostics.faults.process.blocked_filter import examine_filter
from diagnostics.faults.process.checks import row_notes, without_changed_units, without_stuck
from diagnostics.faults.process.fouling import EXCHANGER_ROLES, balance_opened, examine_exchanger
from diagnostics.faults.process.leak import examine_leak
from diagnostics.faults.process.sensor_drift import examine_drift
from diagnostics.faults.process.tags import PROCESS_QUANTITIES, Tags, read_tags
from diagnostics.faults.process.valve_stiction import examine_valve
from diagnostics.faults.process.words import TEXTS
from diagnostics.machine import ROLES, Machine
from diagnostics.series.series import Series

__all__ = ["describes_process", "examine_process"]

EXPLAINED_BY: Final = {
    "process.blocked_filter": ("filter_inlet", "filter_outlet", "filter_differential", "flow"),
    "process.fouling": ("hot_inlet", "hot_outlet", "cold_inlet", "cold_outlet"),
    "process.leak": ("vessel_pressure", "flow"),
}
"""Roles that a fault moves, each without its neighbours: no sign of a drift."""
LEAST_ROWS: Final = 60
"""Rows that any rule needs (a convention: a minute of seconds, an hour of minutes)."""


def describes_process(machine: Machine) -> bool:
    """Return whether ``machine`` has sensors that a process series is judged by."""
    return any(sensor.role is not None or sensor.quantity in PROCESS_QUANTITIES for sensor in machine.sensors)


def examine_process(
    series: Series,
    machine: Machine,
    healthy_rows: int | None = None,
    *,
    breaks: Sequence[int] = (),
    rows_are_checked: bool = False,
) -> Answer:
    """Return what the columns of ``series`` say about the process that ``machine`` describes by its sensors' roles.

    The first ``healthy_rows`` are healthy; when None the first third is taken to be, which a note says. ``breaks`` are
    rows before which the caller knows of a gap in time; who has looked through the rows already says so with
    ``rows_are_checked``. Values are brought to SI by the sensors' units. A column or
    role that is missing is named in the notes, never raised.
    """
    tags, notes = read_tags(series, machine, healthy_rows, breaks=breaks)
    if tags.rows < LEAST_ROWS or not tags.tags:
        text = TEXTS("series_short", rows=tags.rows, need=LEAST_ROWS) if tags.tags else TEXTS("no_columns")
        return Answer(notes=(*notes, QualityNote("length", None, "blocking", text)))
    notes += [] if rows_are_checked else row_notes(series, tags.healthy)
    for check in (without_stuck, without_changed_units):
        tags, found = check(tags)
        notes += found
    rules: tuple[Callable[[str | None], Answer], ...] = (
        lambda loop: examine_filter(tags, loop),
        lambda loop: examine_exchanger(tags, machine, loop),
        lambda loop: examine_leak(tags, machine, loop),
        lambda loop: examine_valve(tags, loop),
    )
    answers = [rule(loop) for loop in tags.loops for rule in rules]
    opened = [loop for loop, answer in zip(tags.loops, answers[1 :: len(rules)], strict=True) if balance_opened(answer)]
    answers.append(examine_drift(tags, _busy(tags, answers, opened)))
    tested = any(answer.tested for answer in answers)
    notes += [note for answer in answers for note in answer.notes]
    if not any(answer.tested or answer.notes or answer.ruled_out for answer in answers):
        text = TEXTS("roles_none", roles=", ".join(ROLES))
        notes.append(QualityNote("recording", None, "blocking", text))
    return together(answers, tested=tested, notes=tuple(notes))


def _busy(tags: Tags, answers: Sequence[Answer], opened: Sequence[str | None]) -> frozenset[str]:
    """Return the channels that a fault found moves by itself, and those of the exchangers whose heat balance has
    ``opened``: which of their six instruments it is, straight lines between them do not tell."""
    found = [finding for answer in answers for finding in (*answer.findings, *answer.watch)]
    moved = [tags.of(role, finding.component) for finding in found for role in EXPLAINED_BY.get(finding.fault, ())]
    moved += [tags.of(role, loop) for loop in opened for role in EXCHANGER_ROLES]
    return frozenset(tag.channel for tag in moved if tag is not None)

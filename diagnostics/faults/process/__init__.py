"""Faults of the process beside the machine, from slow series: filters, valves, heat exchangers, leaks, sensors that
drift."""

from __future__ import annotations

from diagnostics.faults.process.examination import describes_process, examine_process

__all__ = ["describes_process", "examine_process"]

"""The health of one machine: a figure from 0 to 100 out of its examinations, with its make-up and its history.

Here belongs what a list of machines shows. It takes examinations as JSON (the contract ``examination/1``) with their
times, so that stored ones of any version can be used.
"""

from __future__ import annotations

from diagnostics.health.facts import DatedExamination
from diagnostics.health.score import EXAMINATIONS_USED, Health, Part, machine_health

__all__ = ["EXAMINATIONS_USED", "DatedExamination", "Health", "Part", "machine_health"]

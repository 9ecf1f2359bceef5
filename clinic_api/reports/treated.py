"""What was prescribed, what the measurement after treatment shows, and what was really found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from clinic_api.kit.fields import TextRead
from clinic_api.reports.findings import fault_name, part_name
from clinic_api.reports.gathering import CaseRows
from clinic_api.reports.schemas import (
    ReportComparison,
    ReportFollowUp,
    ReportItem,
    ReportNumber,
    ReportTeardown,
    Words,
)
from clinic_api.reports.words import REPORT_TEXTS
from clinic_api.treatments.models import ConfirmedFinding, FollowUpMeasurement, PrescriptionItem
from clinic_api.treatments.words import WORDS
from diagnostics.figures.labels import shown_unit

__all__ = ["follow_up", "items", "teardown"]

_SHOWN: Final = ("velocity_rms_mm_s", "rms", "kurtosis")
"""The figures a reader compares; the rest is in the comparison itself."""


def items(rows: Sequence[PrescriptionItem]) -> list[ReportItem]:
    """Return the items of the prescription."""
    return [
        ReportItem.model_validate(
            {
                "what": Words(en=row.what.get("en"), zh=row.what.get("zh")),
                "owner": row.owner_name,
                "due_on": row.due_on,
                "state": row.state,
                "state_text": TextRead.of(REPORT_TEXTS(f"item_{row.state}")),
                "result": row.result,
                "closed_at": row.closed_at,
            }
        )
        for row in rows
    ]


def follow_up(rows: CaseRows) -> ReportFollowUp | None:
    """Return the last follow-up with its measurements, the oldest first."""
    if rows.follow_up is None:
        return None
    measured = [row for row in rows.measurements if row.follow_up_id == rows.follow_up.id]
    return ReportFollowUp(due_on=rows.follow_up.due_on, comparisons=[_comparison(row) for row in measured])


def _comparison(row: FollowUpMeasurement) -> ReportComparison:
    compared: Mapping[str, Any] = row.comparison or {}
    waiting = REPORT_TEXTS("comparison_waiting" if row.problem is None else "comparison_failed")
    return ReportComparison.model_validate(
        {
            "at": row.compared_at or row.added_at,
            "verdict": row.verdict,
            "text": compared.get("text") or waiting.to_json(),
            "reasons": compared.get("reasons", []),
            "notes": compared.get("notes", []),
            "numbers": [_number(each) for each in compared.get("numbers", ()) if each["quantity"] in _SHOWN],
        }
    )


def _number(number: Mapping[str, Any]) -> ReportNumber:
    return ReportNumber(
        channel=number["channel"],
        quantity_text=TextRead.of(REPORT_TEXTS(f"quantity_{number['quantity']}")),
        unit="" if number["unit"] == "1" else shown_unit(number["unit"]),
        before=number["before"],
        after=number["after"],
        change_percent=number["change_percent"],
    )


def teardown(rows: Sequence[ConfirmedFinding]) -> list[ReportTeardown]:
    """Return what was found when the machine was opened; of several lines about one finding the newest counts."""
    newest: dict[object, ConfirmedFinding] = {}
    for row in rows:
        newest[row.id if row.finding_index is None else (row.examination_id, row.finding_index)] = row
    return [
        ReportTeardown(
            name=fault_name(row.found_fault or row.fault or ""),
            component=row.component,
            part=part_name(row.fault or "", row.component),
            outcome_text=TextRead.of(WORDS(row.outcome)),
            words=row.words,
            seen_on=row.seen_on,
        )
        for row in newest.values()
    ]

"""The month for whoever asks: all figures with their cases for staff, aggregates without small cells for funders."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from statistics import fmean, median
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.database import database_now
from clinic_api.errors import Invalid
from clinic_api.kit.csv_cells import csv_bytes
from clinic_api.kit.fields import TextRead
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import Page, PageParameters
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.secrets import derived_key
from clinic_api.settings import Settings
from clinic_api.statistics.breakdowns import CLOCK_BREAKDOWNS, Breakdown, break_down
from clinic_api.statistics.clocks import ClockKind, ClockResult, clock_results
from clinic_api.statistics.facts import CaseFact, MonthFacts, load_facts
from clinic_api.statistics.month import Month
from clinic_api.statistics.schemas import (
    AbsentFigure,
    BreakdownRead,
    CellRead,
    MedianRead,
    MonthRead,
    StatisticsCase,
)
from clinic_api.statistics.suppression import SMALLEST_SHOWN, ShownCells, coarse_share, hide_small_cells
from clinic_api.statistics.texts import TEXTS

__all__ = ["StatisticsService"]

_CASES_PATH = "/api/v1/statistics/month/cases"
_CSV_HEADER = ("month", "figure", "title", "cell", "label", "count")


class StatisticsService:
    """Statistics for ``principal``; ``session`` sees the rows of all factories, and only sums leave for a funder."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        self._session = session
        self._settings = settings
        self._hides = not principal.is_staff or principal.role is Role.FUNDER

    def month(self, name: str) -> MonthRead:
        """Return the figures of one month."""
        month = Month.parse(name)
        facts, clocks = self._load(month)
        firms = len({case.factory_id for case in facts.opened})
        breakdowns = break_down(facts, clocks)
        shown = {row.name: self._shown(month, row) for row in breakdowns}
        return MonthRead(
            month=month.name,
            counted_at=database_now(self._session),
            hidden_below=SMALLEST_SHOWN if self._hides else None,
            firms_served=None if self._hides and firms < SMALLEST_SHOWN else firms,
            satisfaction_mean=_mean(facts, shown["satisfaction"]),
            satisfaction_answered_share=_answered_share(shown["satisfaction"]),
            breakdowns=[self._read(month, row, shown[row.name]) for row in breakdowns],
            medians=[
                MedianRead(clock=kind, hours=self._median(clocks[kind], shown[name]))
                for name, kind in CLOCK_BREAKDOWNS.items()
            ],
            absent=[AbsentFigure(name="visits", reason=TextRead.of(TEXTS("visits_absent")))],
        )

    def months(self, last: str, count: int) -> list[MonthRead]:
        """Return the figures of ``count`` months, the oldest first, up to the month ``last``."""
        names = [Month.parse(last).name]
        while len(names) < count:
            names.append(Month.parse(names[-1]).before)
        return [self.month(name) for name in reversed(names)]

    def cases(self, name: str, breakdown: str, key: str | None, page: PageParameters) -> Page[StatisticsCase]:
        """Return the cases behind one cell, or behind a whole figure without ``key``, the newest first."""
        facts, clocks = self._load(Month.parse(name))
        figure = next((row for row in break_down(facts, clocks) if row.name == breakdown), None)
        if figure is None or (key is not None and key not in figure.cells):
            raise Invalid("figure_unknown", TEXTS("figure_unknown"))
        cells = figure.cells.values() if key is None else [figure.cells[key]]
        ids = sorted((case_id for cell in cells for case_id in cell), reverse=True)
        after = [case_id for case_id in ids if page.cursor is None or case_id < page.cursor]
        shown = after[: page.limit]
        rows = {row.id: row for row in self._session.scalars(select(Case).where(Case.id.in_(shown)))}
        return Page[StatisticsCase](
            items=[StatisticsCase.model_validate(rows[case_id], from_attributes=True) for case_id in shown],
            next_cursor=shown[-1] if len(after) > page.limit else None,
        )

    def month_csv(self, name: str, language: Language) -> bytes:
        """Return the breakdowns of a month as CSV; a hidden count is an empty cell."""
        month = self.month(name)
        rows: list[Sequence[object]] = []
        for figure in month.breakdowns:
            title = getattr(figure.title, language)
            for cell in figure.cells:
                label = getattr(cell.label, language)
                rows.append((month.month, figure.name, title, cell.key, label, cell.count))
            rows.append((month.month, figure.name, title, "total", TEXTS("total").in_language(language), figure.total))
        return csv_bytes(_CSV_HEADER, rows)

    def _load(self, month: Month) -> tuple[MonthFacts, Mapping[ClockKind, Mapping[str, ClockResult]]]:
        facts = load_facts(self._session, month)
        opened: Sequence[CaseFact] = facts.opened
        return facts, clock_results(self._session, opened, now=database_now(self._session))

    def _shown(self, month: Month, breakdown: Breakdown) -> ShownCells:
        if not self._hides:
            return ShownCells(sum(breakdown.counts.values()), breakdown.counts)
        secret = derived_key(self._settings, "statistics")

        def rank(key: str) -> bytes:
            return hmac.digest(secret, f"{month.name}\n{breakdown.name}\n{key}".encode(), hashlib.sha256)

        return hide_small_cells(breakdown.counts, secret_rank=rank)

    def _read(self, month: Month, breakdown: Breakdown, shown: ShownCells) -> BreakdownRead:
        return BreakdownRead(
            name=breakdown.name,
            title=TextRead.of(breakdown.title),
            total=shown.total,
            cells=[
                CellRead(
                    key=key,
                    label=TextRead.of(breakdown.label(key)),
                    count=count,
                    cases=None if self._hides else _address(month, breakdown, key),
                )
                for key, count in shown.cells.items()
            ],
            on_time_share=self._on_time_share(breakdown, shown),
        )

    def _on_time_share(self, breakdown: Breakdown, shown: ShownCells) -> float | None:
        """Return the share in time of a clock, a coarse one for a funder; None for other figures."""
        if breakdown.name not in CLOCK_BREAKDOWNS:
            return None
        on_time, late = breakdown.counts["on_time"], breakdown.counts["late"]
        if self._hides:
            return coarse_share(breakdown.counts, shown, "on_time", "late")
        return round(on_time / (on_time + late), 4) if on_time + late else None

    def _median(self, results: Mapping[str, ClockResult], shown: ShownCells) -> float | None:
        """Return the median hours; for a funder only where enough cases are shown to be in time, so that whether it
        is there tells nothing about hidden cells.
        """
        hours = [result.hours for result in results.values() if result.hours is not None]
        if not hours or shown.cells["on_time"] is None:
            return None
        return round(median(hours), 1)


def _address(month: Month, breakdown: Breakdown, key: str) -> str:
    return f"{_CASES_PATH}?{urlencode({'month': month.name, 'breakdown': breakdown.name, 'key': key})}"


def _answered_share(shown: ShownCells) -> float | None:
    silent = shown.cells["no_answer"]
    if silent is None or not shown.total:
        return None
    return round((shown.total - silent) / shown.total, 4)


def _mean(facts: MonthFacts, shown: ShownCells) -> float | None:
    """Return the mean of the answers; with a hidden cell it would be one equation too many."""
    scores = [score for score in facts.answers.values() if score is not None]
    if not scores or None in shown.cells.values():
        return None
    return round(fmean(scores), 2)

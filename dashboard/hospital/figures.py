"""What the pages of figures ask of the API: the month, several months, the cases behind a number, the overview."""

from __future__ import annotations

from datetime import date

from clinic_client.api.outcomes import read_outcome_overview
from clinic_client.api.statistics import list_month_cases, list_months, read_month
from clinic_client.models import MonthRead, OverviewRead, StatisticsCase
from clinic_client.types import UNSET
from dashboard.hospital.connection import PAGE_ROWS, ApiCalls, all_pages, answer

__all__ = ["MOST_LISTED", "FigureCalls"]

MOST_LISTED = 1000


class FigureCalls(ApiCalls):
    """Counts over the whole hospital."""

    def month(self, month: str) -> MonthRead:
        """Return the figures of a month such as ``2026-11``."""
        return answer(MonthRead, lambda: read_month.sync_detailed(client=self._client, month=month))

    def months(self, last: str, count: int) -> list[MonthRead]:
        """Return the figures of ``count`` months up to ``last``, the oldest first."""
        return answer(list, lambda: list_months.sync_detailed(client=self._client, last=last, count=count))

    def cases_behind(self, month: str, figure: str, cell: str | None) -> list[StatisticsCase]:
        """Return the newest `MOST_LISTED` cases behind a cell, or behind a whole figure."""
        return all_pages(
            lambda cursor: list_month_cases.sync_detailed(
                client=self._client, month=month, breakdown=figure, key=cell or UNSET, cursor=cursor, limit=PAGE_ROWS
            ),
            MOST_LISTED,
        )

    def overview(self, first: date, last: date) -> OverviewRead:
        """Return the coordinator's figures of the days from ``first`` to ``last``."""
        return answer(
            OverviewRead, lambda: read_outcome_overview.sync_detailed(client=self._client, from_=first, to=last)
        )

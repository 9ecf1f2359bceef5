"""What the pages of the working calendar, the rules' thresholds and the bearing catalogue ask of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic_client.api.bearings import search_bearings
from clinic_client.api.calendar import (
    list_calendar_changes,
    preview_calendar_year,
    read_calendar,
    read_clock_rules,
    write_calendar_year,
)
from clinic_client.api.outcomes import (
    activate_recalibration,
    list_recalibrations,
    propose_recalibration,
    read_decision_rules,
    read_rule_outcomes,
    withdraw_recalibration,
)
from clinic_client.models import (
    BearingList,
    BearingRead,
    CalendarChangeRead,
    CalendarPreview,
    CalendarRead,
    CalendarYearRead,
    CalendarYearWrite,
    ClockRulesRead,
    DecisionRulesRead,
    PageRecalibrationRead,
    RecalibrationDecision,
    RecalibrationRead,
    RulesRead,
)
from dashboard.hospital.connection import PAGE_ROWS, ApiCalls, answer

__all__ = ["HouseRuleCalls"]


class HouseRuleCalls(ApiCalls):
    """What the hospital decides by."""

    def calendar(self) -> CalendarRead:
        """Return the years that are known."""
        return answer(CalendarRead, lambda: read_calendar.sync_detailed(client=self._client))

    def clocks(self) -> ClockRulesRead:
        """Return how long each clock runs."""
        return answer(ClockRulesRead, lambda: read_clock_rules.sync_detailed(client=self._client))

    def calendar_changes(self, year: int) -> list[CalendarChangeRead]:
        """Return what was changed of a year, the newest first."""
        return list(answer(list, lambda: list_calendar_changes.sync_detailed(year, client=self._client)))

    def preview_year(self, year: int, content: Mapping[str, Any]) -> CalendarPreview:
        """Return what a change would do; nothing is changed."""
        body = CalendarYearWrite.from_dict(content)
        return answer(
            CalendarPreview, lambda: preview_calendar_year.sync_detailed(year, client=self._client, body=body)
        )

    def write_year(self, year: int, content: Mapping[str, Any], version: int) -> CalendarYearRead:
        """Add or correct a year as it was shown; refused where somebody was quicker."""
        body = CalendarYearWrite.from_dict(content)
        return answer(
            CalendarYearRead,
            lambda: write_calendar_year.sync_detailed(year, client=self._client, body=body, if_match=f'"{version}"'),
        )

    def decision_rules(self) -> DecisionRulesRead:
        """Return every threshold with its source."""
        return answer(DecisionRulesRead, lambda: read_decision_rules.sync_detailed(client=self._client))

    def rule_outcomes(self) -> RulesRead:
        """Return how often each fault rule was right in opened machines."""
        return answer(RulesRead, lambda: read_rule_outcomes.sync_detailed(client=self._client))

    def recalibrations(self) -> list[RecalibrationRead]:
        """Return the newest recalibrations."""
        return answer(
            PageRecalibrationRead, lambda: list_recalibrations.sync_detailed(client=self._client, limit=PAGE_ROWS)
        ).items

    def propose(self) -> RecalibrationRead:
        """Learn a recalibration from what was found in opened machines."""
        return answer(RecalibrationRead, lambda: propose_recalibration.sync_detailed(client=self._client))

    def activate(self, recalibration_id: str, reason: str) -> RecalibrationRead:
        """Let a recalibration count."""
        body = RecalibrationDecision(reason=reason)
        return answer(
            RecalibrationRead,
            lambda: activate_recalibration.sync_detailed(recalibration_id, client=self._client, body=body),
        )

    def withdraw(self, recalibration_id: str, reason: str) -> RecalibrationRead:
        """Withdraw a recalibration."""
        body = RecalibrationDecision(reason=reason)
        return answer(
            RecalibrationRead,
            lambda: withdraw_recalibration.sync_detailed(recalibration_id, client=self._client, body=body),
        )

    def bearings(self, query: str) -> list[BearingRead]:
        """Return the bearings whose designation or maker contains ``query``, at most 50."""
        return answer(BearingList, lambda: search_bearings.sync_detailed(client=self._client, query=query)).items

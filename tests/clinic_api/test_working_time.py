from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_api.cases import working_time
from clinic_api.cases.working_time import CALENDAR, add_working, read_calendar, working_between

_FIRST, _LAST = datetime(2024, 1, 1), datetime(2026, 11, 1)  # noqa: DTZ001 - Hypothesis adds the zone
MOMENTS = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))
SPANS = st.timedeltas(timedelta(0), timedelta(days=20))


def _china(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_day_agrees_with_an_independent_calendar(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366 if year == 2024 else 365)]

    differing = [day for day in days if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)]

    assert differing == []


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2026-11-20T10:00", timedelta(days=3), "2026-11-25T10:00"),  # a Friday; the weekend does not count
        ("2026-11-20T22:00", timedelta(hours=4), "2026-11-23T02:00"),
        ("2026-11-21T15:00", timedelta(hours=4), "2026-11-23T04:00"),  # on a Saturday nothing runs
        ("2026-09-30T12:00", timedelta(days=1), "2026-10-08T12:00"),  # the National Day holidays
        ("2026-02-13T09:00", timedelta(days=2), "2026-02-24T09:00"),  # Saturday 14 February is worked
        ("2025-01-26T08:00", timedelta(days=1), "2025-01-27T08:00"),  # a worked Sunday
    ],
)
def test_spans_skip_holidays_and_count_days_worked_to_make_up(start: str, span: timedelta, end: str) -> None:
    assert add_working(_china(start), span) == _china(end)


@given(MOMENTS, SPANS)
def test_the_time_until_a_moment_reached_is_the_span_that_led_there(start: datetime, span: timedelta) -> None:
    assert working_between(start, add_working(start, span)) == span


@given(MOMENTS, SPANS, SPANS)
def test_spans_add_up(start: datetime, first: timedelta, second: timedelta) -> None:
    assert add_working(add_working(start, first), second) == add_working(start, first + second)


def test_a_year_without_notice_counts_its_weekdays_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    working_time._warn_once.cache_clear()

    with caplog.at_level(logging.WARNING):
        end = add_working(_china("2031-10-01T09:00"), timedelta(days=1))

    assert end == _china("2031-10-02T09:00")
    assert "2031" in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [
        '[2026]\nnotice = "n"\noff = [["2025-12-31", "2026-01-01"]]\nworked = []',
        '[2026]\nnotice = "n"\noff = []\nworked = ["2026-01-05"]',  # a Monday
        "[2026]\noff = []\nworked = []",
    ],
)
def test_a_calendar_that_cannot_be_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_calendar(wrong)

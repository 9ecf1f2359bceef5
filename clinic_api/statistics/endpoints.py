"""Routes of statistics. They read the rows of all factories, which funders' own units of work do not show."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from clinic_api.database import ALL_FACTORIES
from clinic_api.kit.downloads import CSV_CONTENT
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf
from clinic_api.statistics.schemas import MonthRead, StatisticsCase
from clinic_api.statistics.service import StatisticsService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["statistics"])

MayRead = Annotated[Principal, Depends(requires(Permission.STATISTICS_READ))]
MaySeeCases = Annotated[Principal, Depends(requires(Permission.STATISTICS_CASES))]
MonthName = Annotated[str, Query(max_length=7, description="year and month in China", examples=["2026-11"])]


@router.get("/statistics/month")
def read_month(month: MonthName, principal: MayRead, database: DatabaseOf, settings: SettingsOf) -> MonthRead:
    """Show a month's figures; staff get the address of the cases behind each, funders no count under five."""
    with database.session(read_only=True, factory_scope=ALL_FACTORIES) as session:
        return StatisticsService(session, principal, settings).month(month)


@router.get("/statistics/months")
def list_months(
    last: MonthName,
    principal: MayRead,
    database: DatabaseOf,
    settings: SettingsOf,
    count: Annotated[int, Query(ge=1, le=24)] = 12,
) -> list[MonthRead]:
    """Show the figures of several months, the oldest first, each as it is shown by itself."""
    with database.session(read_only=True, factory_scope=ALL_FACTORIES) as session:
        return StatisticsService(session, principal, settings).months(last, count)


@router.get(
    "/statistics/month.csv",
    response_class=Response,
    responses={200: {"content": CSV_CONTENT}},
)
def download_month(
    month: MonthName,
    principal: MayRead,
    database: DatabaseOf,
    settings: SettingsOf,
    lang: Annotated[Language, Query(description="language of the labels")] = "zh",
) -> Response:
    """Send the same figures as a CSV file; a hidden count is an empty cell."""
    with database.session(read_only=True, factory_scope=ALL_FACTORIES) as session:
        content = StatisticsService(session, principal, settings).month_csv(month, lang)
    headers = {
        "Content-Disposition": f'attachment; filename="month-{month}.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/statistics/month/cases")
def list_month_cases(
    month: MonthName,
    breakdown: Annotated[str, Query(max_length=60, examples=["opened_by_department"])],
    principal: MaySeeCases,
    database: DatabaseOf,
    settings: SettingsOf,
    page: Paging,
    key: Annotated[str | None, Query(max_length=60, description="the cell; left out, the whole figure")] = None,
) -> Page[StatisticsCase]:
    """List the cases behind a figure, the newest first."""
    with database.session(read_only=True, factory_scope=ALL_FACTORIES) as session:
        return StatisticsService(session, principal, settings).cases(month, breakdown, key, page)

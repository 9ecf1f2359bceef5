"""The month in figures, for whoever pays for the service and for the hospital: every number opens the cases behind it
for the hospital's people; a funder sees sums only, and none of a few.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from clinic_client.models import BreakdownRead, CellRead, MonthRead, StatisticsCase
from dashboard.china import CHINA
from dashboard.components.address import chosen_in_address, put, text_in_address, write_address
from dashboard.components.charts import show_bars, show_share_lines
from dashboard.hospital.figures import MOST_LISTED
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_statistics"]

_MONTHS_OFFERED: Final = 24
_MONTHS_OF_TREND: Final = 12
_CLOCKS: Final = {"first_opinion_clock": "first_opinion", "accept_clock": "accept", "diagnosis_clock": "diagnosis"}
_NO_SHARE: Final = "–"


def show_statistics(visit: Visit) -> None:
    """Draw one month and the months before it; or the cases behind one number, when the address names it."""
    words = visit.words
    st.title(words.of("pages", "statistics"), anchor=False)
    month = _show_month_choice(visit)
    figure, cell = text_in_address("figure"), text_in_address("cell")
    figures = visit.hospital.figures.month(month)
    if figure and visit.role != "funder":
        _show_cases_behind(visit, figures, figure, cell or None)
        return
    _show_headline(words, figures)
    if figures.hidden_below is not None:
        st.caption(words("statistics.hidden_means", limit=figures.hidden_below))
    st.subheader(words("statistics.by_part"), anchor=False)
    left, right = st.columns(2, gap="medium")
    for number, breakdown in enumerate(figures.breakdowns):
        with left if number % 2 == 0 else right:
            _show_breakdown(visit, figures, breakdown)
    for absent in figures.absent:
        st.caption(plain(words.pick(absent.reason)))
    st.subheader(words("statistics.trend"), anchor=False)
    _show_trend(visit, month)


def _show_month_choice(visit: Visit) -> str:
    """Draw the months and the export; a funder begins with the last whole month, the hospital with the present one."""
    words = visit.words
    months = _months(datetime.now(CHINA))
    month = chosen_in_address("month", months, months[1] if visit.role == "funder" else months[0])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"statistics_month_{words.language}"
        st.selectbox(
            words("statistics.month"),
            months,
            format_func=lambda name: _month_name(words, name),
            key=put(key, month),
            on_change=_choose_month,
            args=(key,),
            width=220,
        )
        address = urlencode({"month": month, "lang": words.language})
        st.link_button(
            words("statistics.export"), f"/api/v1/statistics/month.csv?{address}", icon=":material/download:"
        )
    return month


def _choose_month(key: str) -> None:
    write_address("month", key)
    for name in ("figure", "cell"):
        st.query_params.pop(name, None)


def _months(now: datetime) -> list[str]:
    """Return the names of the months up to ``now``, the newest first."""
    names, first = [], now.date().replace(day=1)
    for _ in range(_MONTHS_OFFERED):
        names.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    return names


def _month_name(words: Words, name: str) -> str:
    year, month = name.split("-")
    return words("statistics.month_name", month=words.of("month", int(month)), year=year)


def _show_headline(words: Words, figures: MonthRead) -> None:
    by_name = {each.name: each for each in figures.breakdowns}
    hidden = words("statistics.hidden")

    def number(value: int | None) -> str:
        return hidden if value is None else str(value)

    about = "" if figures.hidden_below is None else "≈ "

    def share(value: float | None) -> str:
        return _NO_SHARE if value is None else f"{about}{100 * value:.0f} %"

    with st.container(horizontal=True):
        st.metric(words("statistics.firms"), number(figures.firms_served), border=True)
        st.metric(words("statistics.opened"), number(by_name["opened_by_department"].total), border=True)
        st.metric(words("statistics.discharged"), number(by_name["discharged_by_outcome"].total), border=True)
        mean = figures.satisfaction_mean
        st.metric(
            words("statistics.satisfaction"),
            _NO_SHARE if mean is None else f"{mean:.1f} / 5",
            delta=words("statistics.answered", share=share(figures.satisfaction_answered_share)),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
    with st.container(horizontal=True):
        for name, clock in _CLOCKS.items():
            st.metric(words.of("clock", clock), share(by_name[name].on_time_share), border=True)


def _show_breakdown(visit: Visit, figures: MonthRead, breakdown: BreakdownRead) -> None:
    words = visit.words
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(words.pick(breakdown.title))}**")
        for cell in breakdown.cells:
            if cell.count != 0:
                _show_number(visit, figures, breakdown.name, cell.key, words.pick(cell.label), cell.count)
        _show_number(visit, figures, breakdown.name, "", words("statistics.total"), breakdown.total, strong=True)


def _show_number(
    visit: Visit, figures: MonthRead, figure: str, cell: str, label: str, count: int | None, *, strong: bool = False
) -> None:
    """Draw one number with what it counts; for the hospital it leads to the cases behind it."""
    words = visit.words
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(label)}**" if strong else plain(label), width="content")
        if count is None:
            st.markdown(f":gray[{words('statistics.hidden')}]", width="content")
        elif visit.role == "funder" or count == 0:
            st.markdown(f"**{count}**" if strong else str(count), width="content")
        else:
            visit.link(
                "statistics",
                str(count),
                icon=":material/list:",
                month=figures.month,
                figure=figure,
                cell=cell,
            )


def _show_cases_behind(visit: Visit, figures: MonthRead, figure: str, cell: str | None) -> None:
    words = visit.words
    visit.link("statistics", words("statistics.back"), icon=":material/arrow_back:", month=figures.month)
    breakdown = next((each for each in figures.breakdowns if each.name == figure), None)
    if breakdown is None:
        st.info(words("statistics.unknown_figure"))
        return
    part: CellRead | None = next((each for each in breakdown.cells if each.key == cell), None)
    title = words.pick(breakdown.title) if part is None else f"{words.pick(breakdown.title)}: {words.pick(part.label)}"
    cases = visit.hospital.figures.cases_behind(figures.month, figure, cell)
    st.subheader(plain(title), anchor=False)
    st.caption(words("statistics.list_of", count=len(cases)))
    if len(cases) == MOST_LISTED:
        st.caption(words("statistics.newest_only", count=MOST_LISTED))
    factories = {each.id: words.name(each) for each in visit.kept("factories", visit.hospital.factories)}
    st.dataframe(
        [_case_row(visit, case, factories) for case in cases],
        hide_index=True,
        height="content" if len(cases) < 20 else 640,
        column_config={
            "open": st.column_config.LinkColumn(words("statistics.case"), display_text=words("cases.open_case")),
            "factory": st.column_config.TextColumn(words("statistics.factory"), width="medium"),
            "urgency": st.column_config.TextColumn(words("statistics.urgency")),
            "department": st.column_config.TextColumn(words("statistics.department")),
            "opened": st.column_config.TextColumn(words("statistics.opened_at")),
            "id": st.column_config.TextColumn(words("statistics.number")),
        },
    )


def _case_row(visit: Visit, case: StatisticsCase, factories: dict[str, str]) -> dict[str, Any]:
    words = visit.words
    return {
        "open": f"/dashboard/case?{urlencode(visit.address(case=case.id))}",
        "factory": factories.get(case.factory_id, ""),
        "urgency": words("urgency_none.label") if case.urgency is None else words.of("urgency", case.urgency),
        "department": words.of("department", case.department) if case.department else "",
        "opened": words.date(case.created_at),
        "id": case.id,
    }


def _show_trend(visit: Visit, month: str) -> None:
    words = visit.words
    months = visit.kept(f"months:{month}", lambda: visit.hospital.figures.months(month, _MONTHS_OF_TREND))
    opened = [{"month": each.month, "cases": _total(each)} for each in months]
    names = [words.of("clock", clock) for clock in _CLOCKS.values()]
    shares = [
        {"month": each.month, "clock": words.of("clock", _CLOCKS[part.name]), "share": part.on_time_share}
        for each in months
        for part in each.breakdowns
        if part.name in _CLOCKS and part.on_time_share is not None
    ]
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{words('statistics.opened')}**")
        counted = [row for row in opened if row["cases"]]
        if counted:
            x_title, y_title = words("statistics.month"), words("statistics.cases_axis")
            show_bars(counted, x="month", y="cases", x_title=x_title, y_title=y_title)
        else:
            st.caption(words("statistics.no_counts"))
    with right:
        st.markdown(f"**{words('statistics.on_time')}**")
        if not shares:
            st.caption(words("statistics.no_shares"))
            return
        show_share_lines(
            shares,
            x="month",
            y="share",
            series="clock",
            names=names,
            x_title=words("statistics.month"),
            y_title=words("statistics.on_time_axis"),
        )


def _total(month: MonthRead) -> int | None:
    return next(each.total for each in month.breakdowns if each.name == "opened_by_department")

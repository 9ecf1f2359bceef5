"""The funder's month and the lists behind its numbers against a real API."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.dashboard.running_hospital import COORDINATOR, FUNDER, RunningHospital, words_on

MONTH = f"{datetime.now(ZoneInfo('Asia/Shanghai')):%Y-%m}"


def test_a_funder_sees_sums_and_how_small_ones_are_hidden_and_no_firm(hospital: RunningHospital) -> None:
    for number in range(6):
        hospital.open_case(f"Pangolin {number}: the pump knocks.")

    app = hospital.dashboard(FUNDER, "en", "statistics", month=MONTH)
    page = words_on(app)

    shown = hospital.call("GET", "/api/v1/statistics/month", FUNDER, params={"month": MONTH})
    total = next(each["total"] for each in shown["breakdowns"] if each["name"] == "opened_by_department")
    assert str(total) in [metric.value for metric in app.metric]
    assert "hidden" in page
    assert "Counts under 5 are hidden" in page
    assert "Liyuan" not in page


def test_a_funder_who_names_a_figure_in_the_address_gets_the_month_only(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Quail: the pump knocks.")

    app = hospital.dashboard(FUNDER, "en", "statistics", month=MONTH, figure="opened_by_department")

    assert not app.error
    assert case_id not in words_on(app)
    assert not app.dataframe


def test_every_number_opens_the_list_it_counts(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Raven: the pump knocks.")
    month = hospital.call("GET", "/api/v1/statistics/month", COORDINATOR, params={"month": MONTH})
    figure = next(each for each in month["breakdowns"] if each["name"] == "opened_by_department")

    lengths = {}
    for cell in [each for each in figure["cells"] if each["count"]]:
        app = hospital.dashboard(COORDINATOR, "zh", "statistics", month=MONTH, figure=figure["name"], cell=cell["key"])
        lengths[cell["key"]] = len(app.dataframe[0].value)
        assert lengths[cell["key"]] == cell["count"]
    whole = hospital.dashboard(COORDINATOR, "zh", "statistics", month=MONTH, figure=figure["name"])

    listed = whole.dataframe[0].value
    assert len(listed) == sum(lengths.values()) == figure["total"]
    assert case_id in set(listed["id"])


def test_the_month_is_exported_by_the_service_itself(hospital: RunningHospital) -> None:
    app = hospital.dashboard(FUNDER, "zh", "statistics", month=MONTH)

    address = next(each.proto.url for each in app.get("link_button"))

    sent = hospital.http.get(address, headers={"Authorization": f"Bearer {hospital.token(FUNDER)}"})
    assert sent.status_code == 200
    assert sent.headers["content-disposition"] == f'attachment; filename="month-{MONTH}.csv"'


def test_a_month_that_was_never_is_told_plainly(hospital: RunningHospital) -> None:
    app = hospital.dashboard(COORDINATOR, "en", "statistics", month=MONTH, figure="made_up")

    assert "no such figure" in app.info[0].value

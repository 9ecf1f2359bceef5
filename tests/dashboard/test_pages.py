from __future__ import annotations

import pytest

from tests.dashboard.running_hospital import (
    ADMIN,
    COORDINATOR,
    DOCTOR,
    ENGINEER,
    FUNDER,
    OTHER_FACTORY,
    OWNER,
    WORKER,
    RunningHospital,
    dashboard_at,
    go_to,
    words_on,
)

PAGES_OF = {
    WORKER: ("machines", "new_ticket", "cases", "my_factory", "departments"),
    OWNER: ("machines", "new_ticket", "cases", "my_factory", "departments"),
    ENGINEER: (
        "work_list",
        "examination",
        "examinations",
        "queue",
        "search",
        "cases",
        "machines",
        "new_ticket",
        "factories",
        "doctors",
        "departments",
    ),
    COORDINATOR: (
        "queue",
        "plan",
        "rounds",
        "rota",
        "inbox",
        "search",
        "cases",
        "machines",
        "new_ticket",
        "examinations",
        "figures",
        "statistics",
        "factories",
        "doctors",
        "departments",
    ),
    DOCTOR: ("my_cases", "my_visits", "my_practice", "visit", "cases", "doctors", "departments"),
    ADMIN: (
        "system",
        "accounts",
        "account",
        "manage_factories",
        "factory",
        "integrations",
        "calendar",
        "rules",
        "catalogue",
        "jobs",
        "audit",
        "doctors",
        "departments",
        "queue",
        "plan",
        "rounds",
        "rota",
        "inbox",
        "search",
        "figures",
        "statistics",
        "examinations",
        "cases",
        "machines",
        "new_ticket",
    ),
    FUNDER: ("statistics", "demand", "departments"),
}


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
@pytest.mark.parametrize("email", sorted(PAGES_OF))
def test_every_page_of_a_role_is_drawn_without_a_problem(
    hospital: RunningHospital, examined_case: str, email: str, language: str
) -> None:
    app = hospital.dashboard(email, language)
    for page in PAGES_OF[email]:
        go_to(app, page)

        assert not app.exception, f"{page}: {app.exception[0].message}"
        assert not app.error, f"{page}: {app.error[0].value}"
        assert len(app.title) == 1


@pytest.mark.parametrize(("language", "link"), [("en", "Log in"), ("zh", "登录")])
def test_without_a_session_there_is_one_page_that_leads_to_the_login(
    hospital: RunningHospital, language: str, link: str
) -> None:
    app = hospital.dashboard(None, language)

    assert f'href="/login?next=%2Fdashboard%2F%3Flang%3D{language}&amp;lang={language}"' in words_on(app)
    assert f">{link}</a>" in words_on(app)
    assert not app.button


def test_a_session_that_has_ended_leads_to_the_login(hospital: RunningHospital) -> None:
    token = hospital.token(WORKER)
    app = dashboard_at(hospital.url, token)
    assert app.title[0].value == "My machines"

    app.button(key="log_out").click().run()

    assert "You are logged out." in words_on(app)
    assert "Log in" in words_on(dashboard_at(hospital.url, token))


def test_an_api_that_does_not_answer_gives_one_clear_line() -> None:
    app = dashboard_at("http://127.0.0.1:9", "a-token")

    assert len(app.warning) == 1
    assert "does not answer" in app.warning[0].value
    assert not app.exception


def test_a_factory_sees_its_own_machines_only(hospital: RunningHospital) -> None:
    page = words_on(hospital.dashboard(WORKER))

    assert "Cooling water pump 1" in page
    assert "Planer spindle" not in page


def test_a_case_of_another_factory_is_not_shown_and_the_page_says_it_was_not_found(
    hospital: RunningHospital, examined_case: str
) -> None:
    foreign = hospital.dashboard(OTHER_FACTORY, "en", "case", case=examined_case)
    missing = hospital.dashboard(OTHER_FACTORY, "en", "case", case="case_00000000000000000000000000")

    assert "The motor hums" not in words_on(foreign)
    assert foreign.error[0].value == missing.error[0].value
    assert "code case_not_found · reference " in words_on(foreign)


def test_the_language_switch_changes_the_page_the_address_and_the_account(hospital: RunningHospital) -> None:
    app = hospital.dashboard(OWNER, "zh")

    app.sidebar.segmented_control(key="language_choice").set_value("en").run()

    assert app.title[0].value == "My machines"
    assert app.query_params["lang"] == "en"
    assert hospital.call("GET", "/api/v1/me", OWNER)["language"] == "en"

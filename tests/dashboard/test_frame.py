"""What stands around every page: news, and drafts that outlive their session."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.dashboard.running_hospital import COORDINATOR, DOCTOR, RUN_SECONDS, RunningHospital, words_on


def _news(api_url: str, token: str, seconds_ago: int) -> None:
    from datetime import UTC, datetime, timedelta

    from dashboard.components.news import look_for_news
    from dashboard.hospital import Connection, Hospital
    from dashboard.visit import Visit
    from dashboard.words import Words

    hospital = Hospital(Connection(api_url, token, "en"))
    visit = Visit(hospital.me(), hospital, Words("en"))
    look_for_news(visit, datetime.now(UTC) - timedelta(seconds=seconds_ago))


def _form(api_url: str, token: str) -> None:
    import streamlit as st

    from clinic_client.models import AccountRead
    from dashboard.components.fields import Form
    from dashboard.components.unsent import has_unsent
    from dashboard.hospital import Connection, Hospital
    from dashboard.visit import Visit
    from dashboard.words import Words

    hospital = Hospital(Connection(api_url, token, "en"))
    if "me" not in st.session_state:
        st.session_state["me"] = hospital.me()
    account: AccountRead = st.session_state["me"]
    visit = Visit(account, hospital, Words("en"))
    form = Form(visit, "test")
    form.area("text", "Text")
    form.day("day", "Day")
    st.button("Send", on_click=form.sent)
    if has_unsent():
        st.warning(str(st.session_state["unsent"]))


def _run(script: object, **arguments: object) -> AppTest:
    return AppTest.from_function(script, kwargs=arguments, default_timeout=RUN_SECONDS).run()  # type: ignore[arg-type]


def test_what_happened_since_the_page_was_drawn_is_offered(hospital: RunningHospital) -> None:
    hospital.open_case("It smells burnt.")

    old = _run(_news, api_url=hospital.url, token=hospital.token(COORDINATOR), seconds_ago=60)
    fresh = _run(_news, api_url=hospital.url, token=hospital.token(COORDINATOR), seconds_ago=0)

    assert not old.exception
    assert "new:" in words_on(old)
    assert words_on(fresh) == ""


def test_a_form_finds_in_another_tab_what_was_typed_and_forgets_it_when_it_is_sent(hospital: RunningHospital) -> None:
    import datetime

    token = hospital.token(DOCTOR)
    first = _run(_form, api_url=hospital.url, token=token)
    first.text_area[0].set_value("请拍铭牌").run()
    first.date_input[0].set_value(datetime.date(2026, 12, 1)).run()

    other = _run(_form, api_url=hospital.url, token=hospital.token(DOCTOR))
    assert other.text_area[0].value == "请拍铭牌"
    assert other.date_input[0].value == datetime.date(2026, 12, 1)

    other.button[0].click().run()
    assert _run(_form, api_url=hospital.url, token=token).text_area[0].value == ""


def test_what_is_typed_after_the_session_ended_waits_in_the_tab(hospital: RunningHospital) -> None:
    token = hospital.token(DOCTOR)
    app = _run(_form, api_url=hospital.url, token=token)
    hospital.http.delete("/api/v1/sessions/current", headers={"Authorization": f"Bearer {token}"})

    app.text_area[0].set_value("typed too late").run()

    assert not app.exception
    assert "typed too late" in app.warning[0].value

"""The administrator's pages against a real API: what each action changes, and what is said when it does not."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from clinic_api.jobs.models import Job
from dashboard.words import Words
from tests.dashboard.running_hospital import ADMIN, OTHER_FACTORY, RunningHospital, words_on

EN = Words("en")


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def field(app: AppTest, kind: str, label: str) -> Any:
    """The field of a form with this label: the keys of a form have colons, and change with each sending."""
    return next(each for each in getattr(app, kind) if each.label == label and ":" in str(each.key))


def accounts_with(hospital: RunningHospital, text: str) -> Any:
    return hospital.call("GET", "/api/v1/accounts", ADMIN, params={"q": text})["items"]


def test_a_person_is_invited_and_the_link_is_shown_once(hospital: RunningHospital) -> None:
    email = f"new-{uuid4().hex[:8]}@hospital.example"
    app = press(hospital.dashboard(ADMIN, "en", "accounts"), "add_invite")
    field(app, "selectbox", EN("accounts.role")).set_value("factory_admin").run()
    assert field(app, "selectbox", EN("accounts.factory")).value is None
    field(app, "selectbox", EN("accounts.role")).set_value("coordinator").run()
    field(app, "text_input", EN("accounts.email")).set_value(email).run()
    field(app, "text_input", EN("accounts.name_zh")).set_value("新同事").run()
    press(app, "accounts_send")
    assert len(app.error) == 1
    field(app, "text_input", EN("accounts.name_en")).set_value("New Colleague").run()

    press(app, "accounts_send")

    shown = app.code[0].value
    open_ones = hospital.call("GET", "/api/v1/invitations", ADMIN)["items"]
    assert "/invitation?token=" in shown
    assert [each["role"] for each in open_ones if each["email"] == email] == ["coordinator"]
    press(app, "put_away_accounts")
    assert not app.code


def test_accounts_are_narrowed_down_to_a_factory(hospital: RunningHospital) -> None:
    factory = accounts_with(hospital, OTHER_FACTORY)[0]["factory_id"]

    page = words_on(hospital.dashboard(ADMIN, "en", "accounts", factory=factory))

    assert OTHER_FACTORY in page
    assert ADMIN not in page


def test_a_name_is_changed_and_somebody_else_who_was_quicker_is_told(hospital: RunningHospital) -> None:
    account = accounts_with(hospital, OTHER_FACTORY)[0]
    app = hospital.dashboard(ADMIN, "en", "account", account=account["id"])
    field(app, "text_input", EN("accounts.name_en")).set_value("Wu Lan the first").run()
    press(app, "account_save")
    changed = accounts_with(hospital, OTHER_FACTORY)[0]

    app = hospital.dashboard(ADMIN, "en", "account", account=account["id"])
    field(app, "text_input", EN("accounts.name_en")).set_value("Wu Lan the second").run()
    hospital.call("PATCH", f"/api/v1/accounts/{account['id']}", ADMIN, json={"name_en": account["name_en"]})
    press(app, "account_save")

    assert changed["name_en"] == "Wu Lan the first"
    assert EN("acting.changed_meanwhile") in words_on(app)
    assert field(app, "text_input", EN("accounts.name_en")).value == "Wu Lan the second"
    assert accounts_with(hospital, OTHER_FACTORY)[0]["name_en"] == account["name_en"]


def test_the_last_administrator_is_not_disabled_and_nobody_is_blamed(hospital: RunningHospital) -> None:
    account = accounts_with(hospital, ADMIN)[0]
    app = hospital.dashboard(ADMIN, "en", "account", account=account["id"])

    press(app, "account_disable_do")

    assert len(app.error) == 1
    assert EN("acting.changed_meanwhile") not in words_on(app)
    assert accounts_with(hospital, ADMIN)[0]["disabled_at"] is None


def test_a_factory_is_added_and_changed(hospital: RunningHospital) -> None:
    name = f"Works {uuid4().hex[:8]}"
    app = press(hospital.dashboard(ADMIN, "en", "manage_factories"), "add_new_factory")
    field(app, "text_input", EN("factory_desk.name_zh")).set_value("新厂").run()
    field(app, "text_input", EN("factory_desk.name_en")).set_value(name).run()
    field(app, "number_input", EN("factory_desk.latitude")).set_value(31.4912).run()
    field(app, "number_input", EN("factory_desk.longitude")).set_value(120.3119).run()
    press(app, "factories_save")
    added = next(each for each in hospital.call("GET", "/api/v1/factories", ADMIN)["items"] if each["name_en"] == name)

    app = hospital.dashboard(ADMIN, "en", "factory", factory=added["id"])
    field(app, "text_input", EN("factory_desk.contact_phone")).set_value("0510 8000").run()
    press(app, "factory_save")

    changed = hospital.call("GET", f"/api/v1/factories/{added['id']}", ADMIN)
    assert (added["latitude_deg"], added["longitude_deg"]) == (31.4912, 120.3119)
    assert (changed["contact_phone"], changed["name_en"]) == ("0510 8000", name)


def test_a_key_is_made_for_a_factory_shown_once_and_revoked(hospital: RunningHospital) -> None:
    factory = hospital.call("GET", "/api/v1/factories", ADMIN)["items"][0]["id"]
    app = press(hospital.dashboard(ADMIN, "en", "integrations", factory=factory), "add_new_key")
    field(app, "text_input", EN("integrations.name")).set_value("Gateway of hall 3").run()

    press(app, "integrations_make_key")

    secret = app.code[0].value
    key = hospital.call("GET", "/api/v1/api-keys", ADMIN)["items"][0]
    assert secret.startswith(f"ihk_{key['public_id']}")
    assert (key["factory_id"], key["revoked_at"]) == (factory, None)
    press(app, "put_away_integrations")
    press(app, f"revoke_key_{key['id']}_do")
    assert hospital.call("GET", "/api/v1/api-keys", ADMIN)["items"][0]["revoked_at"] is not None
    assert secret not in words_on(app)


def test_a_webhook_is_added_and_tested_and_a_wrong_address_is_refused_in_the_dialog(hospital: RunningHospital) -> None:
    app = press(hospital.dashboard(ADMIN, "en", "integrations", view="endpoints"), "add_new_endpoint")
    field(app, "text_input", EN("integrations.name")).set_value("CMMS").run()
    field(app, "text_input", EN("integrations.address")).set_value("http://127.0.0.1/").run()
    press(app, "integrations_add")
    assert len(app.error) == 1
    field(app, "text_input", EN("integrations.address")).set_value("https://cmms.invalid/hook").run()
    press(app, "integrations_add")

    endpoint = hospital.call("GET", "/api/v1/endpoints", ADMIN)["items"][0]
    press(app, f"test_{endpoint['id']}")

    deliveries = hospital.call("GET", f"/api/v1/endpoints/{endpoint['id']}/deliveries", ADMIN)["items"]
    assert (endpoint["name"], endpoint["kinds"]) == ("CMMS", ["case.*"])
    assert [each["event_kind"] for each in deliveries] == ["endpoint.test"]


def test_a_day_off_is_previewed_and_counts_once_it_is_put_into_force(hospital: RunningHospital) -> None:
    calendar = hospital.call("GET", "/api/v1/calendar", ADMIN)
    year = max([*calendar["missing"], *(each["year"] for each in calendar["years"])])
    day = f"{year}-12-30"
    app = hospital.dashboard(ADMIN, "en", "calendar", year=str(year))
    field(app, "text_area", EN("calendar.off")).set_value(f"{year}-13-40").run()
    assert f"{year}-13-40" in words_on(app)
    field(app, "text_area", EN("calendar.off")).set_value(day).run()
    field(app, "text_input", EN("calendar.notice")).set_value("国办发明电〔2026〕8号").run()
    field(app, "text_area", EN("calendar.reason")).set_value("Stocktaking").run()

    press(app, "calendar_preview_button")
    before = hospital.call("GET", f"/api/v1/calendar/years/{year}/changes", ADMIN)
    assert EN("calendar.would") in words_on(app)
    press(app, "calendar_write")

    after = hospital.call("GET", f"/api/v1/calendar/years/{year}/changes", ADMIN)
    assert before == []
    assert [(each["reason"], each["version"]) for each in after] == [("Stocktaking", 1)]
    assert "Stocktaking" in words_on(app)


def test_a_job_that_gave_up_is_tried_again_with_a_reason(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Quokka: the pump knocks.")
    with hospital.desk.database.session() as session:
        changed = session.execute(
            update(Job)
            .where(Job.subject_id == case_id)
            .values(state="dead", attempt=Job.max_attempts)
            .returning(Job.id)
        )
        job_id = changed.scalars().first()
    app = hospital.dashboard(ADMIN, "en", "jobs", view="dead")

    press(app, f"retry_{job_id}_do")
    assert EN("reason.missing") in words_on(app)
    app.text_area(key=f"retry_{job_id}_reason").set_value("The parser was repaired").run()
    press(app, f"retry_{job_id}_do")

    assert hospital.call("GET", f"/api/v1/jobs/{job_id}", ADMIN)["state"] == "queued"
    audit = words_on(hospital.dashboard(ADMIN, "en", "audit", action="job.retried"))
    assert "The parser was repaired" in audit
    hospital.examine()


def test_the_audit_says_codes_in_words_and_proves_itself(hospital: RunningHospital) -> None:
    hospital.call("POST", "/api/v1/system/checks", ADMIN)
    app = hospital.dashboard(ADMIN, "zh", "audit")
    assert "提交自检" in words_on(app)

    press(app, "audit_verify")

    assert app.success
    assert "Administrator" not in words_on(app)


def test_rules_and_catalogue_have_no_hole_and_no_foreign_word(hospital: RunningHospital) -> None:
    severities = hospital.dashboard(ADMIN, "zh", "rules", view="severities").dataframe[0].value
    alarms = hospital.dashboard(ADMIN, "zh", "rules", view="alarms").dataframe[0].value
    bearings = hospital.dashboard(ADMIN, "zh", "catalogue", q="6205").dataframe[0].value

    assert all(each.startswith("规则手册") for each in severities["source"])
    assert "◆ 本周处理" in list(alarms["value"])
    assert len(bearings) >= 2


def test_what_needs_the_administrator_stands_first(hospital: RunningHospital) -> None:
    page = words_on(hospital.dashboard(ADMIN, "en", "system"))

    assert EN("system.backup_due") in page
    assert EN("system.no_worker") in page

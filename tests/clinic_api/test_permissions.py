from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.accounts.authentication import PUBLIC
from clinic_api.accounts.models import Account
from clinic_api.accounts.service import disable_account
from clinic_api.database import Database
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.routes import api_routes, code_of, ids_of

pytestmark = ONE_ENGINE  # permissions are decided before the database is asked

# Who may use which operation, agreed apart from the program: u factory_user, m factory_admin, e engineer,
# d doctor, c coordinator, a admin, f funder, g gateway, r reporter (by the label of a machine).
LETTERS = {
    "u": Role.FACTORY_USER,
    "m": Role.FACTORY_ADMIN,
    "e": Role.ENGINEER,
    "d": Role.DOCTOR,
    "c": Role.COORDINATOR,
    "a": Role.ADMIN,
    "f": Role.FUNDER,
    "g": Role.GATEWAY,
    "r": Role.REPORTER,
}
AGREED = {
    # Accounts, keys, audit
    "create_session": "umedcafgr",
    "delete_current_session": "umedcaf",
    "read_me": "umedcaf",
    "update_me": "umedcaf",
    "list_sessions": "umedcaf",
    "delete_other_sessions": "umedcaf",
    "delete_session": "umedcaf",
    "change_own_password": "umedcaf",
    "ask_password_reset": "umedcafgr",
    "accept_password_reset": "umedcafgr",
    "list_accounts": "ma",
    "read_account": "ma",
    "update_account": "ma",
    "delete_account_sessions": "ma",
    "create_invitation": "ma",
    "list_invitations": "ma",
    "revoke_invitation": "ma",
    "accept_invitation_by_token": "umedcafgr",
    "list_identities": "a",
    "link_identity": "a",
    "list_api_keys": "ma",
    "create_api_key": "ma",
    "read_api_key": "ma",
    "rotate_api_key": "ma",
    "revoke_api_key": "ma",
    "make_label": "meca",
    "rotate_label": "meca",
    "revoke_label": "meca",
    "print_labels": "meca",
    "find_label_by_code": "umedcafgr",
    "list_audit": "ma",
    "verify_audit": "ma",
    "export_audit": "ma",
    # Factories and machines
    "list_departments": "umedcaf",
    "list_factories": "umedca",
    "create_factory": "a",
    "read_factory": "umedca",
    "update_factory": "ma",
    "list_equipment": "umedcagr",
    "create_equipment": "meca",
    "read_equipment": "umedcagr",
    "read_equipment_health": "umedcagr",
    "update_equipment": "meca",
    "list_equipment_history": "umedca",
    "read_equipment_trend": "umedca",
    "list_machine_conditions": "umedca",
    "read_health_record": "umedca",
    "read_signing_key": "umedcafgr",
    "verify_document": "umedcafgr",
    "import_equipment": "meca",
    "read_import_template": "meca",
    "list_points": "umedcag",
    "create_point": "meca",
    "read_point": "umedcag",
    "update_point": "meca",
    "retire_point": "meca",
    "add_attachment": "umedcar",
    "list_attachments": "umedcar",
    "read_attachment": "umedcar",
    "download_attachment": "umedcar",
    "remove_attachment": "meca",
    "search_bearings": "umedca",
    "list_doctors": "edca",
    "read_doctor": "edca",
    "create_doctor": "ca",
    "update_doctor": "ca",
    "add_absence": "dca",
    "remove_absence": "dca",
    "read_rota": "edca",
    "propose_rota": "ca",
    "write_rota": "ca",
    "plan_of_queue": "ca",
    "assign_cases": "ca",
    # Cases
    "create_case": "umecar",
    "list_cases": "umedca",
    "read_case": "umedca",
    "list_timeline": "umedca",
    "verify_timeline": "umedca",
    "read_queue": "eca",
    "read_queue_counts": "eca",
    "list_doctor_loads": "eca",
    "list_candidates": "ca",
    "propose_doctor": "ca",
    "set_case_department": "ca",
    "assign_case": "ca",
    "unassign_case": "ca",
    "reassign_case": "ca",
    "read_work_list": "d",
    "begin_consultation": "d",
    "decline_case": "d",
    "refer_case": "d",
    "set_case_urgency": "edca",
    "cancel_case": "umca",
    "reopen_case": "umca",
    "merge_case": "ca",
    "list_comments": "umedca",
    "create_comment": "umedca",
    "list_questions": "umedca",
    "ask_information": "dca",
    "give_information": "umca",
    "list_consultations": "umedca",
    "ask_second_opinion": "dca",
    "give_second_opinion": "d",
    "withdraw_second_opinion": "dca",
    "list_similar_cases": "umedca",
    "list_team": "edca",
    "invite_into_team": "dca",
    "contribute_to_team": "d",
    "leave_team": "dca",
    "list_reviews": "edca",
    "read_review": "edca",
    "add_panel_member": "ca",
    "give_review_opinion": "d",
    "conclude_review": "ca",
    # Reports, treatment, statistics
    "read_treatment": "umedca",
    "write_diagnosis_draft": "d",
    "cosign_diagnosis": "d",
    "sign_diagnosis": "d",
    "amend_diagnosis": "d",
    "list_diagnoses": "umedca",
    "sign_examination": "e",
    "list_examination_signatures": "umedca",
    "prescribe": "d",
    "tell_item_result": "umd",
    "withdraw_item": "d",
    "begin_treatment": "umd",
    "finish_treatment": "umd",
    "decline_treatment": "um",
    "add_case_recording": "umedca",
    "add_follow_up_measurement": "umedca",
    "list_case_recordings": "umedca",
    "tell_confirmed_finding": "umed",
    "list_calibration": "eca",
    "tell_satisfaction": "um",
    "discharge_case": "d",
    "discharge_untreated": "d",
    "list_months": "ecaf",
    "read_report": "umedca",
    "read_report_pdf": "umedca",
    "read_month": "ecaf",
    "download_month": "ecaf",
    "list_month_cases": "eca",
    # Outcomes
    "list_doctor_outcomes": "dca",
    "read_doctor_outcomes": "dca",
    "read_rule_outcomes": "eca",
    "read_outcome_overview": "ca",
    "read_decision_rules": "eca",
    "propose_recalibration": "a",
    "list_recalibrations": "ca",
    "read_recalibration": "ca",
    "activate_recalibration": "a",
    "withdraw_recalibration": "a",
    # Ways in
    "read_labelled_machine": "r",
    "create_ticket": "r",
    "read_followed_case": "",
    "read_case_ticket": "umedca",
    "plan_visit": "dca",
    "list_visits": "umedca",
    "read_visit": "umedca",
    "cancel_visit": "dca",
    "consent_to_visit": "um",
    "arrive_at_visit": "dca",
    "finish_visit": "dca",
    "add_visit_stop": "dca",
    "record_visit_stop": "dca",
    "read_visit_sheet": "umedca",
    "propose_round": "ca",
    "list_rounds": "edca",
    "read_round": "edca",
    "accept_round": "ca",
    "replan_round": "ca",
    "read_round_calendar": "edca",
    "push_recording": "g",
    "read_mqtt_access": "g",
    "create_schedule": "meca",
    "list_schedules": "umedcag",
    "read_schedule": "umedcag",
    "update_schedule": "meca",
    "list_alarms": "umedca",
    "open_questionnaire": "umedcafgr",
    "save_questionnaire_draft": "umedcafgr",
    "submit_questionnaire": "umedcafgr",
    "read_questionnaire": "umedcaf",
    "read_demand": "caf",
    "create_questionnaire_sheet": "ca",
    "list_questionnaire_sheets": "mca",
    "list_questionnaire_answers": "ca",
    "close_questionnaire_sheet": "ca",
    "list_work_items": "ca",
    "read_work_item": "ca",
    "claim_work_item": "ca",
    "turn_work_item_into_case": "ca",
    "dismiss_work_item": "ca",
    "report_hazard": "umecar",
    "list_hazards": "umeca",
    "read_hazard": "umeca",
    "read_hazard_by_number": "umecar",
    "begin_hazard": "meca",
    "close_hazard": "meca",
    # Uploads, recordings, examinations
    "read_usage": "meca",
    "create_factory_export": "ma",
    "list_factory_exports": "ma",
    "download_factory_export": "ma",
    "read_factory_deletion": "ma",
    "request_factory_deletion": "ma",
    "confirm_factory_deletion": "a",
    "cancel_factory_deletion": "ma",
    "read_upload_protocol": "umedcagr",
    "create_upload": "umedcagr",
    "read_upload_offset": "umedcagr",
    "read_upload": "umedcagr",
    "append_to_upload": "umedcagr",
    "delete_upload": "umedcagr",
    "upload_recording": "umedcagr",
    "tell_recording_facts": "umedcagr",
    "read_recording": "umedca",
    "download_recording": "umedca",
    "list_recordings": "umedca",
    "view_signal": "umedca",
    "read_sample": "umedca",
    "view_spectrum": "umedca",
    "view_envelope_spectrum": "umedca",
    "list_spectrum_peaks": "umedca",
    "view_spectrogram": "umedca",
    "view_order_spectrum": "umedca",
    "view_orbit": "umedca",
    "listen_to_recording": "umedca",
    "list_markers": "umedca",
    "list_notes": "umedca",
    "pin_note": "edca",
    "remove_note": "edca",
    "examine_what_if": "ed",
    "re_examine": "ed",
    "list_re_examinations": "umedca",
    "read_re_examination": "umedca",
    "list_examinations": "umedca",
    "read_examination_work_list": "eca",
    "read_examination": "umedca",
    "read_figure": "umedca",
    # Notifications, webhooks, events
    "list_endpoints": "ma",
    "create_endpoint": "ma",
    "read_endpoint": "ma",
    "update_endpoint": "ma",
    "delete_endpoint": "ma",
    "rotate_endpoint_secret": "ma",
    "send_test_event": "ma",
    "list_deliveries": "ma",
    "send_delivery_again": "ma",
    "read_notice_settings": "umedcaf",
    "set_notice_settings": "umedcaf",
    "list_all_events": "umedca",
    "stream_events": "umedca",
    # Search
    "list_saved_filters": "umedcaf",
    "create_saved_filter": "umedcaf",
    "update_saved_filter": "umedcaf",
    "delete_saved_filter": "umedcaf",
    "export_cases": "umedca",
    "export_equipment": "umedca",
    # Drafts
    "read_draft": "umedcaf",
    "write_draft": "umedcaf",
    "delete_draft": "umedcaf",
    # Operation
    "read_jobs_overview": "a",
    "list_jobs": "a",
    "read_job": "a",
    "retry_job": "a",
    "give_up_job": "a",
    "count_outbox": "a",
    "list_outbox": "a",
    "send_outbox_item_again": "a",
    "read_calendar": "edca",
    "list_calendar_changes": "edca",
    "read_clock_rules": "edca",
    "preview_calendar_year": "a",
    "write_calendar_year": "a",
    "read_system": "a",
    "list_backups": "a",
    "ask_service_check": "a",
    "list_service_checks": "a",
    "read_service_check": "a",
}


def test_every_route_declares_one_permission_or_is_public(app: FastAPI) -> None:
    undeclared = {(r.method, r.path) for r in api_routes(app) if len(r.permissions) != 1}

    assert undeclared == PUBLIC - {("GET", "/api/v1/openapi.json")}


def test_every_route_has_an_agreed_verdict(app: FastAPI) -> None:
    assert {route.operation for route in api_routes(app)} == set(AGREED)


def test_strangers_may_use_what_is_public_only(app: FastAPI, client: TestClient, hospital: Hospital) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)
    for route in api_routes(app):
        answer = client.request(route.method, route.url(ids))
        if (route.method, route.path) in PUBLIC:
            assert answer.status_code not in {401, 403, 500}, route.operation
        else:
            assert (answer.status_code, code_of(answer)) == (401, "unauthenticated"), route.operation


@pytest.mark.usefixtures("contents")
@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_may_use_what_was_agreed(app: FastAPI, login: Login, hospital: Hospital, letter: str) -> None:
    ids = ids_of(hospital.own, hospital.doctor_id)
    caller = login(LETTERS[letter])
    assert_agreed(app, caller, ids, {operation for operation, letters in AGREED.items() if letter in letters})


@pytest.mark.usefixtures("contents")
def test_the_holder_of_a_link_may_read_one_case(app: FastAPI, login: Login, hospital: Hospital) -> None:
    reads = {"read_case", "list_cases", "list_timeline", "read_recording", "download_recording", "view_signal"}
    reads |= {"list_recordings", "read_sample", "view_spectrum", "view_envelope_spectrum", "list_spectrum_peaks"}
    reads |= {"view_spectrogram", "view_order_spectrum", "view_orbit", "listen_to_recording", "list_markers"}
    reads |= {"list_re_examinations", "read_re_examination"}
    reads |= {"list_examinations", "read_examination", "read_figure"}
    reads |= {"list_diagnoses", "list_examination_signatures", "read_treatment", "read_report", "read_report_pdf"}
    reads |= {"list_comments", "create_comment", "list_questions", "list_consultations", "give_information"}
    reads |= {"list_case_recordings", "add_case_recording"}
    reads |= {"verify_timeline", "read_followed_case"}
    opens = {"read_labelled_machine", "create_ticket", "report_hazard", "read_hazard_by_number"}
    opens |= {
        "create_case",
        "upload_recording",
        "tell_recording_facts",
        "list_equipment",
        "read_equipment",
        "read_equipment_health",
    }
    opens |= {"read_upload_protocol", "create_upload", "read_upload_offset", "read_upload"}
    opens |= {"append_to_upload", "delete_upload"}
    by_label = {operation for operation, letters in AGREED.items() if "r" in letters}
    ids = ids_of(hospital.own, hospital.doctor_id)

    assert_agreed(app, login(Role.REPORTER, by_link=True), ids, by_label - opens | reads)


def assert_agreed(app: FastAPI, caller: TestClient, ids: dict[str, str], agreed: set[str]) -> None:
    allowed, refused = set(), set()

    for route in sorted(api_routes(app), key=lambda route: route.operation == "delete_current_session"):
        answer = caller.request(route.method, route.url(ids))
        assert answer.status_code < 500, (route.operation, answer.text)
        assert answer.status_code != 401, route.operation
        is_refused = answer.status_code == 403 and code_of(answer) == "permission_denied"
        (refused if is_refused else allowed).add(route.operation)

    assert allowed == agreed
    assert refused == set(AGREED) - allowed


def test_a_changed_role_counts_at_the_next_request(login: Login, database: Database) -> None:
    caller = login(Role.ADMIN)
    before = caller.get("/api/v1/accounts").status_code
    with database.session() as session:
        session.execute(update(Account).where(Account.email == email_of(Role.ADMIN)).values(role="funder"))

    assert before == 200
    assert caller.get("/api/v1/accounts").status_code == 403


def test_a_disabled_account_is_out_at_the_next_request(login: Login, database: Database) -> None:
    caller = login(Role.ENGINEER)
    with database.session() as session:
        account = session.query(Account).filter(Account.email == email_of(Role.ENGINEER)).one()
        disable_account(session, account)

    assert caller.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("field", sorted(set(Account.__table__.columns.keys()) - {"language"}))
def test_nobody_can_set_other_fields_of_the_own_account(login: Login, field: str) -> None:
    caller = login(Role.FACTORY_USER)
    before = caller.get("/api/v1/me").json()

    answer = caller.patch("/api/v1/me", json={"language": "zh", field: "admin"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert caller.get("/api/v1/me").json() == before

"""A doctor's case from the work list to the discharge, in the browser; what the factory does comes over the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from clinic_api.demo.recording import simulated_recording
from clinic_api.demo.seed import DEMO_PASSWORD, TICKET_MACHINE
from clinic_api.demo.story import Caller, open_ticket, wait_for_opinion
from dashboard.words import Language, Words
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import PATIENCE_MS, keep_picture, needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, wait_until_still

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

DOCTOR = "doctor@hospital.example"
COLLEAGUE = "doctor2@hospital.example"
WORKER = "worker@liyuan.example"
COORDINATOR = "coordinator@hospital.example"
QUESTION = "请拍摄电机铭牌。"
CONCLUSION = "驱动端轴承外圈损伤，一周内更换。"
ASKED = "请独立判断：外圈还是联轴器？并请会签。"
REASON = "工厂提供了新轴承的照片，下次停机后复测。"


def given_case(url: str, logs: Path, attending: str = DOCTOR) -> str:
    """Open a case with a recording of an outer race defect and give it to ``attending``; return its id."""
    with Caller(url, WORKER, DEMO_PASSWORD) as worker, Caller(url, COORDINATOR, DEMO_PASSWORD) as coordinator:
        case = open_ticket(worker, TICKET_MACHINE.en, simulated_recording(), "zh")
        wait_for_opinion(worker, case["id"], seconds=120, logs=logs, while_waiting=lambda: None)
        with Caller(url, attending, DEMO_PASSWORD) as doctor:
            body = {"doctor_id": doctor.call("GET", "/api/v1/me")["doctor_id"], "reason": "knows this machine"}
        coordinator.call("POST", f"/api/v1/cases/{case['id']}/assignments", json=body)
        return str(case["id"])


def as_worker(url: str, method: str, path: str, **arguments: Any) -> Any:
    with Caller(url, WORKER, DEMO_PASSWORD) as worker:
        return worker.call(method, path, **arguments)


def ask_for_a_cosignature(url: str, case_id: str) -> None:
    """Let the colleague, whose category does not suffice, write the draft and ask the doctor about it."""
    with Caller(url, DOCTOR, DEMO_PASSWORD) as doctor, Caller(url, COLLEAGUE, DEMO_PASSWORD) as colleague:
        asked = {"doctor_id": doctor.call("GET", "/api/v1/me")["doctor_id"], "question": ASKED}
        colleague.call("POST", f"/api/v1/cases/{case_id}/begin-consultation")
        colleague.call("POST", f"/api/v1/cases/{case_id}/consultations", json=asked)
        critical = {"judgement": "added", "fault": "bearing.outer_race", "component": "DE", "severity": "critical"}
        draft = {"findings": [critical], "conclusion": {"zh": CONCLUSION, "en": None}, "urgency": 2}
        colleague.call("PUT", f"/api/v1/cases/{case_id}/diagnosis-draft", json=draft)


def measure_again(page: Page, words: Words) -> None:
    """Upload the doctor's own recording after the treatment and wait until it is compared with the first."""
    wait_until_still(page)
    expect(side(page).get_by_text(words("doctor.own_measurement"))).to_be_visible()
    recorded = simulated_recording().path
    file = {"name": recorded.name, "mimeType": "application/octet-stream", "buffer": recorded.read_bytes()}
    side(page).locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(side(page).get_by_role("button", name=words("care.send_measurement"))).to_be_enabled()
    press(page, words("care.send_measurement"))
    expect(side(page).get_by_text(words.of("comparison", "same"))).to_be_visible(timeout=2 * PATIENCE_MS)


def side(page: Page) -> Locator:
    return page.locator(".st-key-doctor_side")


def choose(page: Page, label: str) -> None:
    side(page).get_by_role("button", name=label, exact=True).or_(
        side(page).get_by_role("radio", name=label, exact=True)
    ).first.click()


def write(page: Page, label: str, text: str) -> None:
    field = side(page).get_by_label(label, exact=True)
    field.fill(text)
    field.press("Tab")


def press(page: Page, label: str) -> None:
    side(page).get_by_role("button", name=label).first.click()


def choose_first_template(page: Page) -> None:
    """Open the list of templates, again where the page was drawn anew below it, and take the first."""
    templates = side(page).get_by_test_id("stMultiSelect").get_by_role("combobox")
    first = page.get_by_role("option").first
    for _ in range(5):
        wait_until_still(page)
        templates.press("ArrowDown")
        page.wait_for_timeout(1000)
        if first.is_visible():
            break
        templates.blur()
    first.click()
    templates.press("Escape")


def check(page: Page, name: str) -> None:
    wait_until_still(page)
    keep_picture(page, name)
    findings = serious_findings(page, streamlit=True)
    assert findings == [], "\n".join(findings)


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_a_doctor_takes_a_case_from_the_work_list_to_the_discharge(
    demo: RunningDemo, language: Language, tmp_path: Path
) -> None:
    words, case_id = Words(language), given_case(demo.url, tmp_path)
    with open_page(width=1440) as page:
        log_in(page, demo.url, DOCTOR, language)
        page.goto(f"{demo.url}/dashboard/my_cases?lang={language}")
        row = page.locator(f".st-key-work_{case_id}")
        expect(row).to_be_visible()
        check(page, f"doctor_my_cases_{language}")
        row.get_by_role("link", name=words.of("need", "accept")).click()

        press(page, words("doctor.accept"))
        expect(side(page).get_by_text(words("doctor.accepted"))).to_be_visible()

        choose(page, words.of("tool", "ask"))
        write(page, words("doctor.questions"), QUESTION)
        expect(side(page).get_by_role("button", name=words("doctor.ask"))).to_be_enabled()
        page.reload()
        expect(side(page).get_by_label(words("doctor.questions"), exact=True)).to_have_value(QUESTION)
        press(page, words("doctor.ask"))
        expect(side(page).get_by_text(words("doctor.paused"))).to_be_visible()
        check(page, f"doctor_asked_{language}")

        asked = as_worker(demo.url, "GET", f"/api/v1/cases/{case_id}/questions")["items"]
        answers = [{"question_id": asked[0]["id"], "answer": "铭牌：Y2-132M-4"}]
        as_worker(demo.url, "POST", f"/api/v1/cases/{case_id}/answers", json={"answers": answers})
        page.goto(f"{demo.url}/dashboard/my_cases?lang={language}")
        row.get_by_role("link", name=words.of("need", "read_answers")).click()
        choose(page, words.of("tool", "ask"))
        expect(side(page).get_by_text("Y2-132M-4")).to_be_visible()

        choose(page, words.of("tool", "diagnosis"))
        confirm = side(page).get_by_text(words.of("judgement", "confirmed"), exact=True)
        expect(confirm.first).to_be_visible()
        for index in range(confirm.count()):
            confirm.nth(index).click()
            expect(side(page).get_by_label(words("doctor.finding_note")).nth(index)).to_be_visible()
        write(page, words("doctor.conclusion_zh"), CONCLUSION)
        press(page, words("doctor.draft_save"))
        expect(side(page).get_by_text(words("doctor.to_sign"))).to_be_visible()
        check(page, f"doctor_draft_{language}")
        press(page, words("doctor.sign"))
        expect(side(page).get_by_text(words("doctor.was_signed"), exact=True)).to_be_visible()

        choose_first_template(page)
        expect(side(page).get_by_label(words("doctor.item_what"))).to_be_visible()
        check(page, f"doctor_prescription_{language}")
        press(page, words("doctor.prescribe_send", count=1))
        expect(side(page).get_by_text(words("doctor.prescribed", count=1))).to_be_visible()

        [item] = as_worker(demo.url, "GET", f"/api/v1/cases/{case_id}/treatment")["prescription"]
        as_worker(demo.url, "POST", f"/api/v1/prescription-items/{item['id']}/result", json={"state": "done"})
        page.reload()
        press(page, words("doctor.finish"))
        expect(side(page).get_by_text(words("doctor.treatment_finished"))).to_be_visible()

        measure_again(page, words)
        check(page, f"doctor_compared_{language}")

        choose(page, words.of("tool", "discharge"))
        choose(page, words.of("outcome", "repaired"))
        write(page, words("doctor.discharge_reason"), REASON)
        press(page, words("doctor.discharge"))
        expect(side(page).get_by_text(words("doctor.discharged")).first).to_be_visible()
        check(page, f"doctor_discharged_{language}")

        for name in ("my_visits", "my_practice", "doctors", "departments"):
            page.goto(f"{demo.url}/dashboard/{name}?lang={language}")
            expect(page.get_by_role("heading", name=words.of("pages", name))).to_be_visible()
            check(page, f"doctor_{name}_{language}")


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_doctor_who_is_asked_cosigns_reads_on_the_own_and_disagrees(
    demo: RunningDemo, language: Language, tmp_path: Path
) -> None:
    words, case_id = Words(language), given_case(demo.url, tmp_path, COLLEAGUE)
    ask_for_a_cosignature(demo.url, case_id)
    with open_page(width=1440) as page:
        log_in(page, demo.url, DOCTOR, language)
        page.goto(f"{demo.url}/dashboard/my_cases?lang={language}")
        page.locator(f".st-key-work_{case_id}").get_by_role("link", name=words.of("need", "cosign")).click()

        expect(side(page).get_by_text(ASKED)).to_be_visible()
        expect(side(page).get_by_text(CONCLUSION)).to_be_hidden()
        side(page).get_by_text(words("doctor.draft_of_colleague")).click()
        expect(side(page).get_by_text(CONCLUSION)).to_be_visible()
        check(page, f"doctor_asked_to_cosign_{language}")
        press(page, words("doctor.cosign"))
        expect(side(page).get_by_text(words("doctor.cosigned"))).to_be_visible()

        side(page).get_by_text(words.of("agreement", "differs"), exact=True).click()
        wait_until_still(page)
        write(page, words("doctor.opinion"), "It is the coupling.")
        press(page, words("doctor.opinion_send"))
        expect(page.get_by_text(words("doctor.opinion_given"))).to_be_visible()
        expect(page.locator(f".st-key-work_{case_id}")).to_be_hidden()

    with open_page(width=1440) as page:
        log_in(page, demo.url, COLLEAGUE, language)
        page.goto(f"{demo.url}/dashboard/case?case={case_id}&lang={language}")
        choose(page, words.of("tool", "colleagues"))
        expect(side(page).get_by_text("It is the coupling.")).to_be_visible()
        check(page, f"doctor_colleague_differs_{language}")

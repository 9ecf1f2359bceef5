from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from clinic_api.demo.seed import DEMO_PASSWORD
from clinic_api.demo.story import Caller, fill_queue
from tests.end_to_end.browser import needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.browser,
    needs_chromium,
]
COMPLAINT = "Since yesterday the motor is louder than usual and its bearing end is warm."


def log_in(page: Page, demo: RunningDemo, email: str, password: str = DEMO_PASSWORD) -> None:
    page.goto(f"{demo.url}/login?lang=en")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")


def in_english(page: Page) -> None:
    page.get_by_text("English", exact=True).click()


def test_a_wrong_password_is_refused_in_words(demo: RunningDemo) -> None:
    with open_page() as page:
        log_in(page, demo, "worker@liyuan.example", "not the password")

        expect(page.get_by_role("alert")).to_be_visible()
        assert "/login" in page.url


def test_the_coordinator_assigns_the_proposed_doctor_then_plans_the_rest_and_gives_it_out(demo: RunningDemo) -> None:
    with Caller(demo.url, "worker@liyuan.example", DEMO_PASSWORD) as worker:
        fill_queue([worker], 7)
    with open_page() as page:
        log_in(page, demo, "coordinator@hospital.example")
        in_english(page)

        expect(page.get_by_role("heading", name="Triage board")).to_be_visible()
        page.get_by_role("button", name="Assign").first.click()

        expect(page.get_by_text("assigned").first).to_be_visible()
        page.get_by_role("link", name="Plan").click()
        page.get_by_role("button", name="Make the plan").click()

        expect(page.get_by_text("Why not somebody else").first).to_be_visible()
        expect(page.get_by_text("On time").first).to_be_visible()
        page.get_by_role("button", name="Give out all").click()

        expect(page.get_by_text("were given out")).to_be_visible()


def test_the_pages_are_chinese_at_the_press_of_a_button(demo: RunningDemo) -> None:
    with open_page(width=420, height=860) as page:
        log_in(page, demo, "owner@liyuan.example")

        expect(page.get_by_role("heading", name="我的设备")).to_be_visible()


def test_another_factory_cannot_open_the_case(demo: RunningDemo, tmp_path: Path) -> None:
    case_id = next(word for word in demo.printed.split() if word.startswith("case_"))
    with open_page() as page:
        log_in(page, demo, "worker@dongshan.example")
        expect(page.get_by_role("heading", name="我的设备")).to_be_visible()
        page.goto(f"{demo.url}/dashboard/case?case={case_id}&lang=en")

        expect(page.get_by_text("case_not_found").first).to_be_visible()
        page.screenshot(path=tmp_path / "refused.png")
        assert COMPLAINT not in page.inner_text("body")

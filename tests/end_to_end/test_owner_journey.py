"""A factory owner's way in the browser: home, machine, ticket with a recording, question, repair, rating, own page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clinic_api.demo.recording import simulated_recording
from clinic_api.demo.seed import DEMO_PASSWORD, TICKET_MACHINE
from clinic_api.demo.story import Caller, wait_for_opinion
from dashboard.words import Language, Words
from tests.dashboard import factory_story as story
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import PATIENCE_MS, keep_picture, needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, wait_until_still

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

OWNER = "owner@liyuan.example"
QUESTION = "异响从什么时候开始？"
ANSWER = "昨天下午开始"
RESULT = "已更换 6205 轴承"
PARTS = ("people", "hazards", "visits", "notices", "details", "papers", "data")


class Owner:
    """The owner at the browser, and what others do meanwhile over the API."""

    def __init__(self, page: Page, url: str, language: Language, name: str) -> None:
        self.page, self.url, self.words, self._name = page, url, Words(language), name

    def log_in(self) -> None:
        log_in(self.page, self.url, OWNER, self.words.language)

    def open(self, page: str, **parameters: str) -> None:
        query = "&".join(f"{name}={value}" for name, value in {**parameters, "lang": self.words.language}.items())
        self.page.goto(f"{self.url}/dashboard/{page}?{query}")
        self.settle()

    def settle(self) -> None:
        wait_until_still(self.page)

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).first.click()
        self.settle()

    def press_for(self, label: str, text: str) -> None:
        """Press until ``text`` is there: a page that is just drawn anew may swallow a click, as people know."""
        button, seen = self.page.get_by_role("button", name=label, exact=True).first, self.page.get_by_text(text).first
        for _ in range(3):
            button.click()
            self.settle()
            try:
                expect(seen).to_be_visible(timeout=PATIENCE_MS / 3)
                return
            except AssertionError:
                continue
        self.sees(text)

    def choose(self, label: str) -> None:
        one = self.page.get_by_role("radio", name=label)
        one.or_(self.page.get_by_role("button", name=label)).first.click()
        self.settle()

    def follow(self, label: str) -> None:
        self.page.get_by_test_id("stMain").get_by_role("link", name=label).first.click()
        self.settle()

    def write(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True).first
        field.fill(text)
        field.press("Tab")
        self.settle()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def check(self, step: str) -> None:
        """Keep a picture of the page and ask axe for nothing serious on it."""
        self.settle()
        keep_picture(self.page, f"{self._name}_{step}")
        findings = serious_findings(self.page, streamlit=True)
        assert findings == [], "\n".join(findings)

    def api(self, method: str, path: str, email: str = OWNER, **arguments: Any) -> Any:
        with Caller(self.url, email, DEMO_PASSWORD) as caller:
            return caller.call(method, path, **arguments)


def send_a_ticket(owner: Owner) -> str:
    """Go from the home page over the machine to a sent ticket with a recording; return the case's id."""
    words, machine = owner.words, TICKET_MACHINE.in_language(owner.words.language)
    owner.sees(machine)
    owner.check("home")
    owner.follow(machine)
    owner.sees(words("machine.nameplate"))
    owner.check("machine")
    report = owner.page.get_by_role("link", name=words("machines.report"), exact=True)
    report.or_(owner.page.get_by_role("link", name=words("machine.another"), exact=True)).first.click()
    owner.sees(words("new_ticket.what"))
    owner.choose(words.of("tile", "noise"))
    owner.choose(words.of("tile", "heat"))
    owner.check("notice")
    owner.page.reload()
    owner.settle()
    owner.press(words("new_ticket.next"))
    owner.page.locator(".field input[type=file]:not([multiple])").set_input_files(simulated_recording().path)
    owner.sees(words("upload.kept"))
    owner.check("recording")
    owner.press(words("new_ticket.next"))
    owner.sees(words.of("tile", "noise"))
    owner.sees(simulated_recording().path.name)
    owner.check("check")
    owner.press(words("new_ticket.send"))
    owner.sees(words("new_ticket.sent"))
    owner.check("sent")
    owner.follow(words("new_ticket.follow"))
    owner.page.wait_for_url("**/dashboard/case?*case=case_*")
    return str(owner.page.url).partition("case=")[2].partition("&")[0]


def go_on_to_the_rating(owner: Owner, case_id: str) -> None:
    """Answer what the doctor asks, carry the prescription out and say how content the factory is."""
    words = owner.words
    story.assign_to_the_doctor(owner.api, case_id)
    story.ask(owner.api, case_id, QUESTION)
    owner.open("case", case=case_id)
    owner.write(QUESTION, ANSWER)
    owner.check("asked")
    owner.press(words("talk.answer"))
    expect(owner.page.get_by_text(words("talk.hospital_asks"))).to_have_count(0)
    owner.sees(ANSWER)

    story.diagnose(owner.api, case_id)
    items = story.prescribe(owner.api, case_id)
    owner.open("case", case=case_id)
    owner.sees(story.CONCLUSION[words.language])
    owner.press(words("care.approve"))
    for number in range(len(items)):
        owner.press(words("care.tell"))
        owner.write(words("care.result"), RESULT)
        owner.press_for(words("care.done"), words("care.prescribed", done=number + 1, count=len(items)))
    owner.check("treated")
    owner.press(words("care.finish"))
    owner.sees(words("care.follow_up"))
    owner.choose(f"5 {words.of('score', 5)}")
    owner.press_for(words("rating.send"), "★★★★★")
    owner.check("rated")


@pytest.mark.parametrize(
    ("language", "width"),
    [("zh", 1280), pytest.param("en", 1280, marks=pytest.mark.long), pytest.param("en", 390, marks=pytest.mark.long)],
)
def test_an_owner_reports_a_machine_and_sees_it_through(
    demo: RunningDemo, language: Language, width: int, tmp_path: Path
) -> None:
    with open_page(width=width, height=844 if width < 600 else 900) as page:
        owner = Owner(page, demo.url, language, f"owner_{language}_{width}")
        owner.log_in()
        owner.open("machines")
        case_id = send_a_ticket(owner)
        with Caller(demo.url, OWNER, DEMO_PASSWORD) as caller:
            wait_for_opinion(caller, case_id, seconds=120, logs=tmp_path, while_waiting=lambda: None)
        owner.sees(owner.words("case.unsigned"))

        go_on_to_the_rating(owner, case_id)

        assert owner.api("GET", f"/api/v1/cases/{case_id}/treatment")["satisfaction"]["score"] == 5
        for part in PARTS:
            owner.open("my_factory", part=part)
            owner.check(f"factory_{part}")

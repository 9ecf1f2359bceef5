"""The phone in a real browser: report with photo and recording, a dead line, the answer, questions, both languages."""

from __future__ import annotations

import io
import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect, sync_playwright

from clinic_api.demo.recording import simulated_recording
from clinic_api.demo.seed import DEMO_PASSWORD
from clinic_api.demo.story import Caller
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import CHROMIUM, PATIENCE_MS, browser_flags, keep_picture, needs_chromium
from tests.end_to_end.demo_process import RunningDemo

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

PHONE = {"width": 390, "height": 844}
LONGEST_SIDE = 1600
PAGE_SECONDS = 0.5


@contextmanager
def phone(*, language: str = "zh-CN", flags: tuple[str, ...] = (), **more: Any) -> Iterator[Page]:
    """Open a page of a phone's size that speaks ``language``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*browser_flags(), *flags])
        try:
            page = browser.new_context(viewport=PHONE, locale=language, has_touch=True, **more).new_page()
            page.set_default_timeout(PATIENCE_MS)
            expect.set_options(timeout=PATIENCE_MS)
            yield page
        finally:
            browser.close()


@contextmanager
def as_coordinator(demo: RunningDemo) -> Iterator[Caller]:
    with Caller(demo.url, "coordinator@hospital.example", DEMO_PASSWORD) as caller:
        yield caller


@pytest.fixture(scope="module")
def label(demo: RunningDemo) -> str:
    """The address on the label of a machine."""
    with Caller(demo.url, "owner@liyuan.example", DEMO_PASSWORD) as owner:
        machines = owner.call("GET", "/api/v1/equipment")["items"]
        machine = next(each for each in machines if each["name_en"] == "Test stand motor")
        url: str = owner.call("POST", f"/api/v1/equipment/{machine['id']}/label")["url"]
    return url


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo as a camera makes it: larger than needs to be sent, and not the same everywhere."""
    path = tmp_path_factory.mktemp("camera") / "fan.jpg"
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(path, quality=90)
    return path


def open_label(page: Page, label: str) -> None:
    page.goto(label)
    page.locator("form[data-ready]").wait_for()


def tap(page: Page, name: str) -> None:
    page.locator("label.pick", has_text=name).first.click()


def send(page: Page) -> None:
    page.locator("#send button").click()


def wait_until_kept(page: Page) -> None:
    """Wait until the phone has the page itself; its own policy forbids what Playwright would wait with."""
    kept = "() => navigator.serviceWorker.controller && caches.match(location.href, {ignoreVary: true}).then(Boolean)"
    for _ in range(100):
        if page.evaluate(kept):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page was not kept in the phone")


def cases_of(demo: RunningDemo) -> list[dict[str, Any]]:
    with as_coordinator(demo) as coordinator:
        cases: list[dict[str, Any]] = coordinator.call("GET", "/api/v1/cases?limit=200")["items"]
    return cases


def new_cases(demo: RunningDemo, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {case["id"] for case in before}
    return [case for case in cases_of(demo) if case["id"] not in known]


def photos_of(demo: RunningDemo, case_id: str) -> list[Image.Image]:
    """Return the photos of a case, each read to its last byte."""
    pictures = []
    with as_coordinator(demo) as coordinator:
        for file in coordinator.call("GET", f"/api/v1/attachments?subject={case_id}")["items"]:
            answer = coordinator._http.get(f"/api/v1/attachments/{file['id']}/content")
            picture = Image.open(io.BytesIO(answer.content))
            picture.load()
            pictures.append(picture)
    return pictures


def test_a_worker_reports_with_photo_and_recording_in_six_taps_and_reads_the_answer(
    demo: RunningDemo, label: str, photo: Path
) -> None:
    before = cases_of(demo)
    with phone() as page:
        open_label(page, label)
        expect(page.get_by_role("heading", level=1)).to_have_text("试验台电机")
        tap(page, "异响")
        tap(page, "在运行")
        page.set_input_files("input[name=photo]", photo)
        page.set_input_files("input[name=recording]", simulated_recording().path)
        expect(page.locator("#files li")).to_have_count(2)
        send(page)
        page.wait_for_url("**/f/**")

        expect(page.get_by_text("报修已提交成功")).to_be_visible()
        expect(page.locator(".code")).to_have_text(re.compile(r"^[A-Z2-7]{4} [A-Z2-7]{4}$"))
        expect(page.locator(".now")).to_contain_text(re.compile("本周处理|当天处理|下次停机处理"), timeout=60_000)
        expect(page.get_by_text("医院接诊台")).to_be_visible()
        keep_picture(page, "phone-answer-zh")
        page.goto(label)
        expect(page.locator("#mine li")).to_have_count(1)

    opened = new_cases(demo, before)
    assert len(opened) == 1
    assert opened[0]["recording"]["filename"] == simulated_recording().path.name
    (kept,) = photos_of(demo, opened[0]["id"])
    assert max(kept.size) == LONGEST_SIDE


def test_a_report_of_a_dead_line_arrives_once_with_its_photo_whole(demo: RunningDemo, label: str, photo: Path) -> None:
    before = cases_of(demo)
    with phone() as page:
        open_label(page, label)
        tap(page, "振动大")
        page.set_input_files("input[name=photo]", photo)
        expect(page.locator("#files li")).to_have_count(1)
        page.context.set_offline(True)
        send(page)
        expect(page.get_by_text("已保存在本机，网络恢复后会自动发送")).to_be_visible()
        keep_picture(page, "phone-dead-line-zh")
        assert new_cases(demo, before) == []
        page.context.set_offline(False)
        page.wait_for_url("**/f/**")

    opened = new_cases(demo, before)
    assert len(opened) == 1
    assert [max(picture.size) for picture in photos_of(demo, opened[0]["id"])] == [LONGEST_SIDE]


@pytest.mark.long
def test_an_answer_that_is_lost_on_the_way_makes_no_second_case(demo: RunningDemo, label: str) -> None:
    before, tries = cases_of(demo), []

    def lose_the_first_answer(route: Route) -> None:
        tries.append(route.request.headers["idempotency-key"])
        if len(tries) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    with phone(service_workers="block") as page:  # behind one, Playwright does not see what the page asks
        page.route("**/api/v1/intake/tickets", lose_the_first_answer)
        open_label(page, label)
        tap(page, "泄漏")
        send(page)
        page.wait_for_url("**/f/**")

    assert len(tries) == 2
    assert len(set(tries)) == 1
    assert len(new_cases(demo, before)) == 1


def test_danger_waits_for_no_recording_which_follows_the_report(demo: RunningDemo, label: str) -> None:
    before = cases_of(demo)
    with phone(language="en-GB", service_workers="block") as page, as_coordinator(demo) as coordinator:
        page.route("**/api/v1/uploads/*", lambda route: route.abort())
        open_label(page, label)
        tap(page, "It shakes")
        page.locator("input[name=danger]").check()
        page.set_input_files("input[name=recording]", simulated_recording().path)
        expect(page.locator("#files li")).to_have_count(1)
        send(page)
        expect(page.get_by_text("Your report has arrived, case")).to_be_visible()
        (case,) = new_cases(demo, before)
        assert case["recording"] is None

        page.unroute("**/api/v1/uploads/*")
        page.wait_for_url("**/f/**")
        (recording,) = coordinator.call("GET", f"/api/v1/cases/{case['id']}/recordings")["items"]
    assert recording["filename"] == simulated_recording().path.name


@pytest.mark.long
def test_a_report_taken_back_on_its_way_is_sent_only_as_changed(demo: RunningDemo, label: str) -> None:
    before = cases_of(demo)
    with phone(language="en-GB", service_workers="block") as page:
        open_label(page, label)
        tap(page, "A leak")
        page.set_input_files("input[name=recording]", simulated_recording().path)
        expect(page.locator("#files li")).to_have_count(1)
        held: list[Route] = []
        page.route("**/api/v1/uploads/*", lambda route: held.append(route))
        send(page)
        expect(page.get_by_role("button", name="Change it")).to_be_visible()
        for _ in range(100):
            if held:
                break
            page.wait_for_timeout(100)
        page.get_by_role("button", name="Change it").click()
        page.get_by_role("button", name=re.compile("^Remove ")).click()
        page.unroute("**/api/v1/uploads/*")  # lets what was held go on
        page.wait_for_timeout(1000)
        send(page)
        page.wait_for_url("**/f/**")

    opened = new_cases(demo, before)
    assert len(opened) == 1
    assert opened[0]["recording"] is None


@pytest.mark.long
def test_the_page_opens_without_a_line_and_has_the_draft_still(label: str, photo: Path) -> None:
    with phone(language="en-GB") as page:
        open_label(page, label)
        wait_until_kept(page)
        tap(page, "Unusual smell")
        page.get_by_text("Say more").click()
        page.fill("#words", "smells of burnt rubber")
        page.set_input_files("input[name=photo]", photo)
        expect(page.locator("#files li")).to_have_count(1)
        page.wait_for_timeout(500)
        page.context.set_offline(True)
        page.reload()

        page.locator("form[data-ready]").wait_for()
        expect(page.locator("input[value=smell]")).to_be_checked()
        expect(page.locator("#words")).to_have_value("smells of burnt rubber")
        expect(page.locator("#files li")).to_have_count(1)


@pytest.mark.long  # the page's own tests answer questions, too
def test_the_worker_answers_a_question_from_the_link_and_the_clock_goes_on(
    demo: RunningDemo, label: str, photo: Path
) -> None:
    before = cases_of(demo)
    with phone(language="en-GB") as page, as_coordinator(demo) as coordinator:
        open_label(page, label)
        tap(page, "It gets hot")
        send(page)
        page.wait_for_url("**/f/**")
        expect(page.get_by_text("waiting for a doctor")).to_be_visible(timeout=60_000)
        case_id = new_cases(demo, before)[0]["id"]
        body = {"questions": ["Please send a photo of the nameplate."]}
        coordinator.call("POST", f"/api/v1/cases/{case_id}/questions", json=body)
        page.reload()
        expect(page.get_by_text("The clock stands still").first).to_be_visible()
        keep_picture(page, "phone-question-en")
        page.locator("input[name^=photo_]").set_input_files(photo)
        page.get_by_role("button", name="Send the answer").click()

        expect(page.get_by_text("your answer has arrived")).to_be_visible()
        case = coordinator.call("GET", f"/api/v1/cases/{case_id}")
        assert case["state"] == "triaged"
        assert all(clock["stopped_at"] is None for clock in case["clocks"])
        assert coordinator.call("GET", f"/api/v1/cases/{case_id}/questions")["items"][0]["answer"] == "See the photo."


@pytest.mark.long
def test_without_scripts_a_report_is_sent_all_the_same(demo: RunningDemo, label: str, photo: Path) -> None:
    before = cases_of(demo)
    with phone(language="en-GB", java_script_enabled=False) as page:
        page.goto(label)
        send(page)
        expect(page.get_by_text("Touch at least one of the tiles")).to_be_visible()
        tap(page, "It has stopped")
        page.set_input_files("input[name=photo]", photo)
        send(page)
        expect(page.get_by_text("your report was sent")).to_be_visible()

    opened = new_cases(demo, before)
    assert len(opened) == 1
    assert len(photos_of(demo, opened[0]["id"])) == 1


@pytest.mark.long
def test_ten_seconds_of_sound_are_recorded_in_the_page(demo: RunningDemo, label: str) -> None:
    before = cases_of(demo)
    microphone = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    with phone(flags=microphone, permissions=["microphone"]) as page:
        open_label(page, label)
        tap(page, "异响")
        page.click("#record")
        expect(page.locator("#files li")).to_have_count(1, timeout=20_000)
        send(page)
        page.wait_for_url("**/f/**")

    with as_coordinator(demo) as coordinator:
        case_id = new_cases(demo, before)[0]["id"]
        (sound,) = coordinator.call("GET", f"/api/v1/attachments?subject={case_id}")["items"]
    assert (sound["kind"], sound["media_type"]) == ("sound", "audio/wav")
    assert sound["size_bytes"] > 9 * 2 * 16_000


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        ("zh", "light"),
        pytest.param("en", "dark", marks=pytest.mark.long),
        pytest.param("zh", "dark", marks=pytest.mark.long),
        pytest.param("en", "light", marks=pytest.mark.long),
    ],
)
def test_every_page_fits_the_phone_and_is_open_to_everybody(
    demo: RunningDemo, label: str, language: str, scheme: str
) -> None:
    with as_coordinator(demo) as coordinator:
        sheet = coordinator.call("POST", "/api/v1/questionnaires/sheets", json={"name": "Autumn"})["url"]
    with phone(color_scheme=scheme) as page:
        open_label(page, f"{label}?lang={language}")
        page.locator("label.pick").first.click()
        page.locator("label.danger").click(position={"x": 20, "y": 20})
        pages = {"report": None, "hazard": f"{label}/hazard", "questionnaire": sheet, "code": f"{demo.url}/l"}
        pages |= {"unknown": f"{demo.url}/l/{'a' * 26}"}
        for name, address in pages.items():
            if address is not None:
                page.goto(f"{address}?lang={language}")
            assert serious_findings(page) == [], name
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
            keep_picture(page, f"phone-{name}-{language}-{scheme}")


def test_the_page_behind_a_label_is_there_in_half_a_second(label: str) -> None:
    with phone() as page:
        took = []
        for _ in range(7):
            page.goto(label)
            took.append(page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd") / 1000)

    assert statistics.median(took) <= PAGE_SECONDS

"""An engineer's day in the browser: the next opinion, its marks in the plots, the cursor, bearings, the judgement."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from clinic_api.demo.recording import simulated_recording
from clinic_api.demo.seed import DEMO_PASSWORD, TICKET_MACHINE
from clinic_api.demo.story import Caller, open_ticket, wait_for_opinion
from dashboard.words import Language, Words
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import keep_picture, needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, wait_until_still

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

ENGINEER = "engineer@hospital.example"
OWNER = "owner@liyuan.example"
WORKER = "worker@liyuan.example"
WHY = "这些谱线来自传动皮带。"
LINE_HZ = 88.12
"""Where the outer race of the simulated bearing is heard."""
AT_THE_LINE = re.compile(r"^88\.[012]\d* Hz$")
"""Its multiples stand a little aside, for the bearing slips."""
SLOWER_RPM = 1440.0


def given_examination(url: str, logs: Path) -> str:
    """Open a case with a recording of an outer race defect; return its examination."""
    with Caller(url, WORKER, DEMO_PASSWORD) as worker:
        case = open_ticket(worker, TICKET_MACHINE.en, simulated_recording(), "zh")
        wait_for_opinion(worker, case["id"], seconds=120, logs=logs, while_waiting=lambda: None)
        items = worker.call("GET", "/api/v1/recordings", params={"equipment_id": case["equipment_id"]})["items"]
        return next(str(item["examination_id"]) for item in items if item["case_id"] == case["id"])


def describe(url: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the description of the machine, as its owner would."""
    with Caller(url, OWNER, DEMO_PASSWORD) as owner:
        machines = owner.call("GET", "/api/v1/equipment")["items"]
        machine_id = next(each["id"] for each in machines if each["name_en"] == TICKET_MACHINE.en)
        machine = owner.call("GET", f"/api/v1/equipment/{machine_id}")
        change(machine["machine"])
        headers = {"If-Match": f'"{machine["version"]}"'}
        owner.call("PATCH", f"/api/v1/equipment/{machine_id}", json={"machine": machine["machine"]}, headers=headers)


def forget_the_bearing(described: dict[str, Any]) -> None:
    described["bearings"][0] = {"id": described["bearings"][0]["id"]}


def given_prior(url: str, logs: Path) -> str:
    """Return an examination of the machine while it ran at another speed."""
    usual = simulated_recording().machine["speed_rpm"]
    describe(url, lambda described: described.update(speed_rpm=SLOWER_RPM))
    prior = given_examination(url, logs)
    describe(url, lambda described: described.update(speed_rpm=usual))
    return prior


def name_of_engineer(url: str, language: Language) -> str:
    with Caller(url, ENGINEER, DEMO_PASSWORD) as engineer:
        return str(engineer.call("GET", "/api/v1/me")[f"name_{language}"])


def wait_for_plots(page: Page) -> None:
    """Wait until the plots show the recording and wait for nothing."""
    expect(page.locator(".signal-view")).to_have_attribute("data-ready", "true")
    expect(page.locator(".panel[aria-busy=true]")).to_have_count(0)


def check(page: Page, name: str) -> None:
    wait_until_still(page)
    keep_picture(page, name)
    findings = serious_findings(page, streamlit=True)
    assert findings == [], "\n".join(findings)


def place(page: Page) -> Locator:
    """What the cursor reads."""
    return page.locator(".cursor-box .place")


def drag_line(page: Page, from_hz: float, to_hz: float) -> None:
    """Drag the line of the cursor at ``from_hz`` in the envelope spectrum, whose range the address says."""
    [highest_hz] = [float(found) for found in re.findall(r"__e\.0_([0-9.]+)__", page.url)]
    box = page.locator("[data-panel=envelope] .u-over").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * from_hz / highest_hz, y)
    page.mouse.down()
    for hz in ((from_hz + to_hz) / 2, to_hz):
        page.mouse.move(box["x"] + box["width"] * hz / highest_hz, y)
    page.mouse.up()


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_an_engineer_checks_claims_on_the_plots_and_signs(
    demo: RunningDemo, language: Language, tmp_path: Path
) -> None:
    words = Words(language)
    prior, examination = given_prior(demo.url, tmp_path), given_examination(demo.url, tmp_path)
    with open_page(width=1440) as page:
        log_in(page, demo.url, ENGINEER, language)
        page.goto(f"{demo.url}/dashboard/work_list?lang={language}")
        row = page.locator(f".st-key-work_{examination}")
        expect(row).to_be_visible()
        check(page, f"engineer_work_list_{language}")

        page.keyboard.press("n")  # the most urgent of all is open
        page.wait_for_url("**/examination?**")
        wait_for_plots(page)
        first = page.url
        wait_until_still(page)
        page.keyboard.press("n")
        page.wait_for_url(lambda url: "examination=" in url and url.split("&")[0] != first.split("&")[0])

        page.goto(f"{demo.url}/dashboard/work_list?lang={language}")
        row.get_by_role("link").first.click()  # a reason leads to its mark
        page.wait_for_url(f"**/examination?examination={examination}**")
        wait_for_plots(page)
        expect(place(page)).to_have_text(AT_THE_LINE)
        expect(page.locator(".snapped")).to_be_visible()
        check(page, f"engineer_evidence_{language}")

        drag_line(page, 2 * LINE_HZ, 2 * 101.0)
        expect(place(page)).not_to_have_text(AT_THE_LINE)
        drag_line(page, 2 * float(place(page).inner_text().split()[0]), 2 * LINE_HZ + 1)
        expect(place(page)).to_have_text(AT_THE_LINE)
        expect(page.locator(".snapped")).to_be_visible()

        page.wait_for_url(re.compile(r"cf\.harmonic_88\.[012]"))  # the address keeps the view
        page.emulate_media(color_scheme="dark")  # what follows is looked at by night
        page.reload()
        wait_for_plots(page)
        expect(page.locator(".signal-view")).to_have_class(re.compile("is-dark"))
        expect(place(page)).to_have_text(AT_THE_LINE)

        page.locator("[data-tab=compare]").click()
        expect(page.locator(".compare table").first).to_be_visible()
        expect(page.locator(".compare .warning")).to_be_visible()  # the machine ran slower then
        expect(page.locator(".compare a")).to_have_attribute("href", re.compile(prior))
        keep_picture(page, f"engineer_compared_{language}")

        describe(demo.url, forget_the_bearing)
        page.reload()
        wait_for_plots(page)
        page.locator("[data-tab=lines]").click()
        expect(page.locator(".candidates li").nth(2)).to_be_visible()
        page.locator(".candidates button.link").first.click()
        expect(page.locator(".candidates li.on")).to_have_count(1)
        keep_picture(page, f"engineer_candidates_{language}")
        describe(demo.url, lambda described: described.update(simulated_recording().machine))

        page.get_by_role("radio", name=words.of("judging_of_finding", "reject")).click()
        page.get_by_label(words("judging.why"), exact=True).fill(WHY)
        page.get_by_label(words("judging.why"), exact=True).press("Tab")
        page.get_by_label(words("judging.verdict")).press("ArrowDown")
        page.get_by_role("option", name=words.of("verdict", "healthy")).click()
        sign = page.get_by_role("button", name=words("judging.sign", name=name_of_engineer(demo.url, language)))
        expect(sign).to_be_enabled()
        sign.click()
        expect(page.get_by_text(words.of("judging_signed", "corrected")).first).to_be_visible()
        expect(page.get_by_text(WHY).first).to_be_visible()
        page.locator("[data-tab=findings]").click()
        expect(page.locator(".finding").first).to_contain_text(str(LINE_HZ))  # the opinion stays readable
        check(page, f"engineer_signed_{language}")

        page.goto(f"{demo.url}/dashboard/examinations?lang={language}")
        expect(page.get_by_role("heading", name=words.of("pages", "examinations"))).to_be_visible()
        check(page, f"engineer_examinations_{language}")

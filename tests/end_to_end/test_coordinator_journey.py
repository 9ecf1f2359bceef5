"""A coordinator's day in the browser: the board, another doctor, rounds on a map, the rota, the inbox, the month."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from clinic_api.demo.seed import DEMO_PASSWORD
from clinic_api.demo.story import Caller, fill_queue
from dashboard.words import Language, Words
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import keep_picture, needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, open_at, wait_until_still

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

COORDINATOR = "coordinator@hospital.example"
WORKER = "worker@liyuan.example"
FACTORY = {"en": "Liyuan", "zh": "江阴"}
"""Another for each language: a machine that has a visit gets no second one."""

SLOW_MS = 30_000
"""For what the service thinks about, on a machine that does other work, too."""


def keep(page: Page, name: str, language: Language) -> None:
    """Keep a picture of the page, on which nothing serious may be found."""
    wait_until_still(page)
    keep_picture(page, f"coordinator-{name}-{language}")
    assert serious_findings(page, streamlit=True) == []


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_the_coordinator_gives_cases_out_plans_rounds_and_reads_the_month(
    demo: RunningDemo, language: Language
) -> None:
    words = Words(language)
    with Caller(demo.url, WORKER, DEMO_PASSWORD) as worker:
        fill_queue([worker], 7)
    with open_page(width=1440) as page:
        log_in(page, demo.url, COORDINATOR, language)
        give_cases_out(page, demo.url, words)
        drag_onto_a_doctor(page, demo.url, words)
        plan_rounds(page, demo.url, words)
        for path in ("rota", "rota?view=load", "inbox", "search", "figures", "factories", "doctors", "departments"):
            open_at(page, demo.url, path, language)
            keep(page, re.sub(r"\W", "-", path), language)
        read_a_doctors_file(page, demo.url, words)
        read_the_month(page, demo.url, words)


def give_cases_out(page: Page, url: str, words: Words) -> None:
    open_at(page, url, "queue", words.language)
    expect(page.get_by_role("heading", name=words.of("pages", "queue"))).to_be_visible()
    card = page.locator("[class*='st-key-board_case_']").first
    expect(card.get_by_text(words("desk.alternatives", count=3))).to_be_visible()
    assert card.get_by_role("listitem").count() >= 3
    keep(page, "board", words.language)

    card.get_by_role("button", name=words("desk.accept", doctor="").strip()).click()
    expect(page.get_by_test_id("stAlert").first).to_be_visible(timeout=SLOW_MS)

    page.locator("[class*='st-key-board_case_']").first.get_by_role("button", name=words("desk.pick")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=words("desk.doctor")).click()
    page.get_by_role("option").nth(1).click()
    dialog.get_by_label(words("desk.reason")).fill("Knows this machine")
    keep_picture(page, f"coordinator-another-doctor-{words.language}")
    dialog.get_by_role("button", name=words("desk.assign")).click()
    expect(dialog).to_be_hidden(timeout=SLOW_MS)

    open_at(page, url, "queue?stage=to_accept", words.language)
    expect(page.get_by_text("Knows this machine").first).to_be_visible()


def drag_onto_a_doctor(page: Page, url: str, words: Words) -> None:
    """Drag the first card onto the second doctor who may take it; the drop only asks, and the reason is wanted."""
    open_at(page, url, "queue", words.language)
    handle = page.get_by_role("button", name=words("drag.handle_label", machine="").strip("：:")).first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 30, steps=3)
    doctor = page.locator(".panel li:not(.out)").nth(1)
    expect(doctor).to_contain_text(words("drag.fit"))
    expect(doctor).to_contain_text(words("drag.load"))
    name, place = doctor.locator(".name span").first.inner_text(), doctor.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 40, place["y"] + 20, steps=5)
    keep_picture(page, f"coordinator-drag-{words.language}")
    page.mouse.up()

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(name)).to_be_visible()
    assert serious_findings(page, streamlit=True) == []
    dialog.get_by_role("button", name=words("desk.assign")).click()
    expect(dialog.get_by_text(words("desk.incomplete"))).to_be_visible()
    dialog.get_by_label(words("desk.reason")).fill("Dragged: is there tomorrow")
    dialog.get_by_role("button", name=words("desk.assign")).click()
    expect(dialog).to_be_hidden(timeout=SLOW_MS)

    open_at(page, url, "queue?stage=to_accept", words.language)
    expect(page.get_by_text("Dragged: is there tomorrow").first).to_be_visible()


def read_a_doctors_file(page: Page, url: str, words: Words) -> None:
    with Caller(url, COORDINATOR, DEMO_PASSWORD) as coordinator:
        doctor = coordinator.call("GET", "/api/v1/doctors")["items"][0]
    open_at(page, url, f"doctor?doctor={doctor['id']}", words.language)
    expect(page.get_by_role("heading", name=words.name(SimpleNamespace(**doctor)))).to_be_visible()
    keep(page, "doctor", words.language)


def plan_rounds(page: Page, url: str, words: Words) -> None:
    open_at(page, url, "rounds", words.language)
    page.get_by_text(words("rounds.on_day_off")).click()
    page.get_by_text(words.of("rounds_which", "none"), exact=True).click()
    wait_until_still(page)
    page.get_by_role("combobox", name=words("rounds.factories")).fill(FACTORY[words.language])
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    wait_until_still(page)
    keep(page, "rounds-form", words.language)
    page.get_by_role("button", name=words("rounds.plan")).click()

    expect(page.locator("main img[alt], .stHtml img[alt]").first).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name=words("rounds.accept", count=1)).click()
    expect(page.get_by_text(words("rounds.accepted"))).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("link", name=words("rounds.sheet")).first).to_be_visible()
    keep(page, "rounds", words.language)

    page.get_by_role("button", name=words("rounds.call_off")).first.click()
    page.get_by_role("dialog").get_by_role("button", name=words("rounds.call_off")).click()
    expect(page.get_by_text(words("rounds.called_off"))).to_be_visible(timeout=SLOW_MS)


def read_the_month(page: Page, url: str, words: Words) -> None:
    open_at(page, url, "statistics", words.language)
    expect(page.get_by_text(words("statistics.by_part"))).to_be_visible()
    keep(page, "statistics", words.language)
    numbers = page.get_by_test_id("stPageLink-NavLink").filter(has_text=re.compile(r"\d+$"))
    count = int(re.sub(r"\D", "", numbers.first.inner_text()))
    numbers.first.click()

    expect(page.get_by_text(words("statistics.list_of", count=count))).to_be_visible()
    keep(page, "statistics-list", words.language)

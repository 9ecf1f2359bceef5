"""An administrator's day in the browser: people, a factory, a key, a webhook, holidays, rules, jobs, the audit."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.words import Language, Words
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import keep_picture, needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, open_at, wait_until_still

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

ADMIN = "admin@hospital.example"
WORKER = "worker@dongshan.example"
SLOW_MS = 30_000
"""For what a worker does first, on a machine that does other work, too."""


def keep(page: Page, name: str, language: Language) -> None:
    """Keep a picture of the page, on which nothing serious may be found and nothing sticks out."""
    wait_until_still(page)
    keep_picture(page, f"administrator-{name}-{language}")
    assert serious_findings(page, streamlit=True) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def press(page: Page | Locator, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def fill(scope: Page | Locator, label: str, value: str) -> None:
    """Type, and leave the field as a person does on the way to the next one."""
    field = scope.get_by_label(label, exact=True)
    field.fill(value)
    field.blur()


def choose(page: Page, scope: Page | Locator, label: str, option: str) -> None:
    scope.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_the_administrator_looks_after_people_factories_connections_and_rules(
    demo: RunningDemo, language: Language
) -> None:
    words, mark = Words(language), uuid4().hex[:6]
    with open_page() as page:
        log_in(page, demo.url, ADMIN, language)
        check_the_service(page, demo.url, words)
        invite_and_change_people(page, demo.url, words, mark)
        add_a_factory(page, demo.url, words, mark)
        make_and_revoke_a_key(page, demo.url, words, mark)
        add_a_webhook(page, demo.url, words, mark)
        enter_holidays(page, demo.url, words)
        read_rules_and_catalogue(page, demo.url, words)
        read_jobs(page, demo.url, words)
        read_the_audit(page, demo.url, words)


def check_the_service(page: Page, url: str, words: Words) -> None:
    open_at(page, url, "system", words.language)
    expect(page.get_by_text(words("system.backup_due"))).to_be_visible()
    page.get_by_role("button", name=words("system.check_now")).click()
    expect(page.get_by_text(words("system.check_waits"))).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text(words("system.check_waits"))).to_have_count(0, timeout=SLOW_MS)
    expect(page.get_by_text(words.of("check_part", "sandbox"), exact=True)).to_be_visible(timeout=SLOW_MS)
    keep(page, "system", words.language)


def invite_and_change_people(page: Page, url: str, words: Words, mark: str) -> None:
    email = f"engineer-{mark}@hospital.example"
    open_at(page, url, "accounts", words.language)
    press(page, words("accounts.invite"))
    dialog = page.get_by_role("dialog")
    fill(dialog, words("accounts.email"), email)
    choose(page, dialog, words("accounts.role"), words.of("role", "factory_admin"))
    expect(dialog.get_by_role("combobox", name=words("accounts.factory"))).to_be_visible()
    choose(page, dialog, words("accounts.role"), words.of("role", "engineer"))
    fill(dialog, words("accounts.name_zh"), "新同事")
    fill(dialog, words("accounts.name_en"), "New Colleague")
    keep_picture(page, f"administrator-invitation-{words.language}")
    press(dialog, words("accounts.send"))
    expect(dialog).to_be_hidden(timeout=SLOW_MS)
    expect(page.get_by_text(words("accounts.link_once"))).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("http")
    keep(page, "accounts", words.language)
    press(page, words("once.put_away"))
    expect(page.get_by_test_id("stCode")).to_have_count(0)
    wait_until_still(page)
    page.get_by_text(re.compile(words("accounts.invitations", count=r"\d+"))).click()
    page.locator("[class*='st-key-revoke_'] button").first.click()  # the newest stands first
    expect(page.get_by_text(email)).to_have_count(0, timeout=SLOW_MS)

    open_at(page, url, f"accounts?q={WORKER}", words.language)
    page.get_by_test_id("stMain").get_by_test_id("stPageLink-NavLink").first.click()
    expect(page.get_by_text(words("accounts.identities"))).to_be_visible()
    fill(page, words("accounts.name_en"), f"Wu Lan {mark}")
    press(page, words("accounts.save"))
    expect(page.get_by_text(words("accounts.saved"))).to_be_visible(timeout=SLOW_MS)
    press(page, words("accounts.end_sessions"))
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=words("accounts.end_sessions")).click()
    expect(page.get_by_text(words("accounts.sessions_ended"))).to_be_visible(timeout=SLOW_MS)
    keep(page, "account", words.language)


def add_a_factory(page: Page, url: str, words: Words, mark: str) -> None:
    name = {"zh": f"新工厂{mark}", "en": f"New Works {mark}"}
    open_at(page, url, "manage_factories", words.language)
    press(page, words("factory_desk.add"))
    dialog = page.get_by_role("dialog")
    fill(dialog, words("factory_desk.name_zh"), name["zh"])
    fill(dialog, words("factory_desk.name_en"), name["en"])
    fill(dialog, words("factory_desk.address"), "Wuxi / 无锡")
    fill(dialog, words("factory_desk.latitude"), "31.4912")
    fill(dialog, words("factory_desk.longitude"), "120.3119")
    keep_picture(page, f"administrator-new-factory-{words.language}")
    press(dialog, words("factory_desk.save"))
    expect(dialog).to_be_hidden(timeout=SLOW_MS)
    keep(page, "factories", words.language)

    page.get_by_role("link", name=name[words.language]).click()
    expect(page.get_by_role("heading", name=name[words.language])).to_be_visible()
    page.get_by_text(words("factory_desk.change")).click()
    fill(page, words("factory_desk.contact_phone"), "0510 8000 0000")
    press(page, words("factory_desk.save"))
    expect(page.get_by_text(words("factory_desk.saved"))).to_be_visible(timeout=SLOW_MS)
    press(page, words("factory_desk.export"))
    expect(
        page.get_by_text(words.of("export_state", "waiting"))
        .or_(page.get_by_text(words.of("export_state", "ready")))
        .first
    ).to_be_visible(timeout=SLOW_MS)
    keep(page, "factory", words.language)


def make_and_revoke_a_key(page: Page, url: str, words: Words, mark: str) -> None:
    open_at(page, url, "integrations", words.language)
    press(page, words("integrations.make_key"))
    dialog = page.get_by_role("dialog")
    fill(dialog, words("integrations.name"), f"Gateway {mark}")
    dialog.get_by_role("combobox", name=words("integrations.factory")).click()
    page.get_by_role("option").first.click()
    keep_picture(page, f"administrator-new-key-{words.language}")
    press(dialog, words("integrations.make"))
    expect(dialog).to_be_hidden(timeout=SLOW_MS)
    expect(page.get_by_test_id("stCode")).to_contain_text("ihk_")
    keep(page, "keys", words.language)
    press(page, words("once.put_away"))
    expect(page.get_by_test_id("stCode")).to_have_count(0)
    key = page.locator("[class*='st-key-key_']").filter(has_text=f"Gateway {mark}")
    key.get_by_role("button", name=words("integrations.revoke")).click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=words("integrations.revoke")).click()
    expect(key.get_by_text(words("integrations.revoked"))).to_be_visible(timeout=SLOW_MS)


def add_a_webhook(page: Page, url: str, words: Words, mark: str) -> None:
    open_at(page, url, "integrations?view=endpoints", words.language)
    press(page, words("integrations.add_endpoint"))
    dialog = page.get_by_role("dialog")
    fill(dialog, words("integrations.name"), f"CMMS {mark}")
    fill(dialog, words("integrations.address"), "https://cmms.invalid/hook")
    keep_picture(page, f"administrator-new-endpoint-{words.language}")
    press(dialog, words("integrations.add"))
    expect(dialog).to_be_hidden(timeout=SLOW_MS)
    press(page, words("once.put_away"))
    endpoint = page.locator("[class*='st-key-endpoint_']").filter(has_text=f"CMMS {mark}")
    endpoint.get_by_role("button", name=words("integrations.test")).click()
    expect(page.get_by_text(words("integrations.tested"))).to_be_visible(timeout=SLOW_MS)
    endpoint.get_by_text(words("integrations.deliveries")).click()
    expect(endpoint.get_by_text(words.of("delivery_state", "waiting"))).to_be_visible(timeout=SLOW_MS)
    keep(page, "endpoints", words.language)


def enter_holidays(page: Page, url: str, words: Words) -> None:
    """The newest year of the calendar gets a day off more: in the other language's run it has one already."""
    open_at(page, url, "calendar", words.language)
    choices = (
        page.get_by_test_id("stMain")
        .get_by_role("radio")
        .or_(page.get_by_test_id("stMain").get_by_role("button", name=re.compile(r"^\d{4}$")))
    )
    number = choices.first.inner_text()
    open_at(page, url, f"calendar?year={number}", words.language)
    page.get_by_text(words("calendar.add")).or_(page.get_by_text(words("calendar.correct"))).click()
    day = {"en": f"{number}-12-30", "zh": f"{number}-12-29"}[words.language]
    off = page.get_by_label(words("calendar.off"), exact=True)
    fill(page, words("calendar.off"), f"{off.input_value()}\n{day}".strip())
    fill(page, words("calendar.notice"), "国办发明电〔2026〕8号")
    fill(page, words("calendar.reason"), f"Stocktaking {day}")
    press(page, words("calendar.preview"))
    expect(page.get_by_text(words("calendar.would"))).to_be_visible(timeout=SLOW_MS)
    keep(page, "calendar-preview", words.language)
    press(page, words("calendar.put_into_force"))
    expect(page.get_by_test_id("stMain").get_by_text(f"Stocktaking {day}")).to_be_visible(timeout=SLOW_MS)
    keep(page, "calendar", words.language)


def read_rules_and_catalogue(page: Page, url: str, words: Words) -> None:
    for view in ("thresholds", "zones", "severities", "alarms"):
        open_at(page, url, f"rules?view={view}", words.language)
        expect(page.get_by_test_id("stDataFrame")).to_be_visible()
        keep(page, f"rules-{view}", words.language)
    open_at(page, url, "rules?view=recalibrations", words.language)
    press(page, words("rules.propose"))
    expect(page.get_by_test_id("stAlert").filter(has_text="20").first).to_be_visible(timeout=SLOW_MS)
    keep(page, "rules-recalibrations", words.language)
    open_at(page, url, "catalogue?q=6205", words.language)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    keep(page, "catalogue", words.language)


def read_jobs(page: Page, url: str, words: Words) -> None:
    for view in ("dead", "done", "outbox"):
        open_at(page, url, f"jobs?view={view}", words.language)
        keep(page, f"jobs-{view}", words.language)


def read_the_audit(page: Page, url: str, words: Words) -> None:
    open_at(page, url, "audit?action=api_key.revoked", words.language)
    rows = page.get_by_test_id("stMain").get_by_text(words.of("audit_action", "api_key.revoked"), exact=True)
    expect(rows.first).to_be_visible()
    press(page, words("audit.verify"))
    expect(page.get_by_test_id("stAlert").first).to_be_visible(timeout=SLOW_MS)
    keep(page, "audit", words.language)
    open_at(page, url, "audit", words.language)
    keep(page, "audit-all", words.language)

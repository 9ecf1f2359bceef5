"""What every journey at a desk does: log in, go to a page, wait until it stands still."""

from __future__ import annotations

from playwright.sync_api import Page

from clinic_api.demo.seed import DEMO_PASSWORD
from dashboard.words import Language

__all__ = ["log_in", "open_at", "wait_until_still"]


def log_in(page: Page, url: str, email: str, language: Language) -> None:
    page.goto(f"{url}/login?lang={language}")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/dashboard/**")


def open_at(page: Page, url: str, path: str, language: Language) -> None:
    """Go to a page of the dashboard and wait until it stands still."""
    page.goto(f"{url}/dashboard/{path}{'&' if '?' in path else '?'}lang={language}")
    wait_until_still(page)


def wait_until_still(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
        " && document.querySelector('h1') !== null"
    )

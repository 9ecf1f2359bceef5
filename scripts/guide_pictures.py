"""Make the pictures of the guides and of the README from a demo: ``python scripts/guide_pictures.py`` (Chromium).

Starts a demo of its own with cases of earlier days, opens the pages as each person does, in both languages, and writes
``docs/images/<name>-<language>.png``. Names given on the command line make those pictures only.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from clinic_api.demo.recording import simulated_recording
from clinic_api.demo.seed import DEMO_PASSWORD
from clinic_api.demo.story import Caller
from clinic_api.labels.authentication import LABEL_PREFIX
from dashboard.words import Language
from tests.end_to_end.browser import CHROMIUM, browser_flags
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, wait_until_still

IMAGES = Path(__file__).parents[1] / "docs" / "images"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DESK, PHONE = (1280, 800), (390, 844)
TIMEZONE = "Asia/Shanghai"
STILL_MS = 60_000
SETTLE_MS = 1500


@dataclass(frozen=True)
class Picture:
    """One page as ``email`` sees it; ``path`` names ids of `ids_of`. Without ``email`` nobody is logged in."""

    name: str
    path: str
    email: str | None
    size: tuple[int, int] = DESK


PICTURES = (
    Picture("phone-report", "{label}", None, PHONE),
    Picture("phone-answer", "{followed}", None, PHONE),
    Picture("machines", "/dashboard/machines", "owner@liyuan.example"),
    Picture("new-ticket", "/dashboard/new_ticket?step=notice", "owner@liyuan.example"),
    Picture("case", "/dashboard/case?case={treated}", "owner@liyuan.example"),
    Picture("my-factory", "/dashboard/my_factory", "owner@liyuan.example"),
    Picture("work-list", "/dashboard/work_list", "engineer@hospital.example"),
    Picture("workstation", "/dashboard/examination?examination={examination}", "engineer@hospital.example"),
    Picture("my-cases", "/dashboard/my_cases", "doctor@hospital.example"),
    Picture("doctor-case", "/dashboard/case?case={treated}", "doctor@hospital.example"),
    Picture("queue", "/dashboard/queue", "coordinator@hospital.example"),
    Picture("rounds", "/dashboard/rounds", "coordinator@hospital.example"),
    Picture("figures", "/dashboard/figures", "coordinator@hospital.example"),
    Picture("system", "/dashboard/system", "admin@hospital.example"),
)


def ids_of(url: str) -> dict[str, str]:
    """Return what the paths name: a machine and its label, the case in treatment, an examination, a case's link."""
    with Caller(url, "owner@liyuan.example", DEMO_PASSWORD) as owner:
        cases: list[dict[str, Any]] = owner.call("GET", "/api/v1/cases?limit=100")["items"]
        treated = next(case for case in cases if case["state"] == "in_treatment")
        ticket = min((case for case in cases if case["opinion"]), key=lambda case: case["created_at"])
        label = owner.call("POST", f"/api/v1/equipment/{ticket['equipment_id']}/label")
    return {
        "treated": treated["id"],
        "examination": ticket["opinion"]["examination_id"],
        "label": label["url"].removeprefix(url),
        "followed": _reported(url, ticket["equipment_id"], label["url"].rpartition("/")[2]).removeprefix(url),
    }


def _reported(url: str, equipment_id: str, token: str) -> str:
    """Report a machine by its label, with a recording; return the link that shows the answer."""
    recording = simulated_recording().path
    headers = {"Authorization": f"Bearer {LABEL_PREFIX}{token}"}
    with httpx.Client(base_url=url, headers=headers, timeout=60.0, trust_env=False) as phone:
        uploaded = phone.post(
            "/api/v1/recordings",
            params={"equipment_id": equipment_id, "filename": recording.name},
            content=recording.read_bytes(),
        ).raise_for_status()
        ticket = {
            "tiles": ["noise", "heat"],
            "since": "today",
            "running": "yes",
            "words": "轴承那边咯吱咯吱",
            "language": "zh",
        }
        sent = phone.post(
            "/api/v1/intake/tickets",
            json=ticket | {"recording_ids": [uploaded.json()["id"]]},
            headers={"Idempotency-Key": "guide-pictures"},
        ).raise_for_status()
    return str(sent.json()["url"])


def take(browser: Browser, url: str, picture: Picture, language: Language, ids: dict[str, str]) -> Path:
    """Take one picture; return where it was written."""
    width, height = picture.size
    with _page(browser, width, height) as page:
        if picture.email:
            log_in(page, url, picture.email, language)
        path = picture.path.format(**ids)
        page.goto(f"{url}{path}{'&' if '?' in path else '?'}lang={language}")
        if picture.email:
            wait_until_still(page)
        page.wait_for_timeout(SETTLE_MS)
        target = IMAGES / f"{picture.name}-{language}.png"
        page.screenshot(path=target)
        return target


@contextmanager
def _page(browser: Browser, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, timezone_id=TIMEZONE)
    context.set_default_timeout(STILL_MS)
    try:
        yield context.new_page()
    finally:
        context.close()


def main(names: list[str]) -> int:
    """Make the pictures called ``names``, or all."""
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clinic-pictures-") as folder, sync_playwright() as playwright:
        demo = RunningDemo(Path(folder) / "hospital", "--history", "--tickets", "12", real_recordings=False)
        try:
            demo.wait_until_it_keeps_running()
            ids = ids_of(demo.url)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=browser_flags())
            for picture in wanted:
                for language in LANGUAGES:
                    print(take(browser, demo.url, picture, language, ids).relative_to(IMAGES.parents[1]))
            browser.close()
        finally:
            demo.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

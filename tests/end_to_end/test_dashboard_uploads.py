"""Recordings and photos sent from a real browser: what breaks meanwhile costs nothing but the next piece."""

from __future__ import annotations

import io
import json
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from clinic_api.demo.seed import DEMO_PASSWORD
from clinic_api.demo.story import Caller
from dashboard.words import Language, Words
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import keep_picture, needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, open_at

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

WORKER = "worker@liyuan.example"
MACHINE = "Test stand motor"
UPLOADS = "**/api/v1/uploads/*"
ATTACHMENTS = "**/api/v1/attachments?*"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pieces at least: white noise, whose bytes no other test has sent."""
    path = tmp_path_factory.mktemp("recording") / "long 长.wav"
    noise = np.random.default_rng(20261128).standard_normal(51_200 * 30) * 0.1
    soundfile.write(path, noise, 51_200, subtype="PCM_24")
    return path


@contextmanager
def broken(page: Page, method: str, path: str, *, after: int = 0) -> Iterator[None]:
    """Break the line for all requests of this kind but the first ``after``."""
    passed: list[str] = []

    def break_off(route: Route) -> None:
        if route.request.method == method:
            passed.append(route.request.url)
            if len(passed) > after:
                route.abort("connectionfailed")
                return
        route.continue_()

    page.route(path, break_off)
    yield
    page.unroute(path, break_off)


def at_the_recording(page: Page, url: str, language: Language) -> Locator:
    """Log in, choose the machine and open the step; return the field."""
    log_in(page, url, WORKER, language)
    with Caller(url, WORKER, DEMO_PASSWORD) as worker:
        machines = worker.call("GET", "/api/v1/equipment")["items"]
        machine = next(each["id"] for each in machines if each["name_en"] == MACHINE)
        worker.call("PUT", "/api/v1/me/drafts/form:ticket", json={"values": {"machine": machine, "words": "?"}})
    open_at(page, url, "new_ticket?step=recording", language)
    return page.locator(".field:has(input:not([multiple]))")


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_a_recording_outlives_a_dead_line_a_reload_and_an_ended_session(
    demo: RunningDemo, recording: Path, language: Language
) -> None:
    words = Words(language).table("upload")
    with open_page() as page:
        field = at_the_recording(page, demo.url, language)
        sent: list[str] = []
        page.on("request", lambda asked: sent.append(asked.method) if "/api/v1/uploads" in asked.url else None)

        with broken(page, "PATCH", UPLOADS, after=1):
            field.locator("input[type=file]").set_input_files(recording)
            expect(field.get_by_text(words["waits_for_line"])).to_be_visible()
            expect(field.get_by_text(recording.name)).to_be_visible()
            keep_picture(page, f"recording-line-{language}")
            assert serious_findings(page, streamlit=True) == []

            page.reload()
            expect(field.get_by_text(words["waits_for_line"])).to_be_visible()
            expect(field.get_by_text(recording.name)).to_be_visible()
            page.get_by_role("button", name=Words(language)("new_ticket.next")).click()
            expect(field.get_by_text(words["not_yet"])).to_be_visible()
            page.get_by_role("button", name=Words(language)("new_ticket.back")).click()
            expect(field.get_by_text(words["go_on"])).to_be_visible()

        cookies = page.context.cookies()
        page.context.clear_cookies()
        expect(field.get_by_text(words["waits_for_login"])).to_be_visible()
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        page.evaluate("dispatchEvent(new Event('focus'))")  # as somebody who comes back from the login

        expect(page.get_by_text(words["kept"])).to_be_visible()
        assert sent.count("POST") == 1
        kept = draft(page, demo.url)["recording"]
        assert (kept["name"], kept["size_bytes"]) == (recording.name, recording.stat().st_size)

        page.reload()
        expect(page.get_by_text(words["kept"])).to_be_visible()
        page.get_by_role("button", name=words["remove"]).first.click()
        expect(field.get_by_role("button", name=words["choose"])).to_be_visible()
        page.reload()
        expect(field.get_by_role("button", name=words["choose"])).to_be_visible()
        assert draft(page, demo.url)["recording"] is None


@pytest.mark.long
def test_what_is_no_recording_is_said_and_sending_can_be_given_up(
    demo: RunningDemo, recording: Path, tmp_path: Path
) -> None:
    words = Words("en").table("upload")
    notes = tmp_path / "notes.wav"
    notes.write_bytes(b"these are only words " * 5000)
    with open_page() as page:
        field = at_the_recording(page, demo.url, "en")

        field.locator("input[type=file]").set_input_files(notes)
        expect(field.get_by_role("status")).to_contain_text("recording_format")
        expect(field.get_by_role("status")).to_contain_text(words["nothing_lost"])
        keep_picture(page, "recording-refused-en")
        assert serious_findings(page, streamlit=True) == []

        with broken(page, "PATCH", UPLOADS, after=1):
            field.locator("input[type=file]").set_input_files(recording)
            expect(field.get_by_text(words["waits_for_line"])).to_be_visible()
            with page.expect_request(lambda asked: asked.method == "DELETE" and "/api/v1/uploads/" in asked.url):
                field.get_by_role("button", name=words["give_up"]).click()
        expect(field.get_by_role("button", name=words["choose"])).to_be_focused()
        page.reload()
        expect(field.get_by_role("button", name=words["choose"])).to_be_visible()


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_photos_wait_in_the_browser_and_reach_the_case_once(
    demo: RunningDemo, tmp_path: Path, language: Language
) -> None:
    words = Words(language)
    photos = [tmp_path / name for name in ("plate.png", "fan.png", "floor.png")]
    for number, photo in enumerate(photos):
        photo.write_bytes(picture(number))
    with open_page() as page:
        at_the_recording(page, demo.url, language)
        field = page.locator(".field:has(input[multiple])")
        field.locator("input[type=file]").set_input_files(photos)
        expect(field.get_by_role("listitem")).to_have_count(3)
        page.reload()
        expect(field.get_by_role("listitem")).to_have_count(3)
        field.get_by_role("button", name=f"{words('upload.remove')}: floor.png").click()
        expect(field.get_by_role("listitem")).to_have_count(2)
        keep_picture(page, f"photos-{language}")
        assert serious_findings(page, streamlit=True) == []

        page.get_by_role("button", name=words("new_ticket.next")).click()
        expect(page.get_by_text("plate.png, fan.png")).to_be_visible()
        with broken(page, "POST", ATTACHMENTS, after=1):
            page.get_by_role("button", name=words("new_ticket.send")).click()
            expect(page.get_by_text(words("new_ticket.sent"))).to_be_visible()
            expect(page.get_by_text(words("upload.waits_for_line"))).to_be_visible()
            keep_picture(page, f"photos-line-{language}")
            assert serious_findings(page, streamlit=True) == []
        case_id = urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).query)["sent"][0]
        page.goto("about:blank")

        open_at(page, demo.url, f"case?case={case_id}", language)
        expect(page.get_by_text(words("upload.photos_arrived", count=1))).to_be_visible()
        files = page.context.request.get(f"{demo.url}/api/v1/attachments?subject={case_id}").json()["items"]
        assert sorted(file["filename"] for file in files) == ["fan.png", "plate.png"]


def picture(shade: int) -> bytes:
    """Return a PNG of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (320, 240), (60 * shade, 120, 140)).save(file, "PNG")
    return file.getvalue()


def draft(page: Page, url: str) -> dict[str, object]:
    name = urllib.parse.quote("form:ticket")
    answer = page.context.request.get(f"{url}/api/v1/me/drafts/{name}")
    values: dict[str, object] = json.loads(answer.body())["values"]
    return values

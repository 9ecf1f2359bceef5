"""How fast the pages are: ``python -m benchmarks.dashboard`` (Chromium, and PostgreSQL as ``benchmarks.service``).

Fills a database of its own with 10 000 cases, each with an examination that nobody has signed, starts the whole
service as ``clinic up`` does and opens the pages in a real browser on the same machine, with a warm browser cache:
until a page stands still, what the phone page weighs, and what 20 people at once do to it. Everything is
removed at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import psycopg
from playwright.sync_api import BrowserContext, Page, Response, sync_playwright
from playwright.sync_api import TimeoutError as PageTimeout
from sqlalchemy import select
from sqlalchemy.engine import make_url

from benchmarks.service import COORDINATOR, EMAIL, MIB, PASSWORD, Measured, fill, log_in, temporary_database
from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import NewAccount, create_account
from clinic_api.database import Database
from clinic_api.demo.recording import simulated_recording
from clinic_api.factories.models import Factory
from clinic_api.kit.principal import Role
from clinic_api.migrations import upgrade
from clinic_api.settings import Settings
from dashboard.navigation import DETAIL_PAGES, PAGES_OF_ROLE
from diagnostics.examining import examine
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.texts import Text
from tests.end_to_end.browser import CHROMIUM, browser_flags
from tests.end_to_end.demo_process import free_port_base

PAGE_GOAL_S = 1.5
PHONE_GOAL_BYTES = 60_000
PHONE_GOAL_S = 0.5
MEMORY_GOAL_MIB = 30.0
REPEATS = 5
START_SECONDS = 120.0
_STILL = (
    "() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
    " && document.querySelector('h1') !== null"
)
_ENGINEER, _OWNER, _ADMIN, _FUNDER = (f"{name}@measured.example" for name in ("engineer", "owner", "admin", "funder"))
_PEOPLE = {
    "coordinator": COORDINATOR,
    "factory_user": EMAIL,
    "factory_admin": _OWNER,
    "engineer": _ENGINEER,
    "admin": _ADMIN,
    "funder": _FUNDER,
}


@dataclass(frozen=True)
class Service:
    """The running service: its address, and the process of the dashboard."""

    url: str
    dashboard: psutil.Process
    label_url: str

    def memory_mib(self) -> float:
        """Return the resident memory of the dashboard's process."""
        return float(self.dashboard.memory_info().rss) / MIB


def add_people(settings: Settings) -> None:
    """Add one account for each role that `fill` has none of."""
    database = Database(settings.database_url)
    with database.session(factory_scope="*") as session:
        factory_id = session.scalars(select(Factory.id).order_by(Factory.id)).first()
        for email, role in ((_OWNER, Role.FACTORY_ADMIN), (_ENGINEER, Role.ENGINEER), (_ADMIN, Role.ADMIN)):
            home = factory_id if role is Role.FACTORY_ADMIN else None
            name = Text("Wang Fang", "王芳")
            create_account(session, NewAccount(email, PASSWORD, role, name, factory_id=home), Passwords(settings))
        create_account(session, NewAccount(_FUNDER, PASSWORD, Role.FUNDER, Text("Fund", "资助方")), Passwords(settings))
    database.dispose()


_EXAMINED = (
    "INSERT INTO recordings (id, factory_id, equipment_id, uploaded_by, filename, format, size_bytes, sha256,"
    " created_at)"
    " SELECT replace(id, 'case_', 'rec_'), factory_id, equipment_id, reporter_id, 'fan.flac', 'flac', 1,"
    " repeat('0', 64), created_at FROM cases",
    "INSERT INTO jobs (id, factory_id, kind, subject_id, state, priority, attempt, max_attempts, next_at, created_at)"
    " SELECT replace(id, 'case_', 'job_'), factory_id, 'examine', id, 'done', 5, 1, 3, created_at, created_at"
    " FROM cases",
    "INSERT INTO case_clocks (case_id, factory_id, kind, urgency, started_at, paused_wall_seconds,"
    " paused_working_seconds, warn_at, due_at, escalate_at)"
    " SELECT id, factory_id, 'diagnosis', urgency, created_at, 0, 0, created_at + interval '300 days',"
    " created_at + interval '360 days', created_at + interval '400 days' FROM cases",
)
_UNSIGNED = (
    "INSERT INTO examinations (id, factory_id, case_id, job_id, recording_id, equipment_id, verdict, urgency, status,"
    " document, created_at)"
    " SELECT replace(id, 'case_', 'exam_'), factory_id, id, replace(id, 'case_', 'job_'), replace(id, 'case_', 'rec_'),"
    " equipment_id, 'fault', 2, 'opinion', %s, created_at FROM cases"
)


def add_examinations(settings: Settings) -> None:
    """Give each case a recording and an unsigned examination of it, all with the same real opinion."""
    ticket = simulated_recording()
    machine = Machine.from_dict(ticket.machine)
    document = examine(read(ticket.path, machine=machine), machine).to_json()
    plain = make_url(settings.database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        connection.execute("SELECT set_config('app.factory', '*', false)")
        for statement in _EXAMINED:
            connection.execute(statement)
        connection.execute(_UNSIGNED, (json.dumps(document),))
        connection.execute("ANALYZE")


@contextlib.contextmanager
def running_service(settings: Settings, machine: str) -> Iterator[Service]:
    """Run ``clinic up`` on free ports until the block ends."""
    port = free_port_base()
    environment = os.environ | {
        "CLINIC_DATABASE_URL": settings.database_url,
        "CLINIC_ARGON2_MEMORY_KIB": "64",
        "CLINIC_ARGON2_TIME_COST": "1",
        "CLINIC_REQUESTS_PER_MINUTE_ACCOUNT": "0",
        "CLINIC_REQUESTS_PER_MINUTE_ADDRESS": "0",
    }
    command = [sys.executable, "-m", "clinic_api.cli", "up", "--port-base", str(port), "--data", str(settings.data_dir)]
    url = f"http://127.0.0.1:{port}"
    with (settings.data_dir / "up.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(url, process)
        token = log_in(url, _ADMIN)
        label = httpx.post(
            f"{url}/api/v1/equipment/{machine}/label", headers={"Authorization": f"Bearer {token}"}, trust_env=False
        )
        yield Service(url, _dashboard_of(process), label.raise_for_status().json()["url"])
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{url}/dashboard/_stcore/health", trust_env=False).status_code == 200:
                return
        time.sleep(0.2)
    raise RuntimeError("the service did not come up")


def _dashboard_of(process: subprocess.Popen[bytes]) -> psutil.Process:
    for child in psutil.Process(process.pid).children(recursive=True):
        if "streamlit" in child.cmdline():
            return child
    raise RuntimeError("no process of the dashboard")


def enter(context: BrowserContext, service: Service, email: str) -> Page:
    """Log in, in English, and return the page that stands still."""
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{service.url}/login?lang=en")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_function(_STILL)
    return page


def seconds_until_still(page: Page, address: str) -> float:
    """Open ``address`` and return how long it took until the page was drawn to its end."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(_STILL)
    return time.perf_counter() - began


def measure_pages(context: BrowserContext, service: Service, role: str) -> list[Measured]:
    """Measure every page of a role that needs no further address, with a warm cache."""
    page = enter(context, service, _PEOPLE[role])
    results = []
    for name in PAGES_OF_ROLE[role]:
        if name in DETAIL_PAGES:
            continue
        address = f"{service.url}/dashboard/{name}?lang=en"
        seconds_until_still(page, address)
        took = statistics.median(seconds_until_still(page, address) for _ in range(REPEATS))
        goal = f"<= {PAGE_GOAL_S} s"
        results.append(Measured(f"page {name} of {role}", took, "s", goal, took <= PAGE_GOAL_S))
    page.close()
    return results


def measure_phone(context: BrowserContext, service: Service) -> list[Measured]:
    """Measure the page behind a machine's label: all bytes of the first visit, and the time of the next ones."""
    page = context.new_page()
    seen: list[Response] = []
    page.on("response", lambda response: seen.append(response))
    page.goto(service.label_url, wait_until="load")
    size = sum(len(response.body()) for response in seen if response.ok)
    took = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        page.goto(service.label_url, wait_until="load")
        took.append(time.perf_counter() - began)
    page.close()
    seconds = statistics.median(took)
    return [
        Measured("phone page, everything it loads", size / 1000, "kB", "<= 60 kB", 0 < size <= PHONE_GOAL_BYTES),
        Measured("phone page until it is loaded", seconds, "s", "<= 0.5 s", seconds <= PHONE_GOAL_S),
    ]


def measure_crowd(contexts: list[BrowserContext], service: Service, rounds: int) -> list[Measured]:
    """Let one person in each context walk through their pages, all at once; count what went wrong and the memory."""
    before = service.memory_mib()
    roles = list(_PEOPLE)
    people = [
        (enter(context, service, _PEOPLE[roles[n % len(roles)]]), roles[n % len(roles)])
        for n, context in enumerate(contexts)
    ]
    failures: list[str] = []
    took = []
    for turn in range(rounds):
        began = time.perf_counter()
        for page, role in people:
            names = [name for name in PAGES_OF_ROLE[role] if name not in DETAIL_PAGES]
            page.goto(f"{service.url}/dashboard/{names[turn % len(names)]}?lang=en", wait_until="commit")
        failures += [failure for page, role in people if (failure := _failure_of(page, role))]
        took.append((time.perf_counter() - began) / len(people))
    grown = (service.memory_mib() - before) / len(people)
    crowd = len(people)
    for failure in failures:
        print(failure, flush=True)
    return [
        Measured(f"{crowd} people at once: pages with an error", len(failures), "", "0", not failures),
        Measured(f"{crowd} people at once: time a page", statistics.median(took), "s", "", None),
        Measured("memory a person", grown, "MiB", f"<= {MEMORY_GOAL_MIB:.0f} MiB", grown <= MEMORY_GOAL_MIB),
    ]


def _failure_of(page: Page, role: str) -> str | None:
    """Wait until a page stands still; return what is wrong with it, None for nothing."""
    try:
        page.wait_for_function(_STILL)
    except PageTimeout:
        return f"{role}: {page.url} does not stand still: {page.inner_text('body')[:300]!r}"
    errors = page.locator("[data-testid=stException], [data-testid=stAlertContentError]")
    return f"{role}: {page.url} says {errors.first.inner_text()[:300]!r}" if errors.count() else None


def run(cases: int, people: int, rounds: int, roles: Sequence[str]) -> Iterator[Measured]:
    """Measure everything with ``cases`` stored, the pages of ``roles`` alone; without ``people`` no crowd."""
    with tempfile.TemporaryDirectory(prefix="clinic-benchmark-") as folder, temporary_database() as url:
        settings = Settings(data_dir=Path(folder), database_url=url, argon2_memory_kib=64, argon2_time_cost=1)
        upgrade(url)
        _, machine = fill(settings, cases)
        add_people(settings)
        add_examinations(settings)
        with running_service(settings, machine) as service, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=browser_flags())
            yield from measure_phone(browser.new_context(viewport={"width": 390, "height": 844}), service)
            for role in roles:
                with contextlib.closing(browser.new_context()) as context:
                    yield from measure_pages(context, service, role)
            if people:
                yield from measure_crowd([browser.new_context() for _ in range(people)], service, rounds)
            browser.close()


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--role", choices=list(_PEOPLE), action="append", help="only the pages of this role")
    options = parser.parse_args()
    missed = False
    for measured in run(options.cases, options.people, options.rounds, options.role or list(_PEOPLE)):
        print(measured.line(), flush=True)
        missed |= measured.reached is False
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

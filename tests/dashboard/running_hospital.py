"""A real API with the demo hospital in it, and the dashboard's pages run against it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from streamlit.testing.v1 import AppTest

from clinic_api.app import create_app
from clinic_api.database import Database
from clinic_api.demo import seed
from clinic_api.demo.recording import simulated_recording
from clinic_api.demo.seed import DEMO_PASSWORD
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.kinds import KINDS
from clinic_api.migrations import upgrade
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of

WORKER = "worker@liyuan.example"
OWNER = "owner@liyuan.example"
OTHER_FACTORY = "worker@dongshan.example"
COORDINATOR = "coordinator@hospital.example"
ENGINEER = "engineer@hospital.example"
DOCTOR = "doctor@hospital.example"
ADMIN = "admin@hospital.example"
FUNDER = "funder@hospital.example"
RUN_SECONDS = 60
RECORDING = simulated_recording()


@dataclass(frozen=True)
class RunningHospital:
    """Calls to the API, and the worker's desk that examines what was uploaded."""

    http: httpx.Client
    desk: Desk

    @property
    def url(self) -> str:
        return str(self.http.base_url).rstrip("/")

    def token(self, email: str) -> str:
        answer = self.http.post("/api/v1/sessions", json={"email": email, "password": DEMO_PASSWORD})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])

    def call(self, method: str, path: str, email: str, **arguments: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.token(email)}", **arguments.pop("headers", {})}
        answer = self.http.request(method, path, headers=headers, **arguments)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def machine_id(self, name: str) -> str:
        machines = self.call("GET", "/api/v1/equipment", ADMIN)["items"]
        return next(str(machine["id"]) for machine in machines if machine["name_en"] == name)

    def open_case(self, complaint: str, *, machine: str = "Test stand motor", recording: Path | None = None) -> str:
        """Open a case of Liyuan over HTTP, have its recording examined, and return its id."""
        equipment_id, recording_id = self.machine_id(machine), None
        if recording is not None:
            recording_id = self.upload(recording, equipment_id, WORKER)
        body = {
            "equipment_id": equipment_id,
            "complaint": complaint,
            "language": "en",
            "recording_id": recording_id,
        }
        case = self.call("POST", "/api/v1/cases", WORKER, json=body)
        self.examine()
        return str(case["id"])

    def upload(self, recording: Path, equipment_id: str, email: str) -> str:
        """Upload a recording of a machine; return its id."""
        uploaded = self.call(
            "POST",
            "/api/v1/recordings",
            email,
            params={"equipment_id": equipment_id, "filename": recording.name},
            content=recording.read_bytes(),
            headers={"Content-Type": "application/octet-stream"},
        )
        return str(uploaded["id"])

    def keep_recording(self, form: str, equipment_id: str, email: str) -> None:
        """Upload the simulated recording and put it into a form, as the recording field's script does in a browser."""
        draft, path = f"/api/v1/me/drafts/form:{form}", RECORDING.path
        kept = {"id": self.upload(path, equipment_id, email), "name": path.name, "machine": equipment_id}
        before = self.http.get(draft, headers={"Authorization": f"Bearer {self.token(email)}"})
        values = before.json()["values"] if before.is_success else {}
        values["recording"] = {**kept, "size_bytes": path.stat().st_size}
        self.call("PUT", draft, email, json={"values": values})

    def examine(self) -> None:
        """Do what a worker does: work off every job that is due."""
        self.desk.work_off(seconds=RUN_SECONDS)

    def dashboard(self, email: str | None, language: str = "en", page: str = "", **parameters: str) -> AppTest:
        """Run the dashboard as the person with ``email`` sees it at the address of ``page``."""
        return dashboard_at(self.url, self.token(email) if email else None, language, page, **parameters)


def dashboard_at(url: str, token: str | None, language: str = "en", page: str = "", **parameters: str) -> AppTest:
    """Run the dashboard against the API at ``url`` with a session's token."""
    app = AppTest.from_function(_draw, kwargs={"api_url": url, "token": token}, default_timeout=RUN_SECONDS)
    app.context = {"timezone": "Asia/Shanghai", "locale": "en-GB"}
    app.query_params["lang"] = language
    app.run()
    return go_to(app, page, **parameters) if page else app


def go_to(app: AppTest, page: str, **parameters: str) -> AppTest:
    """Follow a link inside the dashboard to ``page``."""
    app.session_state["link_of_test"] = (page, parameters)
    return app.run()


def words_on(app: AppTest) -> str:
    """Every text of the page, one a line, as written in Markdown but without its escapes."""
    elements = [*app.title, *app.subheader, *app.markdown, *app.text, *app.caption, *app.info, *app.success]
    elements += [*app.warning, *app.error]
    texts = [str(element.value) for element in elements]
    texts += [str(element.label) for element in [*app.button, *app.expander, *app.page_link]]
    texts += [str(element.proto.body) for element in app.html]
    return "\n".join(texts).replace("\\", "")


@contextmanager
def running_hospital(folder: Path) -> Iterator[RunningHospital]:
    """Start the API on a free port with the demo hospital in a new database; stop it at the end."""
    settings = Settings(
        data_dir=folder / "data",
        broker_url=None,
        argon2_memory_kib=8,
        argon2_time_cost=1,
        requests_per_minute_account=0,
        requests_per_minute_address=0,  # each call of the tests logs in anew
    )
    settings.data_dir.mkdir(parents=True)
    upgrade(settings.database_url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seed, "get_settings", lambda: settings)  # quick password hashes: these tests log in a lot
        seed.seed_hospital(settings.database_url, ticket_machine=RECORDING.machine)
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings), host="127.0.0.1", port=0, log_level="warning", lifespan="on")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    database = Database(settings.database_url)
    try:
        port = _port_of(server)
        storage = storage_of(settings)
        desk = Desk(settings, database, storage, KINDS)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30) as http:
            yield RunningHospital(http, desk)
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        database.dispose()


def _port_of(server: uvicorn.Server) -> int:
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started, "the API did not start within 30 s"
    return int(server.servers[0].sockets[0].getsockname()[1])


def _draw(api_url: str, token: str | None) -> None:
    """The script under test: `app.py` with a given session, and links that a test follows."""
    import streamlit as st

    from dashboard.frame import show_dashboard

    show_dashboard(api_url, token)
    if "link_of_test" in st.session_state:
        page, parameters = st.session_state.pop("link_of_test")
        st.switch_page(st.Page(lambda: None, url_path=page, title=page), query_params=parameters)

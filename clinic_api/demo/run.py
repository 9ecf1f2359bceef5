"""``clinic demo``: a hospital from nothing, one ticket through the whole line, then the addresses."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from clinic_api.demo.history import History
from clinic_api.demo.recording import TicketRecording, choose_recording
from clinic_api.demo.seed import DEMO_PASSWORD, TICKET_MACHINE, SeededHospital, seed_hospital
from clinic_api.demo.story import Caller, fill_queue, open_ticket, tell_opinion, texts, wait_for_opinion
from clinic_api.embedded.processes import Supervisor
from clinic_api.embedded.signals import stops_on_signals
from clinic_api.embedded.stack import EmbeddedStack, data_dir_lock, socket_folder
from clinic_api.migrations import upgrade

__all__ = ["run_demo"]

_OPINION_SECONDS = 120.0
_REPORTER = "worker@liyuan.example"
_REPORTERS = (_REPORTER, "worker@dongshan.example")
_COORDINATOR = "coordinator@hospital.example"
_PEOPLE = {
    "owner": "owner@liyuan.example",
    "worker": _REPORTER,
    "engineer": "engineer@hospital.example",
    "coordinator": _COORDINATOR,
    "doctor": "doctor@hospital.example",
}


def run_demo(*, port_base: int, data_dir: Path | None, once: bool, tickets: int, history: bool, language: str) -> None:
    """Start the hospital, show one case, and keep it running until Ctrl-C (or stop at once with ``once``).

    Besides that case ``tickets`` others of all departments are opened, without recordings; with ``history`` there are
    cases of earlier days at every stage, once for each data folder.
    ``data_dir`` is kept between runs; without one it is ``.demo/<port base>``, with ``once`` a temporary one.
    Raises `StackRefused`, `ProcessFailed` or `StoryFailed`; whatever was started is stopped.
    """
    with (
        stops_on_signals(),
        _data_folder(data_dir, port_base, once) as folder,
        data_dir_lock(folder),
        socket_folder() as sockets,
        Supervisor() as supervisor,
    ):
        stack = EmbeddedStack(port_base, folder, sockets)
        stack.refuse_taken_ports()
        _say("starting", language, url=stack.url, folder=folder)
        recording = choose_recording()
        upgrade(stack.database_url)
        hospital = seed_hospital(stack.database_url, ticket_machine=recording.machine)
        _say("seeded", language, **hospital.counts)
        stack.start_all(supervisor)
        _tell_story(stack, supervisor, recording, language)
        if history:
            _tell_history(stack, supervisor, language)
        if tickets:
            _fill_queue(stack, tickets, language)
        _print_addresses(stack, hospital, language)
        if not once:
            _say("keeps_running", language)
            supervisor.watch()
    if not once:
        _say("stopped", language)


def _tell_story(stack: EmbeddedStack, supervisor: Supervisor, recording: TicketRecording, language: str) -> None:
    _say("recording_real" if recording.is_real else "recording_simulated", language, name=recording.path.name)
    with Caller(stack.url, _REPORTER, DEMO_PASSWORD) as reporter:
        case = open_ticket(reporter, TICKET_MACHINE.en, recording, language)
        machine = TICKET_MACHINE.in_language(language)
        _say("ticket_opened", language, email=_REPORTER, case=case["id"], machine=machine, complaint=case["complaint"])
        logs = stack.data_dir / "logs"
        case = wait_for_opinion(
            reporter, case["id"], seconds=_OPINION_SECONDS, logs=logs, while_waiting=supervisor.check
        )
        examination = reporter.call("GET", f"/api/v1/examinations/{case['opinion']['examination_id']}")
    with Caller(stack.url, _COORDINATOR, DEMO_PASSWORD) as coordinator:
        case = coordinator.call("GET", f"/api/v1/cases/{case['id']}")
    for line in tell_opinion(case, examination["document"], language):
        print(line, flush=True)


def _tell_history(stack: EmbeddedStack, supervisor: Supervisor, language: str) -> None:
    told = stack.data_dir / "history-told"
    if told.exists():
        return
    with contextlib.ExitStack() as logged_in:
        people = {
            name: logged_in.enter_context(Caller(stack.url, email, DEMO_PASSWORD)) for name, email in _PEOPLE.items()
        }
        logs = stack.data_dir / "logs"
        history = History(people, language, logs=logs, seconds=_OPINION_SECONDS, check=supervisor.check)
        _say("history_told", language, count=history.tell())
    told.touch()


def _fill_queue(stack: EmbeddedStack, tickets: int, language: str) -> None:
    with contextlib.ExitStack() as logged_in:
        callers = [logged_in.enter_context(Caller(stack.url, email, DEMO_PASSWORD)) for email in _REPORTERS]
        _say("queue_filled", language, count=fill_queue(callers, tickets))


def _print_addresses(stack: EmbeddedStack, hospital: SeededHospital, language: str) -> None:
    print()
    _say("heading_addresses", language)
    print(f"  {stack.url}/\n  {stack.url}/docs\n")
    _say("heading_logins", language, password=DEMO_PASSWORD)
    for role, email in hospital.logins:
        print(f"  {role:14s} {email}")
    print(flush=True)


@contextlib.contextmanager
def _data_folder(data_dir: Path | None, port_base: int, once: bool) -> Iterator[Path]:
    if data_dir is not None:
        yield data_dir.resolve()
    elif once:
        with tempfile.TemporaryDirectory(prefix="clinic-demo-") as folder:
            yield Path(folder)
    else:
        yield Path.cwd() / ".demo" / str(port_base)


def _say(key: str, language: str, **values: object) -> None:
    print(texts(key, **values).in_language(language), flush=True)

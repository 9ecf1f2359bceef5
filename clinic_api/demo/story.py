"""The demo ticket over HTTP, as a factory user would send it: log in, upload, open the ticket, read the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count as count_from
from itertools import islice
from pathlib import Path
from typing import Any

import httpx

from clinic_api.demo.recording import TicketRecording
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import fault_kind
from experts.triage.complaints import Complaint, seen_complaints

__all__ = [
    "Caller",
    "StoryFailed",
    "fill_queue",
    "open_case",
    "open_ticket",
    "poll",
    "tell_opinion",
    "texts",
    "wait_for_opinion",
]

texts = Catalogue(Path(__file__).with_name("texts.toml"))

_POLL_SECONDS = 0.3
_STATES_BEFORE_OPINION = frozenset({"submitted", "examining"})


class StoryFailed(Exception):
    """The demo ticket did not get its opinion; ``text`` says where it stopped."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Caller:
    """A logged-in user of the API."""

    def __init__(self, url: str, email: str, password: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=60.0, trust_env=False)
        session = self.call("POST", "/api/v1/sessions", json={"email": email, "password": password})
        self._http.headers["Authorization"] = f"Bearer {session['token']}"

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def call(self, method: str, path: str, **arguments: Any) -> Any:
        """Return the JSON answer; raises `StoryFailed` with the API's own words when it refuses."""
        response = self._http.request(method, path, **arguments)
        if response.is_error:
            status, detail = response.status_code, response.text[:500]
            raise StoryFailed(texts("request_refused", method=method, path=path, status=status, detail=detail))
        return response.json()

    def upload(self, equipment_id: str, path: Path) -> str:
        """Upload the recording at ``path``; return its id."""
        uploaded = self.call(
            "POST",
            "/api/v1/recordings",
            params={"equipment_id": equipment_id, "filename": path.name},
            content=path.read_bytes(),
            headers={"Content-Type": "application/octet-stream"},
        )
        return str(uploaded["id"])


def open_ticket(caller: Caller, machine_name: str, recording: TicketRecording, language: str) -> dict[str, Any]:
    """Upload ``recording`` and open the demo's ticket for the machine called ``machine_name`` (its English name)."""
    machines = caller.call("GET", "/api/v1/equipment")["items"]
    machine = next(machine for machine in machines if machine["name_en"] == machine_name)
    return open_case(caller, machine["id"], recording.path, texts("complaint").in_language(language), language)


def open_case(caller: Caller, equipment_id: str, path: Path, complaint: str, language: str) -> dict[str, Any]:
    """Upload the recording at ``path`` and open a ticket with it; return the case."""
    ticket = {
        "equipment_id": equipment_id,
        "complaint": complaint,
        "language": language,
        "recording_id": caller.upload(equipment_id, path),
    }
    case: dict[str, Any] = caller.call("POST", "/api/v1/cases", json=ticket)
    return case


def fill_queue(callers: Sequence[Caller], count: int) -> int:
    """Open ``count`` tickets without recordings, the factories of ``callers`` in turn, with labelled complaints of
    every department in turn; returns how many were opened.

    A complaint about a kind of machine that the factory has is about one of these, the others name no machine.
    """
    machines = [caller.call("GET", "/api/v1/equipment")["items"] for caller in callers]
    for k, complaint in enumerate(islice(_mixed_complaints(), count)):
        at = k % len(callers)
        machine = next((each["id"] for each in machines[at] if each["kind"] == complaint.kind), None)
        ticket = {"equipment_id": machine, "complaint": complaint.words, "language": complaint.language}
        callers[at].call("POST", "/api/v1/cases", json=ticket)
    return count


def _mixed_complaints() -> Iterator[Complaint]:
    """Yield one complaint of each department after the other, a situation each, again and again."""
    of_department: dict[str, list[Complaint]] = {}
    for complaint in {each.group: each for each in seen_complaints()}.values():
        of_department.setdefault(complaint.department, []).append(complaint)
    for turn in count_from(0):
        for complaints in of_department.values():
            yield complaints[turn % len(complaints)]


def wait_for_opinion(
    caller: Caller, case_id: str, *, seconds: float, logs: Path, while_waiting: Callable[[], None]
) -> dict[str, Any]:
    """Poll the case until it is triaged, calling ``while_waiting`` each time; `StoryFailed` after ``seconds``."""

    def look() -> tuple[dict[str, Any], bool]:
        case: dict[str, Any] = caller.call("GET", f"/api/v1/cases/{case_id}")
        return case, case["state"] not in _STATES_BEFORE_OPINION

    def too_late(case: dict[str, Any]) -> StoryFailed:
        return StoryFailed(texts("opinion_late", seconds=seconds, case=case_id, state=case["state"], logs=logs))

    return poll(look, seconds=seconds, too_late=too_late, while_waiting=while_waiting)


def poll(
    look: Callable[[], tuple[dict[str, Any], bool]],
    *,
    seconds: float,
    too_late: Callable[[dict[str, Any]], StoryFailed],
    while_waiting: Callable[[], None],
) -> dict[str, Any]:
    """Look until ``look`` says that it is done; return what it saw. Raises ``too_late`` of it after ``seconds``."""
    deadline = time.monotonic() + seconds
    while True:
        seen, is_done = look()
        if is_done:
            return seen
        if time.monotonic() > deadline:
            raise too_late(seen)
        while_waiting()
        time.sleep(_POLL_SECONDS)


def tell_opinion(case: dict[str, Any], examination: dict[str, Any], language: str) -> Iterator[str]:
    """Yield the printed lines: opinion, evidence, urgency, proposed doctor with reasons."""

    def say(key: str, **values: object) -> str:
        return texts(key, **values).in_language(language)

    yield f"\n{say('heading_opinion')}\n  {examination['summary'][language]}"
    yield f"\n{say('heading_evidence')}"
    for finding in examination["findings"]:
        name = fault_kind(finding["fault"]).name.in_language(language)
        yield f"  {name} ({finding['fault']}) · {finding['component'] or '–'} · p = {finding['probability']:.2f}"
        yield from (f"    - {evidence['text'][language]}" for evidence in finding["evidence"])
    yield f"\n{say('heading_urgency')}\n  {say('urgency_' + str(case['urgency']))}"
    yield f"\n{say('heading_doctor')}"
    proposal = case["proposal"]
    if proposal is None:
        yield "  " + say("nobody_fits", reason=Text(**case["proposal_problem"]))
        return
    yield f"  {proposal['doctor_name_' + language]}"
    yield from (f"    - {reason[language]}" for reason in proposal["reasons"])

"""Many cases at once: one line in, one line out, in the same order, whatever happens to a single case.

Cases are examined in processes of their own. When such a process dies (a broken library, no memory left), the cases
it may have had in hand are examined again one by one, so that only the one that kills its process is answered with
an error.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import multiprocessing.process
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from diagnostics.errors import DiagnosticsError, error
from diagnostics.examining import examine
from diagnostics.machine import Machine
from diagnostics.progress import progress_bar
from diagnostics.readers import read
from diagnostics.sandbox import Sandbox, SandboxChoice
from diagnostics.version import package_version

__all__ = ["BatchSummary", "run_batch"]

SCHEMA: Final = "batch/1"
_SANDBOX: Sandbox | None = None
"""Where a worker reads files, once it has begun."""
_IN_HAND_PER_JOB: Final = 3
"""Cases handed out per process: enough that none waits while the oldest case is still being examined."""
_THREAD_LIMITS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class BatchSummary:
    """How many lines were answered in this run, how many of them with an error, and how many were there already."""

    answered: int
    errors: int
    kept: int


@dataclass(frozen=True)
class _Office:
    """Where cases are examined: the folder of the recordings, how many processes, in which sandbox they read."""

    folder: Path
    jobs: int
    sandbox: SandboxChoice


@dataclass(frozen=True)
class _Case:
    """One line of the list of cases: its number there (from 1) and its text."""

    line: int
    text: str


def run_batch(
    cases: Path, out: Path, *, jobs: int = 1, resume: bool = False, sandbox: SandboxChoice = "full"
) -> BatchSummary:
    """Examine every case of the file ``cases`` in ``jobs`` processes and write one line each to ``out``; each process
    reads files in a ``sandbox`` of its own.

    With ``resume`` the answers already in ``out`` are kept, provided that they were begun by the same version for
    the same input. Raises `DiagnosticsError`: cases_not_found, output_unwritable, resume_refused.
    """
    try:
        content = cases.read_bytes()
    except OSError as missing:
        raise error("cases_not_found", name=cases.name) from missing
    lines = content.decode("utf-8-sig", errors="replace").split("\n")
    todo = [_Case(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if out.exists() and cases.samefile(out):
        raise error("output_unwritable", name=out.name, reason="it is the list of cases")
    stamp = {
        "schema": SCHEMA,
        "version": package_version(),
        "input_sha256": hashlib.sha256(content).hexdigest(),
    }
    try:
        kept = _kept_answers(out, stamp, len(todo)) if resume else 0
        # Half a surrogate pair in an id has no UTF-8 form; escaped by a backslash it is JSON again.
        with out.open("a" if kept else "w", encoding="utf-8", errors="backslashreplace") as file:
            _stamp_path(out).write_text(json.dumps(stamp) + "\n", encoding="utf-8")
            answered = errors = 0
            office = _Office(cases.parent, jobs, sandbox)
            with progress_bar("batch", total=len(todo), done=kept, unit=" cases", delay_s=0.0) as advance:
                for line in _answers(todo[kept:], office):
                    file.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
                    file.flush()
                    advance(1)
                    answered += 1
                    errors += "error" in line
    except OSError as unwritable:
        raise error("output_unwritable", name=out.name, reason=unwritable.strerror or unwritable) from unwritable
    return BatchSummary(answered, errors, kept)


def _answer(line: int, text: str, folder: Path) -> dict[str, Any]:
    """Return the output object for the case ``text`` in ``line`` of a list of cases in ``folder``; it never raises.

    ``{"id", …examination}``, or ``{"id", "error": {"code", "message", "text"}}``.
    """
    identifier: Any = None
    try:
        case = _parsed(line, text)
        identifier = _identifier(case)
        _check(line, case)
        machine = Machine.from_dict(case["machine"])
        read_file = read if _SANDBOX is None else _SANDBOX.read
        recording = read_file(folder / case["recording"], machine=machine)
        return {"id": identifier, **examine(recording, machine).to_json()}
    except DiagnosticsError as wrong:
        return _error_line(identifier, wrong)
    except Exception as crash:
        # Whatever a library does on a strange file: the case is answered, the others go on.
        reason = f"{type(crash).__name__}: {crash}"[:200]
        return _error_line(identifier, error("examination_crashed", reason=reason))


def _error_line(identifier: object, wrong: DiagnosticsError) -> dict[str, Any]:
    return {
        "id": identifier,
        "error": {"code": wrong.code, "message": wrong.text.en, "text": wrong.text.to_json()},
    }


def _parsed(line: int, text: str) -> Mapping[str, Any]:
    try:
        case = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise error("case_invalid", line=line, reason="JSON") from wrong
    if not isinstance(case, dict):
        raise error("case_invalid", line=line, reason="JSON object")
    return case


def _identifier(case: Mapping[str, Any]) -> str | int | None:
    """Return the id of ``case``, None where it is neither text nor a whole number."""
    identifier = case.get("id")
    return identifier if isinstance(identifier, str | int) and not isinstance(identifier, bool) else None


def _check(line: int, case: Mapping[str, Any]) -> None:
    if _identifier(case) is None:
        raise error("case_invalid", line=line, reason="id")
    if not isinstance(case.get("recording"), str) or not case["recording"]:
        raise error("case_invalid", line=line, reason="recording")
    if not isinstance(case.get("machine"), dict):
        raise error("case_invalid", line=line, reason="machine")


def _stamp_path(out: Path) -> Path:
    return out.with_name(out.name + ".meta.json")


def _kept_answers(out: Path, stamp: Mapping[str, str], cases: int) -> int:
    """Return how many whole answers ``out`` holds, after cutting off a half-written last line; resume_refused when
    they are others'.
    """
    if not out.exists():
        return 0
    try:
        begun = json.loads(_stamp_path(out).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        begun = None
    if not isinstance(begun, dict) or begun.get("schema") != SCHEMA:
        raise error("resume_refused.no_record", name=out.name)
    if begun.get("version") != stamp["version"]:
        raise error("resume_refused.version", name=out.name, then=begun.get("version"), now=stamp["version"])
    if begun.get("input_sha256") != stamp["input_sha256"]:
        raise error("resume_refused.input", name=out.name)
    content = out.read_bytes()
    whole = content.rfind(b"\n") + 1
    kept = content.count(b"\n", 0, whole)
    if kept > cases:
        raise error("resume_refused.input", name=out.name)
    if whole < len(content):
        os.truncate(out, whole)
    return kept


def _answers(cases: Sequence[_Case], office: _Office) -> Iterator[dict[str, Any]]:
    """Yield the answer to each case in order, going on in a new pool whenever a process has died."""
    for limit in _THREAD_LIMITS:
        # One thread a process: the processes already fill the machine. Children take this over when they start.
        os.environ.setdefault(limit, "1")
    position = 0
    while position < len(cases):
        for line in _until_a_process_dies(cases[position:], office):
            yield line
            position += 1
        suspects = cases[position : position + office.jobs * _IN_HAND_PER_JOB]
        for case in suspects:
            yield _alone(case, office)
            position += 1


def _until_a_process_dies(cases: Sequence[_Case], office: _Office) -> Iterator[dict[str, Any]]:
    """Yield answers in order from a pool of processes; ends early when one of them dies."""
    waiting = deque(cases)
    in_hand: deque[Future[dict[str, Any]]] = deque()
    with _pool(office.jobs, office.sandbox) as pool:
        try:
            while waiting or in_hand:
                while waiting and len(in_hand) < office.jobs * _IN_HAND_PER_JOB:
                    case = waiting.popleft()
                    in_hand.append(pool.submit(_answer, case.line, case.text, office.folder))
                yield in_hand.popleft().result()
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _alone(case: _Case, office: _Office) -> dict[str, Any]:
    """Return the answer to ``case`` from a process of its own; an error when that dies."""
    with _pool(1, office.sandbox) as pool:
        try:
            return pool.submit(_answer, case.line, case.text, office.folder).result()
        except BrokenProcessPool:
            try:
                identifier = _identifier(_parsed(case.line, case.text))
            except DiagnosticsError:
                identifier = None
            return _error_line(identifier, error("examination_crashed", reason="the process died"))


def _pool(jobs: int, sandbox: SandboxChoice) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork of a process with numerical threads may hang.
    return ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_worker,
        initargs=(sandbox,),
    )


def _begin_worker(sandbox: SandboxChoice) -> None:
    """Start the sandbox, leave Ctrl-C to the parent, and end with it: a worker whose parent was killed would wait for
    cases forever.
    """
    global _SANDBOX
    _SANDBOX = None if sandbox == "off" else Sandbox(mode=sandbox)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)

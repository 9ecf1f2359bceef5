"""Prefixed ids that sort by when they were made: ``case_`` + 26 characters of a UUIDv7."""

from __future__ import annotations

import re
import secrets
import threading
import time
from datetime import datetime

__all__ = ["PREFIXES", "first_id_at", "is_id", "new_id"]

PREFIXES = {
    # Accounts, keys, audit
    "acc": "account",
    "ses": "session",
    "inv": "invitation",
    "rst": "password reset",
    "key": "API key",
    "lbl": "label of a machine",
    "lnk": "link of a case",
    "aud": "line of the audit",
    "oid": "person of the organisation's login",
    # Factories and machines
    "fac": "factory",
    "eqp": "equipment",
    "doc": "doctor",
    "ocw": "week on call",
    "pnt": "measuring point",
    "att": "attachment",
    "iss": "issued document",
    # Cases
    "case": "case",
    "evt": "line of a time line",
    "asg": "assignment",
    "cmt": "comment",
    "qst": "question",
    "crc": "further recording of a case",
    "con": "second opinion, place on a team or on a panel",
    "rev": "review of a diagnosis",
    # Reports, treatment
    "dft": "draft of a diagnosis",
    "dx": "signed diagnosis",
    "xsg": "signature on an examination",
    "rx": "item of a prescription",
    "fup": "follow-up",
    "fum": "follow-up measurement",
    "cfd": "confirmed finding",
    "sat": "satisfaction",
    "dis": "discharge",
    # Outcomes
    "rcl": "recalibration",
    # Ways in
    "tkt": "ticket",
    "vis": "visit",
    "stp": "stop of a visit",
    "sch": "measurement schedule",
    "trn": "turn of a schedule",
    "psh": "pushed recording",
    "alm": "alarm",
    "qsh": "questionnaire sheet",
    "qan": "answers to a questionnaire",
    "wki": "work item",
    "haz": "hazard observation",
    # Uploads, recordings, examinations
    "rec": "recording",
    "exam": "examination",
    "note": "note pinned to a plot",
    "rex": "repeated examination",
    # Notifications, webhooks, events
    "ntf": "event told to others",
    "ntc": "notice",
    "flt": "saved filter",
    "upl": "resumable upload",
    "rnd": "rounds of a day",
    "rsp": "stop of rounds",
    "xpt": "export of a factory",
    "del": "deletion of a factory",
    "mail": "mail",
    "hook": "endpoint that is told of events",
    "dlv": "delivery",
    # Search
    # Operation
    "job": "job",
    "bak": "backup, or trial of one",
    "chk": "check of the service",
    "cal": "change of the working calendar",
}
"""What each prefix stands for."""

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"  # Douglas Crockford's base 32, lower case
_ID = re.compile(rf"^(?:{'|'.join(sorted(PREFIXES))})_[{_CROCKFORD}]{{26}}$")
_lock = threading.Lock()
_last_tick = 0


def new_id(prefix: str) -> str:
    """Return a new id; later calls in one process give greater ids. Raises ``ValueError`` for an unknown prefix."""
    if prefix not in PREFIXES:
        raise ValueError(f"unknown id prefix {prefix!r}")
    return f"{prefix}_{_base32(_uuid7())}"


def first_id_at(prefix: str, moment: datetime) -> str:
    """Return the least id that could have been made at ``moment`` (aware), for "everything since then"."""
    milliseconds = int(moment.timestamp() * 1000)
    return f"{prefix}_{_base32(milliseconds << 80)}"


def is_id(value: str, prefix: str | None = None) -> bool:
    """Tell whether ``value`` has the form of an id (of ``prefix``); anything else cannot be in the database."""
    return _ID.fullmatch(value) is not None and (prefix is None or value.startswith(prefix + "_"))


def _uuid7() -> int:
    """Return a UUIDv7 as an integer (RFC 9562 §5.7; sub-millisecond part in rand_a as in §6.2 method 3)."""
    global _last_tick
    with _lock:
        tick = max(time.time_ns() * 4096 // 1_000_000, _last_tick + 1)  # 48 bits of ms, 12 bits of fraction
        _last_tick = tick
    milliseconds, fraction = divmod(tick, 4096)
    return milliseconds << 80 | 7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)


def _base32(number: int) -> str:
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))

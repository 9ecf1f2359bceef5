"""What was filled in of a ticket so far. It is a draft of the API until it is sent; the photos wait in the browser."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any, Final

import streamlit as st

from clinic_client.models import EquipmentRead
from dashboard.components.fields import Form
from dashboard.components.upload import KeptRecording, kept_recording
from dashboard.problems import HospitalProblem
from dashboard.visit import Visit

__all__ = ["NOT_LISTED", "Ticket"]

NOT_LISTED: Final = ""
_GONE: Final = frozenset({403, 404})


class Ticket:
    """The ticket that this person is filling in."""

    def __init__(self, visit: Visit) -> None:
        """Read what was kept; a machine that the address names (``?equipment=eqp_…``) is the machine, once."""
        self.form = Form(visit, "ticket", running="unknown", since="unknown")
        asked = st.query_params.get("equipment")
        if asked:
            st.query_params["step"] = st.query_params.get("step", "notice")
            del st.query_params["equipment"]
            if asked != self.form.value("machine"):
                self.form.change("machine", asked)
        self.machine = self._read_machine(visit)

    @property
    def is_unlisted(self) -> bool:
        """Tell whether the reporter said that the machine is not in the list."""
        return bool(self.form.value("machine") == NOT_LISTED)

    @property
    def has_machine(self) -> bool:
        """Tell whether it is said which machine it is, or that it is not in the list."""
        return self.machine is not None or self.is_unlisted

    @property
    def tiles(self) -> list[str]:
        """What was touched of what may be noticed."""
        return list(self.form.value("tiles") or [])

    @property
    def words(self) -> str:
        """What is wrong in the reporter's own words."""
        return self.form.text("words")

    @property
    def says_something(self) -> bool:
        """Tell whether anything is said about what is wrong."""
        return bool(self.tiles or self.words)

    @property
    def recording(self) -> KeptRecording | None:
        """The uploaded recording, where it was made on the machine that is chosen now."""
        return kept_recording(self.form, self.machine.id) if self.machine is not None else None

    def key(self, *content: Any) -> str:
        """Return the idempotency key for sending ``content``: the same again is the same ticket, whichever tab it
        is sent from; other words are another one.
        """
        return hashlib.sha256(json.dumps([self.form.value("nonce"), *content]).encode()).hexdigest()

    def begin_to_send(self) -> None:
        """Give the ticket what all attempts to send it have in common, before the first one."""
        if not self.form.value("nonce"):
            self.form.change("nonce", secrets.token_urlsafe(16))

    def _read_machine(self, visit: Visit) -> EquipmentRead | None:
        """Return the machine that was chosen; a draft may name one that is gone by now."""
        machine_id = self.form.value("machine")
        if not machine_id:
            return None
        try:
            return visit.hospital.machines.machine(machine_id)
        except HospitalProblem as problem:
            if problem.status not in _GONE:
                raise
            self.form.change("machine", None)
            return None

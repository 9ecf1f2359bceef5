"""The signal view: one front-end component that asks the API for just what the screen shows.

Its sources are ``source/`` and ``signal_view.css``; ``scripts/signal_view.sh`` makes ``built/`` from them.
Zooming and moving cursors runs no Python; the state of the view is the parameter ``view`` of the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

from clinic_client.models import EquipmentRead, ExaminationRead
from dashboard.components.findings import finding_title, percent
from dashboard.components.signal_view.evidence import evidence_place, layout_of
from dashboard.visit import FACTORY_ROLES, Visit
from dashboard.words import Words

__all__ = ["show_signal_view"]

_BUILT: Final = Path(__file__).with_name("built")
_API: Final = "/api/v1"
_SPEED_TOLERANCE: Final = 0.02
"""What a machine description that says nothing else tolerates (`speed_tolerance`)."""

_component = st.components.v2.component(
    "signal_view",
    html='<div class="signal-view-host"></div>',
    css=(_BUILT / "signal_view.css").read_text(encoding="utf-8"),
    js=(_BUILT / "signal_view.js").read_text(encoding="utf-8"),
)


def show_signal_view(visit: Visit, examination: ExaminationRead, machine: EquipmentRead | None) -> None:
    """Draw the recording of ``examination``; ``?finding=N`` opens it at the evidence of finding N."""
    words, document = visit.words, examination.document.to_dict()
    description: Mapping[str, Any] = (machine.machine.to_dict() if machine and machine.machine else None) or {}
    started_at = st.query_params.get("finding", "")
    _component(
        key=f"signal_view_{examination.id}",
        data={
            "api": _API,
            "recording_id": examination.recording_id,
            "examination_id": examination.id,
            "equipment_id": examination.equipment_id,
            "language": words.language,
            "words": words.table("signal_view"),
            "findings": [
                *(_finding(words, document, finding, watch=False) for finding in document["findings"]),
                *(_finding(words, document, finding, watch=True) for finding in document["watch"]),
            ],
            "layout": layout_of(document, description),
            "mains_hz": description.get("mains_hz"),
            "speed_rpm": document["speed"].get("rpm"),
            "speed_tolerance": description.get("speed_tolerance") or _SPEED_TOLERANCE,
            "may_note": visit.role not in FACTORY_ROLES,
            "start_finding": int(started_at) if started_at.isdecimal() else None,
        },
    )


def _finding(words: Words, document: Mapping[str, Any], finding: Mapping[str, Any], *, watch: bool) -> dict[str, Any]:
    level = words.of("severity", finding["severity"]["level"])
    detail = (
        words("findings.severity", level=level),
        words("findings.probability", percent=percent(finding["probability"])),
        *((words("examination.watch"),) if watch else ()),
    )
    return {
        "fault": finding["fault"],
        "component": finding.get("component"),
        "title": finding_title(words, finding).replace("\\", ""),
        "detail": " · ".join(detail),
        "watch": watch,
        "evidence": [
            {"text": words.pick(item["text"]), **evidence_place(item, document["measurements"])}
            for item in finding["evidence"]
        ],
    }

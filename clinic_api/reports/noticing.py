"""How people at the machine can notice a fault themselves next time, by fault code, from ``noticing.toml``.

Nobody but the factory stands beside the machine every day: every report ends with what to listen for, to touch, to
look at, and which simple check tells more.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from clinic_api.kit.fields import TextRead
from clinic_api.reports.findings import fault_name
from clinic_api.reports.schemas import ReportFinding, ReportNotice, ReportSign
from diagnostics.vocabulary import FAULTS

__all__ = ["DAILY", "NOTICES", "SENSES", "notices"]

SENSES: Final = ("hear", "feel", "see", "heat", "check")
DAILY: Final = "daily"
"""The daily look at any machine: shown where no fault was found."""


def _text(entry: dict[str, str]) -> TextRead:
    if set(entry) != {"en", "zh"}:
        raise ValueError("noticing.toml: a text needs exactly en and zh")
    return TextRead(**entry)


def _load() -> dict[str, ReportNotice]:
    """Return the catalogue; raises ``ValueError`` for a sense or a source that it does not know."""
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name("noticing.toml").read_text(encoding="utf-8"))
    senses = {name: _text(entry) for name, entry in data["senses"].items()}
    sources = {name: _text(entry) for name, entry in data["sources"].items()}
    if set(senses) != set(SENSES):
        raise ValueError("noticing.toml: the senses are " + ", ".join(SENSES))
    entries = {DAILY: data["daily"], **data["faults"]}
    return {code: _notice(code, entry, senses, sources) for code, entry in entries.items()}


def _notice(
    code: str, entry: dict[str, Any], senses: dict[str, TextRead], sources: dict[str, TextRead]
) -> ReportNotice:
    unknown = set(entry) - {*SENSES, "source", "name"}
    if unknown or entry["source"] not in sources:
        raise ValueError(f"noticing.toml: {code} has {unknown or entry['source']}, which nobody knows")
    return ReportNotice(
        fault=None if code == DAILY else code,
        name=_text(entry["name"]) if code == DAILY else fault_name(code),
        signs=[
            ReportSign.model_validate({"sense": sense, "sense_text": senses[sense], "text": _text(entry[sense])})
            for sense in SENSES
            if sense in entry
        ],
        source=sources[entry["source"]],
    )


NOTICES: Final = _load()


def notices(findings: Sequence[ReportFinding]) -> list[ReportNotice]:
    """Return what to notice of each fault of ``findings`` once; the daily look where there is none."""
    codes = dict.fromkeys(finding.fault for finding in findings if finding.fault in FAULTS)
    return [NOTICES[code] for code in codes] or [NOTICES[DAILY]]

"""The result of an examination: what was found, how sure, how bad, what speaks against it, what to do.

Its JSON (`Examination.to_json`) is the contract ``examination/1``: further keys may come, none goes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from diagnostics.texts import Text

__all__ = [
    "SCHEMA",
    "Against",
    "Change",
    "ChangeContributor",
    "ChannelMeasurement",
    "Evidence",
    "Examination",
    "Finding",
    "LevelChange",
    "Provenance",
    "QualityLevel",
    "QualityNote",
    "RuledOut",
    "Severity",
    "Speed",
    "Verdict",
]

SCHEMA: Final = "examination/1"

Verdict = Literal["healthy", "fault", "not_assessable"]
SeverityLevel = Literal["slight", "moderate", "severe", "critical"]
QualityLevel = Literal["info", "warning", "blocking"]
SpeedSource = Literal["given", "estimated", "tachometer", "unknown"]
ChangeStatus = Literal["usual", "unusual", "learning", "not_comparable"]


def _number(value: float) -> float:
    """Return ``value`` as a plain float; raises `ValueError` for NaN and infinity, which JSON does not have."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{number} has no place in an examination")
    return number


def _present(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {key: entry for key, entry in entries.items() if entry is not None}


def _numbers(values: tuple[float, ...] | None) -> list[float] | None:
    return None if values is None else [_number(value) for value in values]


def _optional_number(value: float | None) -> float | None:
    return None if value is None else _number(value)


@dataclass(frozen=True)
class Evidence:
    """One thing seen in the signal; frequencies in Hz, `strength` as the text explains it. What does not apply
    stays None.
    """

    kind: str
    text: Text
    channel: str | None = None
    expected_hz: float | None = None
    frequency_hz: float | None = None
    harmonics_hz: tuple[float, ...] | None = None
    sidebands_hz: tuple[float, ...] | None = None
    band_hz: tuple[float, float] | None = None
    strength: float | None = None
    modulation_depth: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form, without the keys that do not apply."""
        return _present(
            {
                "kind": self.kind,
                "channel": self.channel,
                "expected_hz": _optional_number(self.expected_hz),
                "frequency_hz": _optional_number(self.frequency_hz),
                "harmonics_hz": _numbers(self.harmonics_hz),
                "sidebands_hz": _numbers(self.sidebands_hz),
                "band_hz": _numbers(self.band_hz),
                "strength": _optional_number(self.strength),
                "modulation_depth": _optional_number(self.modulation_depth),
                "text": self.text.to_json(),
            }
        )


@dataclass(frozen=True)
class Severity:
    """How bad a finding is, and on what that rests."""

    level: SeverityLevel
    basis: Text

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"level": self.level, "basis": self.basis.to_json()}


@dataclass(frozen=True)
class Against:
    """Something that speaks against a finding."""

    text: Text

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"text": self.text.to_json()}


@dataclass(frozen=True)
class Finding:
    """One fault with everything that makes it checkable; probabilities lie in [0, 1], urgency in 1 (stop now) … 5
    (routine).
    """

    fault: str
    component: str | None
    department: str
    probability: float
    false_alarm_probability: float
    severity: Severity
    urgency: int
    evidence: tuple[Evidence, ...]
    treatment: tuple[Text, ...]
    against: tuple[Against, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence or not self.treatment:
            raise ValueError(f"{self.fault}: a finding needs evidence and treatment")
        if not (0 <= self.probability <= 1 and 0 <= self.false_alarm_probability <= 1):
            raise ValueError(f"{self.fault}: a probability lies between 0 and 1")
        _check_urgency(self.urgency)

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "fault": self.fault,
            "component": self.component,
            "department": self.department,
            "probability": _number(self.probability),
            "false_alarm_probability": _number(self.false_alarm_probability),
            "severity": self.severity.to_json(),
            "urgency": self.urgency,
            "evidence": [item.to_json() for item in self.evidence],
            "against": [item.to_json() for item in self.against],
            "treatment": [text.to_json() for text in self.treatment],
        }


@dataclass(frozen=True)
class RuledOut:
    """A fault that was looked for and is not there, with the number that says so in its text."""

    fault: str
    component: str | None
    text: Text

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"fault": self.fault, "component": self.component, "text": self.text.to_json()}


@dataclass(frozen=True)
class QualityNote:
    """Something about the recording or the description that limits what can be said."""

    check: str
    channel: str | None
    level: QualityLevel
    text: Text

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "check": self.check,
            "channel": self.channel,
            "level": self.level,
            "text": self.text.to_json(),
        }


@dataclass(frozen=True)
class ChannelMeasurement:
    """Plain figures of one channel: `rms` and `peak` in `unit`, velocity RMS in mm/s, zone of `standard`. What does
    not apply stays None.
    """

    rms: float | None = None
    peak: float | None = None
    crest_factor: float | None = None
    kurtosis: float | None = None
    velocity_rms_mm_s: float | None = None
    zone: str | None = None
    standard: str | None = None
    unit: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form, without the keys that do not apply."""
        return _present(
            {
                "rms": _optional_number(self.rms),
                "peak": _optional_number(self.peak),
                "crest_factor": _optional_number(self.crest_factor),
                "kurtosis": _optional_number(self.kurtosis),
                "velocity_rms_mm_s": _optional_number(self.velocity_rms_mm_s),
                "zone": self.zone,
                "standard": self.standard,
                "unit": self.unit,
            }
        )


@dataclass(frozen=True)
class Speed:
    """Speed of the main shaft in rpm, where it comes from, and its uncertainty in rpm."""

    rpm: float | None
    source: SpeedSource
    uncertainty_rpm: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form; an unknown speed is null."""
        return {
            "rpm": _optional_number(self.rpm),
            "source": self.source,
            "uncertainty_rpm": _optional_number(self.uncertainty_rpm),
        }


@dataclass(frozen=True)
class Provenance:
    """Which version examined which bytes of which machine, and how long it took in seconds."""

    version: str
    recording_sha256: str
    machine_sha256: str
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "version": self.version,
            "recording_sha256": self.recording_sha256,
            "machine_sha256": self.machine_sha256,
            "seconds": round(_number(self.seconds), 4),
        }


@dataclass(frozen=True)
class ChangeContributor:
    """A feature that makes a record unusual: its share of the deviation, its value and the usual one, in `unit`."""

    channel: str
    feature: str
    share: float
    value: float
    usual: float
    unit: str

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "channel": self.channel,
            "feature": self.feature,
            "share": round(_number(self.share), 4),
            "value": _number(self.value),
            "usual": _number(self.usual),
            "unit": self.unit,
        }


@dataclass(frozen=True)
class LevelChange:
    """A broadband velocity in mm/s RMS that has changed by more than `limit_mm_s`, a quarter of the B/C boundary of
    `standard` (ISO 20816-1, criterion II)."""

    channel: str
    value_mm_s: float
    usual_mm_s: float
    limit_mm_s: float
    standard: Text

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "channel": self.channel,
            "value_mm_s": _number(self.value_mm_s),
            "usual_mm_s": _number(self.usual_mm_s),
            "limit_mm_s": _number(self.limit_mm_s),
            "standard": self.standard.to_json(),
        }


@dataclass(frozen=True)
class Change:
    """How a record differs from the machine's own healthy ones. It makes no finding; `text` says where to look."""

    status: ChangeStatus
    comparable: bool
    """Whether the record was made under conditions that were learned."""
    history_records: int
    """Healthy records of this operating state."""
    text: Text
    p_value: float | None = None
    """How often a healthy record is as unusual; None where it is not judged. At least 1/(history_records + 1)."""
    score: float | None = None
    """1 is the most unusual of the healthy records."""
    contributors: tuple[ChangeContributor, ...] = ()
    level_changes: tuple[LevelChange, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "status": self.status,
            "p_value": _optional_number(self.p_value),
            "score": _optional_number(self.score),
            "comparable": self.comparable,
            "history_records": self.history_records,
            "contributors": [item.to_json() for item in self.contributors],
            "criterion_ii": [item.to_json() for item in self.level_changes],
            "text": self.text.to_json(),
        }


@dataclass(frozen=True)
class Examination:
    """One examination. `verdict` is ``fault`` exactly when there are findings; ``not_assessable`` always has a
    quality note.
    """

    verdict: Verdict
    urgency: int
    summary: Text
    findings: tuple[Finding, ...]
    watch: tuple[Finding, ...]
    ruled_out: tuple[RuledOut, ...]
    quality: tuple[QualityNote, ...]
    measurements: Mapping[str, ChannelMeasurement]
    speed: Speed
    provenance: Provenance
    detail: Any = field(default=None, repr=False, compare=False)
    """What the figures are drawn from (arrays); it is not part of the JSON."""
    change: Change | None = None
    """Against the machine's baseline; None where none was given."""

    def __post_init__(self) -> None:
        if (self.verdict == "fault") != bool(self.findings):
            raise ValueError("the verdict is fault exactly when there are findings")
        if self.verdict == "not_assessable" and not self.quality:
            raise ValueError("not assessable needs a quality note that says why")
        _check_urgency(self.urgency)

    def to_json(self) -> dict[str, Any]:
        """Return the contract ``examination/1``: plain dicts, lists, text and finite numbers."""
        examination = {
            "schema": SCHEMA,
            "verdict": self.verdict,
            "urgency": self.urgency,
            "summary": self.summary.to_json(),
            "findings": [finding.to_json() for finding in self.findings],
            "watch": [finding.to_json() for finding in self.watch],
            "ruled_out": [item.to_json() for item in self.ruled_out],
            "quality": [note.to_json() for note in self.quality],
            "measurements": {channel: item.to_json() for channel, item in self.measurements.items()},
            "speed": self.speed.to_json(),
            "provenance": self.provenance.to_json(),
        }
        return examination if self.change is None else {**examination, "change": self.change.to_json()}


def _check_urgency(urgency: int) -> None:
    if urgency not in (1, 2, 3, 4, 5):
        raise ValueError(f"urgency is 1 (stop now) to 5 (routine), not {urgency}")

"""The table of features of one recording."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final, Literal, Self

from diagnostics.errors import error
from diagnostics.features.kinds import KINDS, FeatureKind
from diagnostics.texts import Text

__all__ = ["FEATURES_VERSION", "Feature", "FeatureTable", "Key"]

FEATURES_VERSION: Final = 1
SCHEMA: Final = "features/1"
Key = tuple[str, str]
"""Channel and name."""


@dataclass(frozen=True)
class Feature:
    """One figure of one channel; `value` is finite and in `unit`, which `name` ends in."""

    channel: str
    """As the machine description names it; ``current`` or ``voltage`` for what all phases together give."""
    name: str
    value: float
    unit: str
    quantity: str
    kind: str
    """Key of `KINDS`."""
    about: Text
    component: str | None = None
    """Bearing, gear or shaft it belongs to."""

    def __post_init__(self) -> None:
        if not math.isfinite(self.value) or self.kind not in KINDS:
            raise ValueError(f"{self.channel}.{self.name} = {self.value} ({self.kind})")

    @property
    def key(self) -> Key:
        """Channel and name, which no other feature of the table shares."""
        return self.channel, self.name

    @property
    def described(self) -> FeatureKind:
        """What kind of feature it is."""
        return KINDS[self.kind]

    def to_json(self) -> dict[str, Any]:
        """Return plain texts and numbers."""
        entry: dict[str, Any] = {
            "channel": self.channel,
            "feature": self.name,
            "value": self.value,
            "unit": self.unit,
            "quantity": self.quantity,
            "kind": self.kind,
            "description": self.about.to_json(),
        }
        return entry if self.component is None else {**entry, "component": self.component}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the feature that `to_json` described."""
        return cls(
            channel=str(stored["channel"]),
            name=str(stored["feature"]),
            value=float(stored["value"]),
            unit=str(stored["unit"]),
            quantity=str(stored["quantity"]),
            kind=str(stored["kind"]),
            about=Text(**stored["description"]),
            component=stored.get("component"),
        )


@dataclass(frozen=True)
class FeatureTable:
    """All features of one recording, and how the machine was run meanwhile."""

    features: tuple[Feature, ...]
    recording: str
    """Name of the recording."""
    recording_sha256: str
    machine_sha256: str
    duration_s: float
    """Of what was measured."""
    speed_rpm: float | None = None
    load: float | None = None
    load_source: Literal["given", "current"] | None = None
    """`load` is what the caller stated, in its own unit, or the motor's current."""
    start: datetime | None = None
    findings: tuple[str, ...] | None = None
    """Codes of the faults that an examination of the recording found; None where it was not examined."""
    version: int = FEATURES_VERSION

    @cached_property
    def by_key(self) -> dict[Key, Feature]:
        """The features by channel and name."""
        return {feature.key: feature for feature in self.features}

    def value(self, channel: str, name: str) -> float | None:
        """Return the value of a feature, None where it is absent."""
        feature = self.by_key.get((channel, name))
        return None if feature is None else feature.value

    def rows(self) -> Iterator[tuple[str, str, float, str]]:
        """Yield channel, name, value and unit of each feature."""
        return ((item.channel, item.name, item.value, item.unit) for item in self.features)

    def to_json(self) -> dict[str, Any]:
        """Return plain dicts, lists, text and finite numbers; `from_json` gives the table back."""
        return {
            "schema": SCHEMA,
            "version": self.version,
            "recording": self.recording,
            "recording_sha256": self.recording_sha256,
            "machine_sha256": self.machine_sha256,
            "start": None if self.start is None else self.start.isoformat(),
            "duration_s": self.duration_s,
            "speed_rpm": self.speed_rpm,
            "load": self.load,
            "load_source": self.load_source,
            "findings": None if self.findings is None else list(self.findings),
            "features": [feature.to_json() for feature in self.features],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | str) -> Self:
        """Return the table that `to_json` described; raises `DiagnosticsError` (``features_unreadable``)."""
        try:
            entry = json.loads(stored) if isinstance(stored, str) else stored
            if entry["schema"] != SCHEMA or entry["version"] != FEATURES_VERSION:
                raise ValueError("version")
            return cls(
                features=tuple(Feature.from_json(item) for item in entry["features"]),
                recording=str(entry["recording"]),
                recording_sha256=str(entry["recording_sha256"]),
                machine_sha256=str(entry["machine_sha256"]),
                duration_s=float(entry["duration_s"]),
                speed_rpm=entry["speed_rpm"],
                load=entry["load"],
                load_source=entry["load_source"],
                start=None if entry["start"] is None else datetime.fromisoformat(entry["start"]),
                findings=None if entry["findings"] is None else tuple(entry["findings"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise error("features_unreadable", version=FEATURES_VERSION) from wrong

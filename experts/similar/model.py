"""What of a case is compared, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diagnostics.texts import Text

__all__ = ["CaseFeatures", "MachineFeatures", "Near"]


@dataclass(frozen=True, slots=True)
class MachineFeatures:
    """A machine as far as it is known; None, or an empty set, is what nobody has written down.

    ``kind`` is a kind of the machine description; ``bearings`` are designations and ``model`` the manufacturer's name
    for the type, both as they were written.
    """

    kind: str | None = None
    power_kw: float | None = None
    speed_rpm: float | None = None
    bearings: frozenset[str] = frozenset()
    model: str | None = None


@dataclass(frozen=True, slots=True)
class CaseFeatures:
    """A case as it is compared.

    ``findings`` holds for each fault code how much it counts, 0 … 1 (the probability of an opinion, the severity of a
    diagnosis); None where nothing was examined, empty where nothing was found. ``zone`` is A … D of the evaluation
    standard. ``complaint`` is the reporter's words, empty where there are none.
    """

    id: str
    findings: Mapping[str, float] | None = None
    zone: str | None = None
    department: str | None = None
    machine: MachineFeatures = field(default_factory=MachineFeatures)
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """An earlier case that is near: ``similarity`` 0 … 1 over the parts that both cases have.

    ``findings``, ``machine`` and ``words`` are the parts, None where one of the two cases has nothing to compare.
    ``compared`` is the sum of their weights, 1 where everything is known of both.
    """

    id: str
    similarity: float
    findings: float | None
    machine: float | None
    words: float | None
    compared: float
    reasons: tuple[Text, ...]

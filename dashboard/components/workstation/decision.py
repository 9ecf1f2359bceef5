"""What an engineer judged, as the API takes it: the opinion confirmed, or a correction with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

__all__ = ["Judged", "decision_of", "missing_in"]

Judgement = Literal["confirm", "correct", "reject", "add"]

_WORDS_OF_API: Final[Mapping[str, str]] = {
    "confirm": "confirmed",
    "correct": "confirmed",
    "reject": "refuted",
    "add": "added",
}


@dataclass(frozen=True)
class Judged:
    """One finding as it is judged; ``judgement`` is None until it is chosen, ``index`` None for an added one."""

    judgement: Judgement | None
    index: int | None
    fault: str
    component: str | None
    severity: str | None
    why: str
    language: str
    title: str

    @property
    def stands(self) -> bool:
        """Whether the fault is there by this judgement."""
        return self.judgement in {"confirm", "correct", "add"}

    def told(self) -> dict[str, Any]:
        """Return the finding of a correction."""
        finding: dict[str, Any] = {
            "judgement": _WORDS_OF_API[self.judgement or "confirm"],
            "fault": self.fault,
            "component": self.component or None,
            "severity": self.severity if self.stands else None,
            "note": {self.language: self.why} if self.why else None,
        }
        if self.index is not None:
            finding["examination_finding"] = self.index
        return finding


def decision_of(
    judged: Sequence[Judged],
    *,
    opinion_verdict: str,
    opinion_urgency: int,
    verdict: str | None,
    urgency: int,
    reason: str,
    amends: int | None,
) -> dict[str, Any] | None:
    """Return the decision to sign; None while a finding is not judged or the verdict is not chosen."""
    verdict = "fault" if any(each.stands for each in judged) else verdict
    if verdict is None or any(each.judgement is None for each in judged):
        return None
    amended = {} if amends is None else {"amends": amends}
    is_confirmed = all(each.judgement == "confirm" for each in judged)
    if is_confirmed and verdict == opinion_verdict and urgency == opinion_urgency:
        return {"decision": "confirmed", "reason": reason or None, **amended}
    reasons = [reason, *(f"{each.title}: {each.why}" for each in judged if each.why)]
    return {
        "decision": "corrected",
        "reason": "\n".join(each for each in reasons if each) or None,
        "correction": {"verdict": verdict, "urgency": urgency, "findings": [each.told() for each in judged]},
        **amended,
    }


def missing_in(judged: Sequence[Judged], decision: Mapping[str, Any] | None) -> str | None:
    """Return the code of what still has to be said before ``decision`` can be signed; None when nothing is."""
    if any(each.judgement is None for each in judged):
        return "judgement"
    if any(each.judgement in {"correct", "reject", "add"} and not each.why for each in judged):
        return "why"
    if any(each.stands and each.severity is None for each in judged):
        return "severity"
    if decision is None:
        return "verdict"
    needs_reason = decision["decision"] == "corrected" or "amends" in decision
    return "reason" if needs_reason and not decision["reason"] else None

"""The first signed diagnosis of a case beside what was found: was its signer right the first time?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["first_diagnosis_judged"]


def first_diagnosis_judged(
    document: Mapping[str, Any] | None,
    *,
    outcome: str,
    predicted: str | None,
    found: str | None,
    told_by_doctor_id: str | None,
) -> dict[str, Any]:
    """Return the columns of a confirmed finding that judge the diagnosis ``document``; empty where nobody signed one,
    and where its signer tells what was found: nobody's record is made by themselves.

    ``confirmed`` and ``other`` ask whether the diagnosis asserts the fault that was really there, ``refuted`` whether
    it does without the one that was not.
    """
    signer_id = None if document is None else document.get("signer", {}).get("doctor_id")
    if document is None or signer_id is None or signer_id == told_by_doctor_id:
        return {}
    findings = document["content"]["findings"]
    asserted = {finding["fault"] for finding in findings if finding["judgement"] != "refuted"}
    really = found if outcome == "other" else predicted
    return {"signer_doctor_id": signer_id, "signer_right": (really in asserted) == (outcome != "refuted")}

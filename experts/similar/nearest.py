"""The nearest earlier cases, and why they are."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS
from experts.directory import department_name
from experts.similar.findings import family, findings_similarity, shared_faults
from experts.similar.machines import machine_reasons, machine_similarity
from experts.similar.model import CaseFeatures, Near
from experts.similar.words import department_of_both, said_by_both, share_of_words, words_similarities

__all__ = ["LEAST_SIMILARITY", "WEIGHTS", "nearest", "shortlist"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType({"findings": 0.5, "words": 0.35, "machine": 0.15})
"""What was measured speaks for the cause itself and weighs as much as the rest together; words tell what people saw of
it; the machine alone says what can break, not what did, and mostly orders cases that are near by the other two."""
LEAST_SIMILARITY: Final = 0.55
"""Below it nothing is called similar, unless the findings or the words alone are. Two complaints that have no more in
common than the department they speak for come to 0.53. On the seen complaints 97 % of the pairs of two departments lie
below it, and nearly half of the paraphrases above."""
_SAME_FINDINGS: Final = 0.5
"""Likeness of findings, more than that of one family, which makes a case similar whatever its machine and words."""
_SAME_WORDS: Final = 0.7
"""Likeness of words that makes a case similar even where something else was found: on the seen complaints a quarter of
the paraphrases come to it, and under 1 % of the pairs of two departments."""
_SAME_DEPARTMENT: Final = 0.05
"""What one department adds to the words: it was judged from them, so it may only tell near equals apart."""
_MANY_WORDS: Final = 0.3
"""Share of the words, of the complaint that has fewer, which is called many."""


def nearest(case: CaseFeatures, earlier: Sequence[CaseFeatures], k: int) -> tuple[Near, ...]:
    """Return at most ``k`` of ``earlier`` that are like ``case``, the nearest first; of equals the lesser id.

    ``similarity`` is the mean of the parts weighed by `WEIGHTS`. A part that one of the two cases lacks is left out,
    never counted as equal or unequal, and of the machine's weight counts the share that is known of both. The order
    goes by the similarity and by how much could be compared: what is alike in everything goes before what is alike in
    the only thing known, which is worth half at worst. ``case`` itself is passed over.
    """
    by_id = {other.id: other for other in earlier}
    return tuple(_with_reasons(case, by_id[found.id], found) for found in _nearest(case, earlier, k))


def shortlist(case: CaseFeatures, earlier: Sequence[CaseFeatures], k: int) -> tuple[str, ...]:
    """Return the ids that `nearest` would return, without the time that their reasons take."""
    return tuple(found.id for found in _nearest(case, earlier, k))


def _nearest(case: CaseFeatures, earlier: Sequence[CaseFeatures], k: int) -> list[Near]:
    others = [other for other in earlier if other.id != case.id]
    words = words_similarities(case.complaint, [other.complaint for other in others])
    compared = [_compare(case, other, said) for other, said in zip(others, words, strict=True)]
    near = [found for found in compared if found is not None and _is_near(found)]
    return heapq.nsmallest(max(0, k), near, key=lambda found: (-_rank(found), found.id))


def _is_near(found: Near) -> bool:
    alike = (found.findings or 0.0) >= _SAME_FINDINGS or (found.words or 0.0) >= _SAME_WORDS
    return alike or found.similarity >= LEAST_SIMILARITY


def _rank(found: Near) -> float:
    return found.similarity * (1.0 + found.compared) / 2.0


def _compare(case: CaseFeatures, other: CaseFeatures, said: float | None) -> Near | None:
    """Return the other case without its reasons; None where the two have nothing to compare."""
    if said is not None and case.department is not None and other.department is not None:
        said = (1.0 - _SAME_DEPARTMENT) * said + _SAME_DEPARTMENT * (case.department == other.department)
    findings = findings_similarity(case.findings, other.findings, (case.zone, other.zone))
    machine = machine_similarity(case.machine, other.machine)
    parts = [(WEIGHTS["findings"], findings), (WEIGHTS["words"], said)]
    if machine is not None:
        parts.append((WEIGHTS["machine"] * machine[1], machine[0]))
    known = [(weight, part) for weight, part in parts if part is not None]
    weight = math.fsum(weight for weight, _ in known)
    if not weight:
        return None
    similarity = math.fsum(weight * part for weight, part in known) / weight
    return Near(other.id, similarity, findings, None if machine is None else machine[0], said, weight, ())


def _with_reasons(case: CaseFeatures, other: CaseFeatures, found: Near) -> Near:
    reasons = (*_finding_reasons(case, other), *machine_reasons(case.machine, other.machine))
    reasons += tuple(_word_reasons(case, other))
    return Near(found.id, found.similarity, found.findings, found.machine, found.words, found.compared, reasons)


def _finding_reasons(case: CaseFeatures, other: CaseFeatures) -> Iterator[Text]:
    shared = shared_faults(case.findings, other.findings)
    if shared:
        yield _TEXTS("same_fault", faults=_listed([_fault_name(code) for code in shared]))
    else:
        related = _related(case.findings or {}, other.findings or {})
        if related is not None:
            yield _TEXTS("related_fault", one=_fault_name(related[0]), other=_fault_name(related[1]))
    if _found_in_both(case, other) and case.zone is not None and case.zone == other.zone:
        yield _TEXTS("same_zone", zone=case.zone)


def _found_in_both(case: CaseFeatures, other: CaseFeatures) -> bool:
    """Tell whether something was found in both cases."""
    return bool(case.findings and other.findings)


def _related(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, str] | None:
    """Return the weightiest pair of faults of one family."""
    pairs = [(-a * b, x, y) for x, a in one.items() for y, b in other.items() if family(x) == family(y)]
    return min(pairs)[1:] if pairs else None


def _word_reasons(case: CaseFeatures, other: CaseFeatures) -> Iterator[Text]:
    said = said_by_both(case.complaint, other.complaint)
    if said:
        yield _TEXTS("both_say", words=_listed(said))
    elif share_of_words(case.complaint, other.complaint) >= _MANY_WORDS:
        yield _TEXTS("like_words")
    elif department := department_of_both(case.complaint, other.complaint):
        yield _TEXTS("same_direction", department=department_name(department))


def _fault_name(code: str) -> Text:
    """Return the name of a fault; a code that the vocabulary does not know stands for itself."""
    return FAULTS[code].name if code in FAULTS else Text(code, code)


def _listed(names: Sequence[Text]) -> Text:
    return Text(", ".join(name.en for name in names), "、".join(name.zh for name in names))

"""How well complaints are triaged: `python -m benchmarks.triage`.

Judges the unseen third, which nothing was made with, and, by cross-validation over groups (``--folds``, 0 for none),
the seen complaints: by the rules' words alone, by the classifier alone and by both as `triage` does. The glossary and
the turns of phrase were extended with the seen complaints in view, so that cross-validation flatters; the unseen third
does not. Figures only, never a single complaint: what is looked at is no longer unseen.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.model_selection import GroupKFold

from experts.directory import DEPARTMENTS, specialties_for_kind
from experts.triage import triage
from experts.triage.complaints import Complaint, seen_complaints, unseen_complaints
from experts.triage.model import TextModel, stored_model
from experts.triage.words import mentions
from scripts.train_triage import fit

Verdict = tuple[str, int]
Judge = Callable[[Complaint, TextModel], Verdict]


def by_rules(complaint: Complaint, _: TextModel) -> Verdict:
    """Return department and urgency by the meanings named: most points, strictest class, 3 without one."""
    affirmed = [mention.meaning for mention in mentions(complaint.words) if not mention.negated]
    points: Counter[str] = Counter()
    for meaning in affirmed:
        points.update(meaning.departments)
    of_kind = [specialty.department for specialty in specialties_for_kind(complaint.kind)]
    department = max(points, key=lambda code: points[code]) if points else (*of_kind, "mechanical")[0]
    urgency = min((meaning.urgency or 5 for meaning in affirmed if meaning.urgency), default=3)
    return department, 1 if any(meaning.role == "danger" for meaning in affirmed) else urgency


def by_model(complaint: Complaint, model: TextModel) -> Verdict:
    """Return the likeliest department and urgency of the classifier."""
    reading = model.read(complaint.words, complaint.kind, mentions(complaint.words))
    return next(iter(reading.departments)), 1 + int(np.argmax(reading.urgencies))


def by_both(complaint: Complaint, model: TextModel) -> Verdict:
    """Return what `triage` says of the complaint alone, without an examination."""
    found = triage(
        complaint.words,
        findings=(),
        examination_urgency=None,
        equipment_kind=complaint.kind,
        criticality=None,
        model=model,
    )
    return found.departments[0], found.urgency


JUDGES: dict[str, Judge] = {"rules": by_rules, "model": by_model, "both": by_both}


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's formula."""
    z = 1.96
    share = right / count
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return centre - half, centre + half


def report(name: str, complaints: Sequence[Complaint], verdicts: Sequence[Verdict], *, confusion: bool) -> None:
    """Print the figures of one way to judge."""
    count = len(complaints)
    right = sum(c.department == department for c, (department, _) in zip(complaints, verdicts, strict=True))
    low, high = wilson(right, count)
    off = [urgency - c.urgency for c, (_, urgency) in zip(complaints, verdicts, strict=True)]
    exact, near = sum(k == 0 for k in off) / count, sum(abs(k) <= 1 for k in off) / count
    mild, strict = sum(k >= 2 for k in off), sum(k <= -2 for k in off)
    print(
        f"{name:6} department {right}/{count} = {right / count:.1%} ({low:.1%} … {high:.1%}); "
        f"urgency exact {exact:.1%}, "
        f"within one {near:.1%}, two or more too mild {mild}, too strict {strict}"
    )
    if confusion:
        codes = list(DEPARTMENTS)
        table = Counter((c.department, department) for c, (department, _) in zip(complaints, verdicts, strict=True))
        print("  labelled \\ judged  " + " ".join(f"{code[:10]:>10}" for code in codes))
        for labelled in codes:
            print(f"  {labelled:18} " + " ".join(f"{table[labelled, judged]:10}" for judged in codes))


def cross_validated(complaints: Sequence[Complaint], folds: int) -> dict[str, list[Verdict]]:
    """Return the verdicts on every complaint by models that have not seen its group."""
    verdicts: dict[str, list[Verdict]] = {name: [("", 0)] * len(complaints) for name in JUDGES}
    groups = [complaint.group for complaint in complaints]
    for learned, judged in GroupKFold(folds, shuffle=True, random_state=0).split(groups, groups=groups):
        model = fit([complaints[k] for k in learned])
        for name, judge in JUDGES.items():
            for k in judged:
                verdicts[name][k] = judge(complaints[k], model)
    return verdicts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folds", type=int, default=5, help="of the cross-validation on the seen complaints, 0 for none"
    )
    folds = parser.parse_args(arguments).folds
    unseen = unseen_complaints()
    print(f"unseen third: {len(unseen)} complaints")
    for name, judge in JUDGES.items():
        report(name, unseen, [judge(c, stored_model()) for c in unseen], confusion=name == "both")
    if folds:
        seen = seen_complaints()
        print(f"seen, cross-validated over groups in {folds} folds: {len(seen)} complaints")
        for name, verdicts in cross_validated(seen, folds).items():
            report(name, seen, verdicts, confusion=name == "both")
            with_paraphrases = [k for k, c in enumerate(seen) if not c.group.startswith("T")]
            report(
                "  of which with paraphrases",
                [seen[k] for k in with_paraphrases],
                [verdicts[k] for k in with_paraphrases],
                confusion=False,
            )


if __name__ == "__main__":
    main()

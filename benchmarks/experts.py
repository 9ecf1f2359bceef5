"""How good and how fast the experts are: matching against its proven bounds and against greedy, triage on complaints
that neither rule nor model was made with.

``python -m benchmarks.experts`` prints all of it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from benchmarks.matching_instances import FAMILIES, seeded_instance
from experts.matching import LEVELS, match_instance
from experts.matching.improve import first_plan
from experts.matching.objective import better
from experts.triage import triage
from experts.triage.complaints import Complaint, unseen_complaints

_SEEDS = (1, 2, 3)


def matching(cases: int, doctors: int) -> None:
    """Print for each seeded instance the seconds, what was reached and how far from its bound each level is."""
    print(f"matching of {cases} cases and {doctors} doctors (goal: at most 10 s, each level within 1 % of its bound)")
    for family in FAMILIES:
        for seed in _SEEDS:
            instance = seeded_instance(family, cases=cases, doctors=doctors, seed=seed)
            began = time.perf_counter()
            plan = match_instance(instance)
            seconds = time.perf_counter() - began
            is_better = better(plan.objective, instance.objective(first_plan(instance)))
            print(f"  {family.name} {seed}: {seconds:.1f} s, better than greedy: {'yes' if is_better else 'no'}")
            for name, value, gap in zip(LEVELS, plan.objective, plan.gap, strict=True):
                percent = 100.0 * gap / max(abs(value + gap), 1e-9) if gap else 0.0
                print(f"    {name:30} {value:12.2f}   off its bound by at most {percent:6.2f} %")


def triage_by_words() -> None:
    """Print how many of the unseen complaints triage judges right, by department."""
    complaints = unseen_complaints()
    rows = [(complaint, _judged(complaint)) for complaint in complaints]
    right = sum(department == complaint.department for complaint, (department, _) in rows)
    exact = sum(urgency == complaint.urgency for complaint, (_, urgency) in rows)
    under = sum(urgency >= complaint.urgency + 2 for complaint, (_, urgency) in rows)
    print(f"triage by words alone of {len(rows)} unseen complaints")
    print(f"  department right {100 * right / len(rows):.0f} % (goal 92 %)")
    print(f"  urgency right {100 * exact / len(rows):.0f} %, under-called by two levels or more: {under} (goal 0)")
    for code in dict.fromkeys(complaint.department for complaint in complaints):
        sent = [department for complaint, (department, _) in rows if complaint.department == code]
        counts = {other: sent.count(other) for other in sorted(set(sent))}
        print(f"  {code:12} sent to " + ", ".join(f"{other} {count}" for other, count in counts.items()))


def _judged(complaint: Complaint) -> tuple[str, int]:
    found = triage(
        complaint.words, findings=[], examination_urgency=None, equipment_kind=complaint.kind, criticality=None
    )
    return found.departments[0], found.urgency


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--doctors", type=int, default=150)
    options = parser.parse_args(arguments)
    triage_by_words()
    matching(options.cases, options.doctors)


if __name__ == "__main__":
    main()

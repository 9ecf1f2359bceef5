"""How well the nearest complaints are those that say the same, and how long it takes: ``python -m benchmarks.similar``.

On the labelled complaints that may be looked at: of each that has paraphrases (its ``group``), how many of them are
among the five nearest of all the others, and how many of the five belong to the same department; beside plain overlap
of words (Jaccard, words and pairs of characters) and beside chance. Only the words are given, no department.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from experts.similar import CaseFeatures, MachineFeatures, nearest
from experts.triage.complaints import Complaint, seen_complaints

_NEAREST = 5
_SEED = 20261128

Finder = Callable[[Sequence[Complaint], int], list[int]]


@dataclass(frozen=True)
class _Found:
    """Shares over all complaints asked with."""

    recall: float
    department: float
    other_language: float


def _by_similarity(complaints: Sequence[Complaint], asked: int) -> list[int]:
    def features(k: int) -> CaseFeatures:
        return CaseFeatures(f"{k:06d}", complaint=complaints[k].words, machine=MachineFeatures(complaints[k].kind))

    earlier = [features(k) for k in range(len(complaints)) if k != asked]
    return [int(near.id) for near in nearest(features(asked), earlier, _NEAREST)]


def _by_overlap(complaints: Sequence[Complaint], asked: int) -> list[int]:
    own = _plain(complaints[asked].words)
    others = [k for k in range(len(complaints)) if k != asked]

    def overlap(k: int) -> float:
        there = _plain(complaints[k].words)
        return len(own & there) / max(1, len(own | there))

    return sorted(others, key=lambda k: (-overlap(k), k))[:_NEAREST]


def _by_chance(complaints: Sequence[Complaint], asked: int) -> list[int]:
    chosen = random.Random(f"{_SEED} {asked}")
    return chosen.sample([k for k in range(len(complaints)) if k != asked], _NEAREST)


def _plain(words: str) -> frozenset[str]:
    text = words.casefold()
    han = "".join(re.findall(r"[\u3400-\u9fff]", text))
    return frozenset(re.findall(r"[a-z0-9]+", text)) | {han[k : k + 2] for k in range(len(han) - 1)}


def _measure(complaints: Sequence[Complaint], asked: Sequence[int], finder: Finder) -> _Found:
    recalls, departments, across = [], [], []
    for k in asked:
        mates = {j for j, other in enumerate(complaints) if j != k and other.group == complaints[k].group}
        found = finder(complaints, k)
        recalls.append(len(mates & set(found)) / len(mates))
        departments.append(sum(complaints[j].department == complaints[k].department for j in found) / _NEAREST)
        foreign = {j for j in mates if complaints[j].language != complaints[k].language}
        if foreign:
            across.append(len(foreign & set(found)) / len(foreign))
    return _Found(_mean(recalls), _mean(departments), _mean(across))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _seconds(count: int) -> float:
    """Return how long one comparison with ``count`` cases takes that were never read before."""
    words = [complaint.words for complaint in seen_complaints()]
    earlier = [
        CaseFeatures(
            f"{k:06d}",
            findings={"bearing.outer_race": 0.5},
            machine=MachineFeatures("fan", 15.0, 1480.0),
            complaint=f"{words[k % len(words)]} {k}",
        )
        for k in range(count)
    ]
    case = CaseFeatures("case", findings={"bearing.cage": 0.9}, machine=MachineFeatures("fan", 18.0, 1480.0))
    began = time.perf_counter()
    nearest(CaseFeatures(case.id, case.findings, machine=case.machine, complaint=words[0]), earlier, 10)
    return time.perf_counter() - began


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--candidates", type=int, default=2000)
    options = parser.parse_args(arguments)
    complaints = seen_complaints()
    groups = [complaint.group for complaint in complaints]
    asked = [k for k, group in enumerate(groups) if groups.count(group) > 1]
    print(f"{len(asked)} complaints that have paraphrases, each among {len(complaints) - 1} others")
    print(f"  found among the {_NEAREST} nearest:  paraphrases   those in the other language   same department")
    for name, finder in (("similar", _by_similarity), ("overlap", _by_overlap), ("chance", _by_chance)):
        found = _measure(complaints, asked, finder)
        print(f"  {name:26} {found.recall:10.1%} {found.other_language:28.1%} {found.department:18.1%}")
    print(f"{options.candidates} candidates: {_seconds(options.candidates):.2f} s")


if __name__ == "__main__":
    main()

"""How well the nearest complaints are those that say the same, and how long it takes: ``python -m benchmarks.similar``.

On the labelled complaints that may be looked at: of each that has paraphrases (its ``group``), how many of them are
among the five nearest of all the others, and how many of the five belong to the same department; beside plain overlap
of words (Jaccard, words and pairs of characters) and beside chance. Only the words and the kind of machine are given,
no department. Fewer than five are shown where no more are similar enough; the shares are of those shown.

With ``--hospital-cases 100000`` the service is asked, too, in a database of its own that is removed at the end
(PostgreSQL at 127.0.0.1:5432 or CLINIC_TEST_POSTGRES_URL).
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text

from benchmarks.service import COORDINATOR, fill, temporary_database
from clinic_api.accounts.models import Account
from clinic_api.accounts.principals import principal_of_account
from clinic_api.cases.models import Case
from clinic_api.cases.repository import CaseRepository
from clinic_api.database import Database
from clinic_api.migrations import upgrade
from clinic_api.settings import Settings
from clinic_api.similar.service import SimilarCases
from experts.similar import CaseFeatures, MachineFeatures, nearest
from experts.triage.complaints import Complaint, seen_complaints

_NEAREST = 5
_SEED = 20261128

_ASKED = 30
_DIAGNOSE = text(
    """
    INSERT INTO diagnoses (id, factory_id, case_id, version, urgency, document, signed_at, previous_sha256, sha256,
                           public_key, signature)
    SELECT 'dx' || substr(id, 5), factory_id, id, 1, 3,
           jsonb_build_object('content', jsonb_build_object('findings', jsonb_build_array(jsonb_build_object(
               'judgement', 'added', 'fault', (ARRAY['bearing.outer_race', 'rotor.unbalance', 'gear.wear'])[1 + n % 3],
               'component', 'DE', 'severity', 'moderate')))),
           created_at, '', '', '', ''
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM cases) AS numbered WHERE n % 3 <> 0
    """
)

Finder = Callable[[Sequence[Complaint], int], list[int]]


@dataclass(frozen=True)
class _Found:
    """Shares over all complaints asked with; ``department`` of those for which any was found."""

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
        departments += [_mean([complaints[j].department == complaints[k].department for j in found])] * bool(found)
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


def _hospital_ms(cases: int) -> tuple[float, float, float]:
    """Return how long the service takes in a hospital of which two thirds of the cases are diagnosed: the first answer,
    the median and the 95th percentile of those after it, in ms.
    """
    with temporary_database() as url, tempfile.TemporaryDirectory() as folder:
        upgrade(url)
        settings = Settings(data_dir=Path(folder), database_url=url, argon2_memory_kib=64, argon2_time_cost=1)
        fill(settings, cases)
        database = Database(url)
        with database.session() as session:
            session.execute(text("SET LOCAL statement_timeout = 0"))
            session.execute(_DIAGNOSE)
        with database.session() as session:
            session.execute(text("ANALYZE diagnoses"))
            principal = principal_of_account(session.query(Account).filter_by(email=COORDINATOR).one())
            asked = session.scalars(select(Case.id).order_by(Case.id.desc()).limit(_ASKED)).all()
        taken = []
        for case_id in asked:
            began = time.perf_counter()
            with database.session(read_only=True) as session:
                SimilarCases(CaseRepository(session, principal)).read(case_id, limit=5)
            taken.append(1000.0 * (time.perf_counter() - began))
        database.dispose()
    rest = sorted(taken[1:])
    return taken[0], rest[len(rest) // 2], rest[int(0.95 * len(rest))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--candidates", type=int, default=2000)
    parser.add_argument("--hospital-cases", type=int, default=0)
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
    if options.hospital_cases:
        first, median, slowest = _hospital_ms(options.hospital_cases)
        print(
            f"hospital of {options.hospital_cases} cases: first {first:.0f}, median {median:.0f}, p95 {slowest:.0f} ms"
        )


if __name__ == "__main__":
    main()

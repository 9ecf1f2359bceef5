"""Which earlier cases are compared: a bounded number, each found by an index."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from sqlalchemy import Select, exists, or_, select, true

from clinic_api.cases.models import Case
from clinic_api.equipment.models import Equipment
from clinic_api.kit.principal import FACTORY_ROLES
from clinic_api.kit.repository import Repository
from clinic_api.treatments.models import ConfirmedFinding, Diagnosis, Discharge

__all__ = ["MOST_CANDIDATES", "candidate_ids"]

MOST_CANDIDATES: Final = 2000
"""Compared in under half a second (benchmarks.similar); at 40 cases a working day, a department's last year."""
_OF_MACHINE: Final = 200
_OF_FAULT: Final = 300
"""Cases of the same machine, and those in which one of the same faults was told of at a teardown: they come first."""


def candidate_ids(
    repository: Repository, case: Case, *, departments: Collection[str], faults: Collection[str], kind: str | None
) -> list[str]:
    """Return the ids of concluded cases (a signed diagnosis or a discharge) to compare ``case`` with.

    First those of the same machine, then those with one of ``faults`` told of at a teardown, then the newest of each of
    ``departments`` in equal shares; where there is no department, the newest of machines of the same ``kind``. People
    of a factory get its own only.
    """
    found: dict[str, None] = {}
    for statement, share in _ways(repository, case, departments, faults, kind):
        room = min(share, MOST_CANDIDATES - len(found))
        if room > 0:
            newest = statement.order_by(Case.id.desc()).limit(room)
            found.update(dict.fromkeys(repository.session.scalars(newest)))
    return list(found)


def _ways(
    repository: Repository, case: Case, departments: Collection[str], faults: Collection[str], kind: str | None
) -> Iterator[tuple[Select[str], int]]:
    """Yield each way to candidates with how many may come by it."""
    concluded = _concluded(repository, case)
    if case.equipment_id is not None:
        yield concluded.where(Case.equipment_id == case.equipment_id), _OF_MACHINE
    for fault in sorted(faults):
        told = or_(ConfirmedFinding.fault == fault, ConfirmedFinding.found_fault == fault)
        newest = select(ConfirmedFinding.case_id).where(told).order_by(ConfirmedFinding.id.desc()).limit(_OF_FAULT)
        yield concluded.where(Case.id.in_(newest)), _OF_FAULT
    for department in sorted(departments):
        yield concluded.where(Case.department == department), MOST_CANDIDATES // len(departments)
    if not departments and kind is not None:
        of_kind = select(Equipment.id).where(Equipment.kind == kind)
        yield concluded.where(Case.equipment_id.in_(of_kind)), MOST_CANDIDATES


def _concluded(repository: Repository, case: Case) -> Select[str]:
    own_only = repository.principal.role in FACTORY_ROLES
    return select(Case.id).where(
        repository.visible(Case) if own_only else true(),
        Case.id != case.id,
        Case.merged_into_id.is_(None),
        or_(
            exists(select(Diagnosis.id).where(Diagnosis.case_id == Case.id)),
            exists(select(Discharge.id).where(Discharge.case_id == Case.id)),
        ),
    )

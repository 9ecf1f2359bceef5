"""What files can be attached to: one resolver for each kind of thing, found by the prefix of its id.

A resource that takes files adds its line to `_RESOLVERS`: the resolver looks the thing up on behalf of the principal
(a foreign one is `NotFound`) and says in whose file it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from clinic_api.attachments.media import texts
from clinic_api.cases.models import Case
from clinic_api.equipment.models import Equipment
from clinic_api.errors import NotFound
from clinic_api.hazards.models import Hazard
from clinic_api.kit.ids import is_id
from clinic_api.kit.repository import Repository
from clinic_api.points.models import Point
from clinic_api.treatments.models import ConfirmedFinding, PrescriptionItem

__all__ = ["Subject", "find_subject"]


@dataclass(frozen=True)
class Subject:
    """A thing that files belong to. With a ``case`` they are kept for good and its time line tells of them; what is
    ``told_by`` an account may get files of whoever told it, even by a label alone.
    """

    id: str
    factory_id: str
    equipment_id: str | None
    case: Case | None = None
    told_by: str | None = None


Resolver = Callable[[Repository, str], Subject]


def find_subject(repository: Repository, subject_id: str) -> Subject:
    """Return the visible thing ``subject_id``; raises `NotFound` ``subject_not_found``, whatever is wrong with it."""
    resolver = _RESOLVERS.get(subject_id.partition("_")[0]) if is_id(subject_id) else None
    try:
        if resolver is not None:
            return resolver(repository, subject_id)
    except NotFound:
        pass
    raise NotFound("subject_not_found", texts("subject_not_found"))


def _of_equipment(repository: Repository, subject_id: str) -> Subject:
    equipment = repository.get_visible(Equipment, subject_id)
    return Subject(equipment.id, equipment.factory_id, equipment.id)


def _of_point(repository: Repository, subject_id: str) -> Subject:
    point = repository.get_visible(Point, subject_id)
    return Subject(point.id, point.factory_id, point.equipment_id)


def _of_case(repository: Repository, subject_id: str) -> Subject:
    case = repository.get_visible(Case, subject_id)
    return Subject(case.id, case.factory_id, case.equipment_id, case)


def _of_part_of_case(model: type[PrescriptionItem | ConfirmedFinding]) -> Resolver:
    """Return the resolver of what belongs to a case: its files are the case's too."""

    def resolve(repository: Repository, subject_id: str) -> Subject:
        part = repository.get_visible(model, subject_id)
        case = repository.get_visible(Case, part.case_id)
        return Subject(part.id, part.factory_id, case.equipment_id, case)

    return resolve


def _of_hazard(repository: Repository, subject_id: str) -> Subject:
    hazard = repository.get_visible(Hazard, subject_id)
    return Subject(hazard.id, hazard.factory_id, hazard.equipment_id, told_by=hazard.account_id)


_RESOLVERS: Final[Mapping[str, Resolver]] = {
    "eqp": _of_equipment,
    "pnt": _of_point,
    "case": _of_case,
    "rx": _of_part_of_case(PrescriptionItem),
    "cfd": _of_part_of_case(ConfirmedFinding),
    "haz": _of_hazard,
}

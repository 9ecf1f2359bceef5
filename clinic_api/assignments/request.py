"""A case as the matching of `experts` sees it."""

from __future__ import annotations

from collections.abc import Sequence

from clinic_api.calendar.current import calendar_for
from clinic_api.cases.models import Case
from clinic_api.cases.planning import USUAL_URGENCY, diagnosis_due, effort_minutes
from clinic_api.factories.models import Factory
from experts.directory import Doctor as Expert
from experts.matching import CaseRequest
from experts.matching.fit import specialty_fit

__all__ = ["asked_specialty", "case_request", "place_of", "request_of_triaged"]


def place_of(factory: Factory) -> tuple[float, float] | None:
    """Return where a factory lies, latitude and longitude in degrees; None where that is not known."""
    if factory.latitude_deg is None or factory.longitude_deg is None:
        return None
    return factory.latitude_deg, factory.longitude_deg


def case_request(
    case: Case, factory: Factory, *, department: str, specialties: Sequence[str], urgency: int, mode: str
) -> CaseRequest:
    """Return what ``case`` asks of a doctor; only a case on rounds is done at the factory's site."""
    on_site = mode == "rounds"
    return CaseRequest(
        id=case.id,
        department=department,
        specialties=tuple(specialties),
        urgency=urgency,
        minutes=effort_minutes(mode),
        site=place_of(factory) if on_site else None,
        on_site=on_site,
        languages=(case.language,),
        due=diagnosis_due(urgency, case.created_at, calendar_for(case)),
        factory=case.factory_id,
    )


def request_of_triaged(case: Case, factory: Factory, *, fallback_department: str) -> CaseRequest:
    """Return what a triaged case asks of a doctor; ``fallback_department`` serves where triage could not judge."""
    judged = case.triage or {}
    return case_request(
        case,
        factory,
        department=case.department or fallback_department,
        specialties=judged.get("specialties", ()),
        urgency=case.urgency or USUAL_URGENCY,
        mode=judged.get("mode", case.mode),
    )


def asked_specialty(request: CaseRequest, doctor: Expert) -> str | None:
    """Return the tag the case is given to ``doctor`` for: the best graded one, else the first the case asks for, None
    where it asks for none.
    """
    _, tag = specialty_fit(request, doctor)
    return tag or next(iter(request.specialties), None)

"""A case as its link shows it on the phone: put together from what the services tell the link's holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from clinic_api.attachments.models import Attachment
from clinic_api.cases.schemas import CaseRead
from clinic_api.cases.states import OPEN_STATES, CaseState
from clinic_api.cases.talk_models import CaseQuestion
from clinic_api.intake.models import Ticket
from clinic_api.intake.schemas import CaseForReporter
from clinic_api.intake.service import IntakeService, missing_information, ticket_of_case
from clinic_api.kit.fields import TextRead
from clinic_api.kit.principal import Principal
from clinic_api.reports.contents import report_of
from clinic_api.reports.schemas import ReportRead
from clinic_api.settings import Settings
from clinic_api.treatments.access import TreatmentRepository
from clinic_api.treatments.overview import treatment_read
from clinic_api.treatments.overview_schemas import TreatmentRead
from diagnostics.texts import Text
from diagnostics.vocabulary import fault_kind

__all__ = ["DiagnosedFinding", "Followed", "follow"]


@dataclass(frozen=True)
class DiagnosedFinding:
    """What a signed diagnosis says of one fault."""

    name: Text
    component: str | None
    severity: str
    note: dict[str, str | None] | None


@dataclass(frozen=True)
class Followed:
    """All that the page of a link shows."""

    told: CaseForReporter
    case: CaseRead
    treatment: TreatmentRead
    ticket: Ticket | None
    files: Sequence[Attachment]
    would_help: Sequence[TextRead]
    answered: Sequence[CaseQuestion]
    report: ReportRead

    @property
    def is_open(self) -> bool:
        """Whether the hospital is still at work on it."""
        return self.case.state in OPEN_STATES

    @property
    def takes_words(self) -> bool:
        """Whether something can still be added."""
        return self.case.state != CaseState.MERGED

    @property
    def findings(self) -> list[DiagnosedFinding]:
        """What the diagnosis found; what it refuted is left out."""
        if self.treatment.diagnosis is None:
            return []
        return [
            DiagnosedFinding(
                fault_kind(finding["fault"]).name, finding["component"], finding["severity"], finding["note"]
            )
            for finding in self.treatment.diagnosis.document["content"]["findings"]
            if finding["judgement"] != "refuted"
        ]


def follow(session: Session, principal: Principal, settings: Settings) -> Followed:
    """Return the case of the link; raises `NotFound`."""
    intake = IntakeService(session, principal, settings)
    read = intake.linked_case()
    repository = TreatmentRepository(session, principal)
    case = repository.get(read.id)
    report = report_of(session, case)
    answered = (
        repository.select_visible(CaseQuestion)
        .where(CaseQuestion.case_id == case.id, CaseQuestion.answered_at.is_not(None))
        .order_by(CaseQuestion.id)
    )
    files = repository.select_visible(Attachment).where(Attachment.case_id == case.id).order_by(Attachment.id)
    return Followed(
        told=intake.told(read, report.condition),
        case=read,
        treatment=treatment_read(repository, case),
        ticket=ticket_of_case(session, case.id),
        files=session.scalars(files).all(),
        would_help=missing_information(case),
        answered=session.scalars(answered).all(),
        report=report,
    )

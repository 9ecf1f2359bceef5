"""All tables: importing this module makes every model known."""

from __future__ import annotations

from clinic_api.accounts import models as accounts
from clinic_api.api_keys import models as api_keys
from clinic_api.assignments import models as assignments
from clinic_api.attachments import models as attachments
from clinic_api.audit import models as audit
from clinic_api.calendar import models as calendar
from clinic_api.case_recordings import models as case_recordings
from clinic_api.cases import models as cases
from clinic_api.cases import talk_models as case_talk
from clinic_api.database import Base
from clinic_api.doctors import models as doctors
from clinic_api.drafts import models as drafts
from clinic_api.equipment import models as equipment
from clinic_api.examinations import models as examinations
from clinic_api.examinations.again import models as re_examinations
from clinic_api.factories import models as factories
from clinic_api.factory_data import models as factory_data
from clinic_api.hazards import models as hazards
from clinic_api.health_records import models as health_records
from clinic_api.intake import models as intake
from clinic_api.jobs import models as jobs
from clinic_api.kit import idempotency
from clinic_api.labels import models as labels
from clinic_api.notices import models as notices
from clinic_api.notifications import models as notifications
from clinic_api.oidc import models as oidc
from clinic_api.operation import models as operation
from clinic_api.outcomes import models as outcomes
from clinic_api.points import models as points
from clinic_api.proactive import models as proactive
from clinic_api.questionnaires import models as questionnaires
from clinic_api.quotas import models as quotas
from clinic_api.recordings import models as recordings
from clinic_api.reviews import models as reviews
from clinic_api.rota import models as rota
from clinic_api.rounds import models as rounds
from clinic_api.search import indexing
from clinic_api.search import models as search
from clinic_api.signals.notes import models as signal_notes
from clinic_api.treatments import models as treatments
from clinic_api.uploads import models as uploads
from clinic_api.visits import models as visits
from clinic_api.work_items import models as work_items

__all__ = ["INDEXED", "METADATA", "MODEL_MODULES", "is_of_models"]

MODEL_MODULES = (
    factories,
    doctors,
    rota,
    accounts,
    api_keys,
    labels,
    audit,
    oidc,
    equipment,
    recordings,
    cases,
    case_talk,
    case_recordings,
    jobs,
    examinations,
    re_examinations,
    signal_notes,
    assignments,
    idempotency,
    notifications,
    operation,
    treatments,
    intake,
    rounds,
    visits,
    proactive,
    questionnaires,
    work_items,
    hazards,
    points,
    attachments,
    health_records,
    notices,
    calendar,
    search,
    drafts,
    quotas,
    uploads,
    factory_data,
    outcomes,
    reviews,
)

METADATA = Base.metadata
"""What the models say the database holds."""


def is_of_models(item: object, name: str | None, *_: object) -> bool:
    """Tell whether the models know of a table or index (Alembic's ``include_object``): each engine has its own way to
    find words (`search.models.SearchDocument`), which only migrations make.
    """
    return not (name or "").startswith(("search_words", "ix_search_documents_tokens"))


INDEXED = indexing.INDEXED  # importing it is what keeps the words of rows

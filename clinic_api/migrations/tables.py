"""All tables: importing this module makes every model known."""

from __future__ import annotations

from clinic_api.accounts import models as accounts
from clinic_api.assignments import models as assignments
from clinic_api.attachments import models as attachments
from clinic_api.cases import models as cases
from clinic_api.database import Base
from clinic_api.doctors import models as doctors
from clinic_api.equipment import models as equipment
from clinic_api.examinations import models as examinations
from clinic_api.factories import models as factories
from clinic_api.health_records import models as health_records
from clinic_api.jobs import models as jobs
from clinic_api.kit import idempotency
from clinic_api.notifications import models as notifications
from clinic_api.points import models as points
from clinic_api.recordings import models as recordings

__all__ = ["METADATA", "MODEL_MODULES"]

MODEL_MODULES = (
    factories,
    doctors,
    accounts,
    equipment,
    recordings,
    cases,
    jobs,
    examinations,
    assignments,
    idempotency,
    notifications,
    points,
    attachments,
    health_records,
)

METADATA = Base.metadata

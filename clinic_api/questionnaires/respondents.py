"""The public side of a questionnaire: whoever scanned the code reads the questions, saves drafts and sends answers.

Nobody is logged in, so the code's token is the only key; it opens one sheet and shows no other answers.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.database import Database, database_now
from clinic_api.errors import Conflict, NotFound, TooManyRequests
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.notifications.publish import publish
from clinic_api.questionnaires.models import QuestionnaireAnswers, QuestionnaireSheet
from clinic_api.questionnaires.questions import CURRENT_VERSION, TEXTS, checked_answers, needs, questionnaire
from clinic_api.questionnaires.schemas import DraftWrite, OpenedSheet, QuestionnaireDraftRead, SheetOpen, SubmitReceipt
from clinic_api.settings import Settings
from clinic_api.work_items.adding import add_work_item

__all__ = ["open_sheet", "save_draft", "submit_answers", "token_sha256"]

_DRAFT_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
_DRAFT_CHARACTERS: Final = 26
_DAY: Final = timedelta(days=1)


def token_sha256(token: str) -> str:
    """Return what stands for a token in the database."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def open_sheet(database: Database, body: SheetOpen) -> OpenedSheet:
    """Return the questions of a code, and the answers of the draft that comes back; raises `NotFound`."""
    with database.session(read_only=True) as session:
        sheet = _sheet(session, body.token)
        draft = None if body.draft is None else _draft(session, sheet, body.draft)
        return OpenedSheet(
            name=sheet.name,
            questionnaire=questionnaire(CURRENT_VERSION if draft is None else draft.version),
            answers={} if draft is None else draft.answers,
            submitted=draft is not None and draft.submitted_at is not None,
        )


def save_draft(database: Database, settings: Settings, body: DraftWrite) -> QuestionnaireDraftRead:
    """Keep answers that are not finished; raises `Invalid` ``answers_invalid`` and `Conflict` ``already_submitted``."""
    with database.session() as session:
        row, key = _written(session, settings, body, complete=False)
        if row.submitted_at is not None:
            raise Conflict("already_submitted", TEXTS("already_submitted"))
        return QuestionnaireDraftRead(draft=key, saved_at=row.saved_at)


def submit_answers(database: Database, settings: Settings, body: DraftWrite) -> SubmitReceipt:
    """Keep finished answers and write a work item for each need; the same draft sent again gives the same receipt."""
    with database.session() as session:
        row, _ = _written(session, settings, body, complete=True)
        found = needs(questionnaire(row.version), row.answers)
        if row.submitted_at is None:
            now = row.submitted_at = row.saved_at
            for need in found:
                add_work_item(
                    session,
                    factory_id=row.factory_id,
                    source="questionnaire",
                    source_id=row.id,
                    department=need.department,
                    text=need.text,
                    urgency=need.urgency,
                    now=now,
                )
            if row.factory_id is not None:
                data = {"answers_id": row.id, "sheet_id": row.sheet_id, "needs": len(found)}
                publish(session, "questionnaire.submitted", factory_id=row.factory_id, at=now, data=data)
        return SubmitReceipt(reference=row.id, submitted_at=row.submitted_at, needs=len(found))


def _written(
    session: Session, settings: Settings, body: DraftWrite, *, complete: bool
) -> tuple[QuestionnaireAnswers, str]:
    """Return the row of the draft with the answers of ``body``, and its key; submitted answers stay as they are."""
    sheet = _sheet(session, body.token)
    now = database_now(session)
    if body.draft is None:
        row, key = _new_draft(session, settings, sheet, body, now)
    else:
        row, key = _draft(session, sheet, body.draft, for_update=True), body.draft
    answers = checked_answers(questionnaire(row.version), body.answers, complete=complete)
    if row.submitted_at is not None:
        if (row.answers, row.company, row.contact) != (answers, body.company, body.contact):
            raise Conflict("already_submitted", TEXTS("already_submitted"))
        return row, key
    row.answers, row.language, row.saved_at = answers, body.language, now
    row.company, row.contact = body.company, body.contact
    session.add(row)
    session.flush()
    return row, key


def _new_draft(
    session: Session, settings: Settings, sheet: QuestionnaireSheet, body: DraftWrite, now: datetime
) -> tuple[QuestionnaireAnswers, str]:
    """Return a draft that is not in the session yet; raises `TooManyRequests` when a code is flooded."""
    lock_until_commit(session, f"answers of {sheet.id}")
    begun = session.execute(
        select(func.count())
        .select_from(QuestionnaireAnswers)
        .where(QuestionnaireAnswers.sheet_id == sheet.id, QuestionnaireAnswers.created_at > now - _DAY)
    ).scalar_one()
    if begun >= settings.questionnaire_answers_per_day:
        raise TooManyRequests(
            "answers_too_many", TEXTS("answers_too_many"), retry_after_seconds=int(_DAY.total_seconds())
        )
    key = "".join(secrets.choice(_DRAFT_ALPHABET) for _ in range(_DRAFT_CHARACTERS))
    row = QuestionnaireAnswers(
        id=new_id("qan"),
        factory_id=sheet.factory_id,
        sheet_id=sheet.id,
        draft_sha256=token_sha256(key),
        version=CURRENT_VERSION,
        language=body.language,
        created_at=now,
    )
    return row, key


def _sheet(session: Session, token: str) -> QuestionnaireSheet:
    sheet = session.execute(
        select(QuestionnaireSheet).where(
            QuestionnaireSheet.token_sha256 == token_sha256(token), QuestionnaireSheet.closed_at.is_(None)
        )
    ).scalar_one_or_none()
    if sheet is None:
        raise NotFound("sheet_unknown", TEXTS("sheet_unknown"))
    return sheet


def _draft(session: Session, sheet: QuestionnaireSheet, key: str, *, for_update: bool = False) -> QuestionnaireAnswers:
    statement = select(QuestionnaireAnswers).where(
        QuestionnaireAnswers.draft_sha256 == token_sha256(key), QuestionnaireAnswers.sheet_id == sheet.id
    )
    if for_update:
        statement = statement.with_for_update()
    row = session.execute(statement).scalar_one_or_none()
    if row is None:
        raise NotFound("draft_unknown", TEXTS("draft_unknown"))
    return row

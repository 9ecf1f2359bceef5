"""The hospital's side of a questionnaire: the codes and the answers that came with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.database import database_now
from clinic_api.errors import NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.secrets import token_of
from clinic_api.questionnaires.models import QuestionnaireAnswers, QuestionnaireSheet
from clinic_api.questionnaires.questions import TEXTS
from clinic_api.questionnaires.respondents import token_sha256
from clinic_api.questionnaires.schemas import AnswersRead, SheetCreate, SheetRead
from clinic_api.settings import Settings

__all__ = ["QuestionnaireService"]

_PURPOSE: Final = "questionnaire"


class QuestionnaireService(Repository):
    """Codes and answers on behalf of one principal."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        super().__init__(session, principal)
        self._settings = settings

    def create(self, body: SheetCreate) -> SheetRead:
        """Make a code; its token comes from the hospital's secret, so the sheet can be printed again."""
        factory_id = None if body.factory_id is None else self.get_visible(Factory, body.factory_id).id
        sheet_id = new_id("qsh")
        sheet = QuestionnaireSheet(
            id=sheet_id,
            factory_id=factory_id,
            name=body.name,
            token_sha256=token_sha256(token_of(self._settings, _PURPOSE, sheet_id)),
            made_by_id=self.principal.account_id,
            created_at=database_now(self.session),
        )
        self.session.add(sheet)
        self.session.flush()
        return self._read([sheet])[0]

    def page(self, page: PageParameters) -> Page[SheetRead]:
        """Return a page of codes, the newest first."""
        statement = self.select_visible(QuestionnaireSheet)
        rows, next_cursor = fetch_page(self.session, statement, QuestionnaireSheet.id, page)
        return Page(items=self._read(rows), next_cursor=next_cursor)

    def close(self, sheet_id: str) -> SheetRead:
        """Take no more answers with a code; raises `NotFound`."""
        sheet = self._get(sheet_id, for_update=True)
        sheet.closed_at = sheet.closed_at or database_now(self.session)
        self.session.flush()
        return self._read([sheet])[0]

    def answers(self, sheet_id: str, page: PageParameters) -> Page[AnswersRead]:
        """Return a page of the answers sent with a code, the newest first; raises `NotFound`."""
        sheet = self._get(sheet_id)
        statement = self.select_visible(QuestionnaireAnswers).where(
            QuestionnaireAnswers.sheet_id == sheet.id, QuestionnaireAnswers.submitted_at.is_not(None)
        )
        rows, next_cursor = fetch_page(self.session, statement, QuestionnaireAnswers.id, page)
        return Page(items=[AnswersRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def _get(self, sheet_id: str, *, for_update: bool = False) -> QuestionnaireSheet:
        try:
            return self.get_visible(QuestionnaireSheet, sheet_id, for_update=for_update)
        except NotFound:
            raise NotFound("sheet_not_found", TEXTS("sheet_not_found")) from None

    def _read(self, sheets: Sequence[QuestionnaireSheet]) -> list[SheetRead]:
        counted = self.session.execute(
            select(QuestionnaireAnswers.sheet_id, func.count().label("submitted"))
            .where(
                QuestionnaireAnswers.sheet_id.in_([sheet.id for sheet in sheets]),
                QuestionnaireAnswers.submitted_at.is_not(None),
            )
            .group_by(QuestionnaireAnswers.sheet_id)
        )
        counts = {row.sheet_id: row.submitted for row in counted}
        return [
            SheetRead(
                id=sheet.id,
                factory_id=sheet.factory_id,
                name=sheet.name,
                url=f"{self._settings.public_url}/q/{token_of(self._settings, _PURPOSE, sheet.id)}",
                created_at=sheet.created_at,
                closed_at=sheet.closed_at,
                submitted=counts.get(sheet.id, 0),
            )
            for sheet in sheets
        ]

"""Showing examinations and their figures on behalf of one principal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select

from clinic_api.equipment.models import Equipment
from clinic_api.errors import NotFound
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.examinations.schemas import ExaminationRead, ExaminationSummary, FigureRead, Verdict
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.outcomes.active import recalibrated_findings
from clinic_api.recordings.models import Recording
from diagnostics.texts import Catalogue

__all__ = ["ExaminationService", "get_examination"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


class ExaminationService:
    """Examinations on behalf of the principal of ``repository``."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._session = repository.session

    def page(self, page: PageParameters, *, verdict: Verdict | None) -> Page[ExaminationSummary]:
        """Return a page of all examinations, the newest first."""
        statement = self._repository.select_visible(Examination)
        if verdict is not None:
            statement = statement.where(Examination.verdict == verdict)
        rows, next_cursor = fetch_page(self._session, statement, Examination.id, page)
        return Page[ExaminationSummary](items=self.summaries(rows), next_cursor=next_cursor)

    def read(self, examination_id: str) -> ExaminationRead:
        """Return one whole examination."""
        examination = get_examination(self._repository, examination_id)
        summary = self.summaries([examination])[0]
        return ExaminationRead(
            **summary.model_dump(),
            document=examination.document,
            figures=self._figures(examination),
            recalibrated=recalibrated_findings(self._session, examination.document),
        )

    def figure_sha256(self, examination_id: str, index: int, language: Language) -> str:
        """Return under which name the PNG of one figure is stored."""
        examination = get_examination(self._repository, examination_id)
        sha256 = self._session.scalar(
            select(ExaminationFigure.sha256).where(
                ExaminationFigure.examination_id == examination.id,
                ExaminationFigure.index == index,
                ExaminationFigure.language == language,
            )
        )
        if sha256 is None:
            raise NotFound("figure_not_found", _TEXTS("figure_not_found"))
        return sha256

    def _figures(self, examination: Examination) -> list[FigureRead]:
        rows = self._session.scalars(
            select(ExaminationFigure)
            .where(ExaminationFigure.examination_id == examination.id, ExaminationFigure.language == "en")
            .order_by(ExaminationFigure.index)
        )
        return [
            FigureRead(index=row.index, finding_index=row.finding_index, caption=TextRead.model_validate(row.caption))
            for row in rows
        ]

    def summaries(self, examinations: Sequence[Examination]) -> list[ExaminationSummary]:
        """Return the lines of a list, in three queries however many there are."""
        factories = {
            factory.id: factory
            for factory in self._session.scalars(
                select(Factory).where(Factory.id.in_({row.factory_id for row in examinations}))
            )
        }
        machines = {
            machine.id: machine
            for machine in self._session.scalars(
                select(Equipment).where(Equipment.id.in_({row.equipment_id for row in examinations}))
            )
        }
        filenames = {
            recording.id: recording.filename
            for recording in self._session.scalars(
                select(Recording).where(Recording.id.in_({row.recording_id for row in examinations}))
            )
        }
        return [
            _summary(
                row,
                factories[row.factory_id],
                machines.get(row.equipment_id or ""),
                filenames[row.recording_id],
            )
            for row in examinations
        ]


def get_examination(repository: Repository, examination_id: str, *, for_update: bool = False) -> Examination:
    """Return a visible examination; a foreign one does not exist (``examination_not_found``)."""
    try:
        return repository.get_visible(Examination, examination_id, for_update=for_update)
    except NotFound:
        raise NotFound("examination_not_found", _TEXTS("examination_not_found")) from None


def _summary(row: Examination, factory: Factory, machine: Equipment | None, filename: str) -> ExaminationSummary:
    return ExaminationSummary.model_validate(
        {
            "id": row.id,
            "case_id": row.case_id,
            "recording_id": row.recording_id,
            "recording_filename": filename,
            "factory_id": row.factory_id,
            "factory_name": {"en": factory.name_en, "zh": factory.name_zh},
            "equipment_id": row.equipment_id,
            "equipment_name_en": None if machine is None else machine.name_en,
            "equipment_name_zh": None if machine is None else machine.name_zh,
            "verdict": row.verdict,
            "urgency": row.urgency,
            "summary": row.document["summary"],
            "status": row.status,
            "created_at": row.created_at,
        }
    )

"""Issuing the report of a case as PDF: what was set once is kept and given again, so that one content has one file.

The register (`health_records.models.IssuedDocument`) keeps the file's digest and the hospital's signature over it. The
digest of a file cannot stand in the file itself: the report carries a code that nobody can guess, and its QR leads to
the page that compares.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.repository import CaseRepository
from clinic_api.database import Database, utc_now
from clinic_api.examinations.models import ExaminationFigure
from clinic_api.health_records.models import IssuedDocument
from clinic_api.health_records.service import canonical_json, signing_key_read
from clinic_api.kit.ids import new_id
from clinic_api.kit.language import Language
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.principal import Principal
from clinic_api.kit.secrets import signing_key
from clinic_api.kit.unit_of_work import factory_scope
from clinic_api.reports.contents import report_of
from clinic_api.reports.layout import Issue, Pictures, paper_data
from clinic_api.reports.schemas import ReportRead
from clinic_api.settings import Settings
from clinic_api.storage import Storage
from clinic_api.typesetting.render import render_pdf

__all__ = ["CASE_REPORT", "ReportDesk", "ReportLanguage", "facts_sha256", "shown_code"]

CASE_REPORT: Final = "case_report"
ReportLanguage = Literal["zh", "en", "both"]
_STANDARDS: Final = ("a-2a", "ua-1")
"""For archives (ISO 19005-2, tagged) and for screen readers (ISO 14289-1)."""
_CODE_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 characters, none taken for another
_CODE_LENGTH: Final = 16  # 80 bits
_FILE_LIMIT_BYTES: Final = 20 << 20


@dataclass(frozen=True)
class _Draft:
    """A report that is about to be set."""

    case_id: str
    factory_id: str
    report: ReportRead
    language: ReportLanguage
    content_sha256: str
    replaces: str | None
    """Code of the newest report of an earlier version."""
    figures: dict[int, ExaminationFigure]


@dataclass(frozen=True)
class ReportDesk:
    """Sets and keeps reports on behalf of ``principal``."""

    database: Database
    settings: Settings
    storage: Storage
    principal: Principal

    def issue(self, case_id: str, language: ReportLanguage) -> IssuedDocument:
        """Return the issued report of a case as it stands now; raises `NotFound`.

        No transaction is open while the file is set. Of two requests at once one keeps its file, the other gets that.
        """
        with self.database.session(read_only=True, factory_scope=factory_scope(self.principal)) as session:
            draft = self._draft(session, case_id, language)
            known = self._issued_before(session, draft)
        if known is not None:
            return known
        at, code = utc_now(), "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        file_sha256 = self.storage.store_stream([self._set(draft, code, at)], _FILE_LIMIT_BYTES).sha256
        with self.database.session(factory_scope=factory_scope(self.principal)) as session:
            lock_until_commit(session, f"report of {draft.case_id}")
            return self._issued_before(session, draft) or self._keep(session, draft, code, at, file_sha256)

    def _draft(self, session: Session, case_id: str, language: ReportLanguage) -> _Draft:
        case = CaseRepository(session, self.principal).get(case_id)
        report = report_of(session, case)
        shown = {finding.figure.examination_id for finding in report.findings if finding.figure is not None}
        spoken = "en" if language == "en" else "zh"
        figures = session.scalars(
            select(ExaminationFigure).where(
                ExaminationFigure.examination_id.in_(shown), ExaminationFigure.language == spoken
            )
        )
        return _Draft(
            case_id=case.id,
            factory_id=case.factory_id,
            report=report,
            language=language,
            content_sha256=content_sha256(report, language),
            replaces=_replaced_code(session, case.id, report.version),
            figures={figure.index: figure for figure in figures},
        )

    def _set(self, draft: _Draft, code: str, at: datetime) -> bytes:
        issue = Issue(
            code=shown_code(code),
            url=f"{self.settings.public_url}/verify/{code}",
            issued_at=at,
            key_id=signing_key_read(self.settings).key_id,
            replaces=None if draft.replaces is None else shown_code(draft.replaces),
        )
        data = paper_data(draft.report, draft.language, issue, self._pictures(draft))
        main: Language = "en" if draft.language == "en" else "zh"
        mode = self.settings.parser_sandbox
        return render_pdf("case_report", data, main, mode=mode, standards=_STANDARDS, at=at)

    def _pictures(self, draft: _Draft) -> Pictures:
        """Return what pictures are drawn from: data where it was kept, else the PNG; a lost content has no picture."""
        pictures: Pictures = {}
        for index, figure in draft.figures.items():
            try:
                if figure.plot_sha256 is not None:
                    pictures[index] = json.loads(self.storage.fetch(figure.plot_sha256).read_bytes())
                else:
                    pictures[index] = self.storage.fetch(figure.sha256).read_bytes()
            except FileNotFoundError:
                continue
        return pictures

    def _issued_before(self, session: Session, draft: _Draft) -> IssuedDocument | None:
        """Return the report with the same content that was signed with the key of today."""
        return session.scalar(
            select(IssuedDocument)
            .where(
                IssuedDocument.kind == CASE_REPORT,
                IssuedDocument.subject_id == draft.case_id,
                IssuedDocument.content_sha256 == draft.content_sha256,
                IssuedDocument.key_id == signing_key_read(self.settings).key_id,
            )
            .order_by(IssuedDocument.id)
            .limit(1)
        )

    def _keep(self, session: Session, draft: _Draft, code: str, at: datetime, file_sha256: str) -> IssuedDocument:
        report = draft.report
        signature = signing_key(self.settings).sign(file_sha256.encode("ascii"))
        issued = IssuedDocument(
            id=new_id("iss"),
            factory_id=draft.factory_id,
            kind=CASE_REPORT,
            subject_id=draft.case_id,
            sha256=file_sha256,
            content_sha256=draft.content_sha256,
            issued_by_id=self.principal.account_id,
            key_id=signing_key_read(self.settings).key_id,
            signature=base64.b64encode(signature).decode("ascii"),
            issued_at=at,
            code=code,
            details={
                "case_number": report.case.number,
                "factory": report.factory.name.model_dump(),
                "machine": None if report.machine is None else report.machine.name.model_dump(),
                "language": draft.language,
                "status": report.status,
                "status_text": report.status_text.model_dump(),
                "version": report.version,
                "facts_sha256": facts_sha256(report),
            },
            file_sha256=file_sha256,
        )
        session.add(issued)
        session.flush()
        return issued


def content_sha256(report: ReportRead, language: ReportLanguage) -> str:
    """Return the digest by which the same report in the same language is found again."""
    return _sha256({"report": report.model_dump(mode="json"), "language": language})


def facts_sha256(report: ReportRead) -> str:
    """Return the digest of what happened in the case as far as a report tells it, whatever words tell it."""
    follow_up = report.follow_up
    return _sha256(
        {
            "version": report.version,
            "status": report.status_text.en,
            "state": report.case.state,
            "urgency": report.condition.urgency,
            "items": [[item.state, item.due_on.isoformat()] for item in report.prescription],
            "comparisons": [] if follow_up is None else [each.verdict for each in follow_up.comparisons],
            "teardown": len(report.teardown),
        }
    )


def shown_code(code: str) -> str:
    """Return a code as it is printed: groups of four letters."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def _replaced_code(session: Session, case_id: str, version: int) -> str | None:
    """Return the code of the newest report that was issued with an earlier signed version."""
    statement = select(IssuedDocument).where(IssuedDocument.kind == CASE_REPORT, IssuedDocument.subject_id == case_id)
    for row in session.scalars(statement.order_by(IssuedDocument.id.desc())):
        if 0 < (row.details or {}).get("version", 0) < version:
            return row.code
    return None


def _sha256(value: dict[str, Any]) -> str:
    return hashlib.sha256(canonical_json(value)).hexdigest()

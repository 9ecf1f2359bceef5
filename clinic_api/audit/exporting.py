"""The audit as CSV: the same filters as on the screen, with the digest of each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from clinic_api.audit.filters import AuditFilter
from clinic_api.audit.service import AuditService
from clinic_api.database import Database
from clinic_api.kit.china import CHINA
from clinic_api.kit.csv_cells import Rows, csv_pages
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import PageParameters
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import factory_scope
from diagnostics.texts import Catalogue

__all__ = ["audit_csv"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_COLUMNS: Final = ("chain", "number", "at", "action", "subject", "by", "values", "request_id", "sha256")


def audit_csv(database: Database, principal: Principal, wanted: AuditFilter, language: Language) -> Iterator[bytes]:
    """Yield the table of the lines that are ``wanted``, the newest first."""

    def read(page: PageParameters) -> tuple[Rows, str | None]:
        with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
            found = AuditService(session, principal).page(page, wanted)
        rows: Rows = [
            (
                line.chain,
                line.number,
                f"{line.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}",
                line.action,
                line.subject,
                line.by,
                json.dumps(line.values, ensure_ascii=False),
                line.request_id,
                line.sha256,
            )
            for line in found.items
        ]
        return rows, found.next_cursor

    return csv_pages([_TEXTS(name).in_language(language) for name in _COLUMNS], read)

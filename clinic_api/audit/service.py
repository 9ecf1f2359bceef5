"""Writing the audit and proving that nobody has changed it.

Each factory has a chain of its own, and the hospital one for what belongs to no factory. The lines of a chain are
numbered, and each carries the digest of the one before it: an edited, dropped or swapped line shows. Lines cut off at
the end show only to whoever kept a later head (`ChainRead.head_sha256`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, select, text, true
from sqlalchemy.orm import Session

from clinic_api.audit.filters import AuditFilter
from clinic_api.audit.models import HOSPITAL_CHAIN, AuditLine
from clinic_api.audit.schemas import AuditLineRead, ChainRead
from clinic_api.database import utc_now
from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256, first_broken_link
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.request_id import current_request_id

__all__ = ["AuditService", "note", "verify_chain", "verify_chains"]

_BATCH_ROWS: Final = 1000


def note(
    session: Session,
    by: Principal | None,
    action: str,
    subject: str,
    values: Mapping[str, object] | None = None,
    *,
    factory_id: str | None = None,
) -> AuditLine:
    """Write that ``by`` did ``action`` (``resource.what_happened``) to ``subject`` (an id or a name), in the caller's
    unit of work. ``factory_id`` picks the chain; without it the actor's factory does, without both the hospital's.

    ``values`` are texts, whole numbers, booleans, null and lists of them, and no secret: the lines stay for ever.
    """
    factory_id = factory_id or (None if by is None else by.factory_id)
    chain = factory_id or HOSPITAL_CHAIN
    _lock(session, chain)
    last = session.execute(
        select(AuditLine.number, AuditLine.sha256)
        .where(AuditLine.chain == chain)
        .order_by(AuditLine.number.desc())
        .limit(1)
    ).one_or_none()
    line = AuditLine(
        id=new_id("aud"),
        chain=chain,
        number=1 if last is None else last.number + 1,
        factory_id=factory_id,
        at=utc_now(),
        action=action,
        subject=subject,
        account_id=None if by is None else by.account_id,
        by=None if by is None else by.name_en if by.name_en == by.name_zh else f"{by.name_zh} ({by.name_en})",
        values=dict(values or {}),
        request_id=current_request_id(),
    )
    line.sha256 = chained_sha256(CHAIN_START if last is None else last.sha256, _content(line))
    session.add(line)
    session.flush()
    return line


def verify_chain(session: Session, chain: str) -> ChainRead:
    """Go through all lines of one chain and tell the number of the first that does not fit."""
    head = CHAIN_START
    count = 0

    def lines() -> Iterator[tuple[Mapping[str, Any], str]]:
        nonlocal head, count
        rows = select(AuditLine).where(AuditLine.chain == chain).order_by(AuditLine.number)
        for line in session.execute(rows.execution_options(yield_per=_BATCH_ROWS)).scalars():
            count += 1
            head = line.sha256
            yield _content(line), head

    broken = first_broken_link(lines())
    return ChainRead(
        chain=chain,
        lines=count,
        head_sha256=head,
        intact=broken is None,
        first_broken=None if broken is None else broken + 1,
    )


def verify_chains(session: Session) -> list[ChainRead]:
    """Verify every chain that has a line."""
    chains = session.execute(select(AuditLine.chain).distinct().order_by(AuditLine.chain)).scalars().all()
    return [verify_chain(session, chain) for chain in chains]


class AuditService:
    """The audit on behalf of one principal: an administrator reads all of it, a factory's its own."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self.session = session
        self.principal = principal

    def page(self, page: PageParameters, wanted: AuditFilter) -> Page[AuditLineRead]:
        """Return the ``wanted`` lines, the newest first."""
        statement = select(AuditLine).where(self._visible(), *wanted.conditions())
        rows, next_cursor = fetch_page(self.session, statement, AuditLine.id, page)
        return Page(items=[AuditLineRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def verify(self) -> list[ChainRead]:
        """Verify the chains that the principal may read."""
        if self.principal.role is Role.ADMIN:
            return verify_chains(self.session)
        return [verify_chain(self.session, self.principal.factory_id or "")]

    def _visible(self) -> ColumnElement[bool]:
        if self.principal.role is Role.ADMIN:
            return true()
        return AuditLine.factory_id == self.principal.factory_id


def _content(line: AuditLine) -> dict[str, Any]:
    return {
        "chain": line.chain,
        "number": line.number,
        "at": line.at.isoformat(),
        "action": line.action,
        "subject": line.subject,
        "account_id": line.account_id,
        "by": line.by,
        "values": line.values,
        "request_id": line.request_id,
    }


def _lock(session: Session, chain: str) -> None:
    """Let writers of one chain queue up until the transaction ends; SQLite's writers do so anyway."""
    if session.get_bind().dialect.name == "postgresql":
        digest = hashlib.sha256(f"audit\n{chain}".encode()).digest()
        number = int.from_bytes(digest[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})

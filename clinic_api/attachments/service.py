"""Attaching, listing, giving back and taking away files on behalf of one principal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from clinic_api.attachments.media import AttachmentKind, texts
from clinic_api.attachments.models import Attachment
from clinic_api.attachments.schemas import AttachmentRead
from clinic_api.attachments.subjects import Subject, find_subject
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.database import utc_now
from clinic_api.errors import Conflict, Forbidden, NotFound
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Role
from clinic_api.kit.repository import Repository
from clinic_api.notifications.publish import publish
from clinic_api.storage import StoredContent

__all__ = ["AttachmentService", "NewAttachment"]


@dataclass(frozen=True, kw_only=True)
class NewAttachment:
    """A file that is already durable in the storage, and what it is."""

    content: StoredContent
    filename: str
    kind: AttachmentKind
    media_type: str


class AttachmentService(Repository):
    """What can be done with attached files."""

    def subject(self, subject_id: str) -> Subject:
        """Return what a file is to be attached to; raises `NotFound` ``subject_not_found``, and `Forbidden` for
        whoever holds a label or a link and has neither a case nor told a hazard there.
        """
        subject = find_subject(self, subject_id)
        is_own = subject.case is not None or subject.told_by == self.principal.account_id
        if self.principal.role is Role.REPORTER and not is_own:
            raise Forbidden("permission_denied")
        return subject

    def add(self, subject_id: str, new: NewAttachment) -> Attachment:
        """Attach a file; the same bytes for the same thing are one file however often they are sent."""
        subject = self.subject(subject_id)
        known = self.session.scalar(
            select(Attachment)
            .where(
                Attachment.subject_id == subject.id,
                Attachment.sha256 == new.content.sha256,
                Attachment.removed_at.is_(None),
            )
            .limit(1)
        )
        if known is not None:
            return known
        attachment = Attachment(
            id=new_id("att"),
            factory_id=subject.factory_id,
            subject_id=subject.id,
            equipment_id=subject.equipment_id,
            case_id=None if subject.case is None else subject.case.id,
            kind=new.kind,
            filename=new.filename,
            media_type=new.media_type,
            size_bytes=new.content.size_bytes,
            sha256=new.content.sha256,
            added_by_id=self.principal.account_id,
            added_by=person_name(self.principal),
            created_at=utc_now(),
        )
        self.session.add(attachment)
        self._tell(subject, attachment)
        self.session.flush()
        return attachment

    def page_of(self, subject_id: str, page: PageParameters) -> Page[AttachmentRead]:
        """Return the files of one thing that were not removed, the newest first."""
        subject = find_subject(self, subject_id)
        statement = self.select_visible(Attachment).where(
            Attachment.subject_id == subject.id, Attachment.removed_at.is_(None)
        )
        rows, next_cursor = fetch_page(self.session, statement, Attachment.id, page)
        return Page(items=[AttachmentRead.model_validate(row) for row in rows], next_cursor=next_cursor)

    def get(self, attachment_id: str, *, for_update: bool = False) -> Attachment:
        """Return one visible file that was not removed; raises `NotFound` ``attachment_not_found``."""
        try:
            attachment = self.get_visible(Attachment, attachment_id, for_update=for_update)
            if attachment.removed_at is None:
                return attachment
        except NotFound:
            pass
        raise NotFound("attachment_not_found", texts("attachment_not_found"))

    def remove(self, attachment_id: str) -> None:
        """Mark a machine's own file as removed; raises `Conflict` ``attachment_kept`` for one of a case."""
        attachment = self.get(attachment_id, for_update=True)
        if attachment.case_id is not None:
            raise Conflict("attachment_kept", texts("attachment_kept"))
        attachment.removed_at = utc_now()
        attachment.removed_by = person_name(self.principal)

    def _tell(self, subject: Subject, attachment: Attachment) -> None:
        if subject.case is not None:
            values = {"filename": attachment.filename}
            at = attachment.created_at
            write_line(self.session, subject.case, "attachment_added", at=at, by=self.principal, values=values)
            return
        publish(
            self.session,
            "equipment.attachment_added",
            factory_id=subject.factory_id,
            at=attachment.created_at,
            data={"subject_id": subject.id, "attachment_id": attachment.id, "filename": attachment.filename},
        )

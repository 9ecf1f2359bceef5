"""Comments on a case; those of the cases merged into it are shown with it."""

from __future__ import annotations

from sqlalchemy import select

from clinic_api.cases.models import Case
from clinic_api.cases.repository import TEXTS, CaseRepository
from clinic_api.cases.states import CaseState
from clinic_api.cases.talk_models import CaseComment
from clinic_api.cases.talk_schemas import CommentCreate, CommentRead
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.cases.transitions import StateConflict
from clinic_api.database import database_now
from clinic_api.errors import Invalid
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import FACTORY_ROLES, KEY_ROLES

__all__ = ["CaseComments"]


class CaseComments:
    """Comments on behalf of the principal of ``repository``."""

    def __init__(self, repository: CaseRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def page(self, case_id: str, page: PageParameters) -> Page[CommentRead]:
        """Return the comments on a case and on those merged into it, the newest first."""
        case = self._repository.get(case_id)
        merged = select(Case.id).where(Case.merged_into_id == case.id)
        statement = self._repository.select_visible(CaseComment).where(
            (CaseComment.case_id == case.id) | CaseComment.case_id.in_(merged)
        )
        rows, next_cursor = fetch_page(self._session, statement, CaseComment.id, page)
        return Page[CommentRead](items=[_comment_read(row) for row in rows], next_cursor=next_cursor)

    def write(self, case_id: str, body: CommentCreate) -> CommentRead:
        """Add a comment; a merged case is closed to new ones, its target is not."""
        case = self._repository.get(case_id)
        if case.state == CaseState.MERGED:
            raise StateConflict(CaseState.MERGED)
        if body.visibility == "hospital" and self._principal.role in FACTORY_ROLES | KEY_ROLES:
            raise Invalid("comment_not_for_factories", TEXTS("comment_not_for_factories"))
        now = database_now(self._session)
        comment = CaseComment(
            id=new_id("cmt"),
            factory_id=case.factory_id,
            case_id=case.id,
            visibility=body.visibility,
            text=body.text,
            by=person_name(self._principal),
            account_id=self._principal.account_id,
            created_at=now,
        )
        self._session.add(comment)
        write_line(
            self._session,
            case,
            "commented",
            at=now,
            by=self._principal,
            values={"author": self._principal.name},
            visibility=body.visibility,
            data={"comment_id": comment.id},
        )
        self._session.flush()
        return _comment_read(comment)


def _comment_read(comment: CaseComment) -> CommentRead:
    return CommentRead.model_validate(comment, from_attributes=True)

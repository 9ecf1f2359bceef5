"""What both sides say to each other about a case: questions with their answers, comments."""

from __future__ import annotations

from typing import Final

from clinic_client.api.cases import create_comment, list_comments, list_questions
from clinic_client.models import CommentCreate, CommentRead, PageCommentRead, PageQuestionRead, QuestionRead
from dashboard.hospital.connection import ApiCalls, answer, send

__all__ = ["TalkCalls"]

_MOST_LINES: Final = 100


class TalkCalls(ApiCalls):
    """The talk about one case after the other."""

    def questions(self, case_id: str) -> list[QuestionRead]:
        """Return the hospital's questions with the answers given, the newest first."""
        return answer(
            PageQuestionRead, lambda: list_questions.sync_detailed(case_id, client=self._client, limit=_MOST_LINES)
        ).items

    def comments(self, case_id: str) -> list[CommentRead]:
        """Return what was said about the case, the newest first."""
        return answer(
            PageCommentRead, lambda: list_comments.sync_detailed(case_id, client=self._client, limit=_MOST_LINES)
        ).items

    def comment(self, case_id: str, text: str, *, for_hospital: bool = False, idempotency_key: str) -> None:
        """Say something about the case, to everyone or to the hospital alone."""
        body = CommentCreate(text=text, visibility="hospital" if for_hospital else "everyone")
        send(
            lambda: create_comment.sync_detailed(
                case_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

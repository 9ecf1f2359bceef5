"""Routes of reviews."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response, status

from clinic_api.cases.repository import CaseRepository
from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.reviews.schemas import PanelMemberAdd, ReviewConclusion, ReviewOpinion, ReviewRead, ReviewState
from clinic_api.reviews.service import ReviewService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/reviews", tags=["reviews"])

MayRead = Annotated[Principal, Depends(requires(Permission.REVIEW_READ))]
MayDecide = Annotated[Principal, Depends(requires(Permission.REVIEW_DECIDE))]
MayOpine = Annotated[Principal, Depends(requires(Permission.REVIEW_OPINE))]


@router.get("")
def list_reviews(
    principal: MayRead,
    session: SessionOf,
    page: Paging,
    state: Annotated[ReviewState | None, Query(description="amendment_advised: waiting for the doctor")] = None,
    case_id: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[ReviewRead]:
    """List reviews, the newest first: staff all of them, doctors those of the cases they see now."""
    return ReviewService(CaseRepository(session, principal)).page(page, state=state, case_id=case_id)


@router.get("/{review_id}")
def read_review(review_id: str, principal: MayRead, session: SessionOf, response: Response) -> ReviewRead:
    """Show one review; its version is the ETag."""
    return _with_etag(response, ReviewService(CaseRepository(session, principal)).read(review_id))


@router.post("/{review_id}/members", status_code=status.HTTP_201_CREATED)
def add_panel_member(
    review_id: str, body: PanelMemberAdd, principal: MayDecide, session: SessionOf, response: Response
) -> ReviewRead:
    """Ask another doctor onto the panel, who has no part in the case."""
    return _with_etag(response, ReviewService(CaseRepository(session, principal)).add_member(review_id, body))


@router.post("/{review_id}/opinions", status_code=status.HTTP_201_CREATED)
def give_review_opinion(
    review_id: str,
    body: ReviewOpinion,
    principal: MayOpine,
    session: SessionOf,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> ReviewRead:
    """Give a verdict as a member of the panel; afterwards the case is no longer shown to the member."""
    service = ReviewService(CaseRepository(session, principal))
    review = create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"give_review_opinion {review_id}",
        request=body,
        answer_type=ReviewRead,
        create=lambda: service.give_opinion(review_id, body),
    )
    return _with_etag(response, review)


@router.post("/{review_id}/conclusion")
def conclude_review(
    review_id: str,
    body: ReviewConclusion,
    principal: MayDecide,
    session: SessionOf,
    response: Response,
    if_match: IfMatch = None,
) -> ReviewRead:
    """Decide a review where the panel does not agree, or nobody fits onto one (``If-Match``: the review's version)."""
    service = ReviewService(CaseRepository(session, principal))
    return _with_etag(response, service.conclude(review_id, body, if_match=if_match))


def _with_etag(response: Response, review: ReviewRead) -> ReviewRead:
    set_etag(response, review.version)
    return review

"""Routes of measuring points."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.points.schemas import PointCreate, PointList, PointRead, PointUpdate
from clinic_api.points.service import PointService

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["points"])

Reader = Annotated[Principal, Depends(requires(Permission.POINT_READ))]
Writer = Annotated[Principal, Depends(requires(Permission.POINT_WRITE))]


@router.get("/equipment/{equipment_id}/points")
def list_points(equipment_id: str, principal: Reader, session: SessionOf) -> PointList:
    """List the measuring points of a machine that are in use, each as the machine description takes it."""
    return PointService(session, principal).list_of(equipment_id)


@router.post("/equipment/{equipment_id}/points", status_code=201)
def create_point(
    equipment_id: str,
    body: PointCreate,
    response: Response,
    principal: Writer,
    session: SessionOf,
    key: IdempotencyKey = None,
) -> PointRead:
    """Add a measuring point to a machine."""
    point = PointService(session, principal).create(equipment_id, body, key=key)
    set_etag(response, point.version)
    return point


@router.get("/points/{point_id}")
def read_point(point_id: str, response: Response, principal: Reader, session: SessionOf) -> PointRead:
    """Read one measuring point."""
    point = PointService(session, principal).read(point_id)
    set_etag(response, point.version)
    return point


@router.patch("/points/{point_id}")
def update_point(
    point_id: str,
    body: PointUpdate,
    response: Response,
    principal: Writer,
    session: SessionOf,
    if_match: IfMatch = None,
) -> PointRead:
    """Change a measuring point; with If-Match only if nobody else has changed it since."""
    point = PointService(session, principal).update(point_id, body, if_match=if_match)
    set_etag(response, point.version)
    return point


@router.delete("/points/{point_id}")
def retire_point(point_id: str, principal: Writer, session: SessionOf) -> PointRead:
    """Take a measuring point out of use; what was measured there stays."""
    return PointService(session, principal).retire(point_id)

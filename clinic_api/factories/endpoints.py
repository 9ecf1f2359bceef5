"""The factory routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from clinic_api.factories.schemas import FactoryCreate, FactoryRead, FactoryUpdate
from clinic_api.factories.service import FactoryService
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/factories", tags=["factories"])

Reader = Annotated[Principal, Depends(requires(Permission.FACTORY_READ))]


@router.get("")
def list_factories(
    page: Paging,
    principal: Reader,
    session: SessionOf,
    q: Annotated[str, Query(max_length=200, description="part of a name or of the address")] = "",
) -> Page[FactoryRead]:
    """List the factories you may see with their machines and open cases counted, the newest first."""
    return FactoryService(session, principal).list_page(page, part=q.strip())


@router.post("", status_code=201)
def create_factory(
    body: FactoryCreate,
    principal: Annotated[Principal, Depends(requires(Permission.FACTORY_CREATE))],
    session: SessionOf,
    key: IdempotencyKey = None,
) -> FactoryRead:
    """Add a factory."""
    return FactoryService(session, principal).create(body, key=key)


@router.get("/{factory_id}")
def read_factory(factory_id: str, response: Response, principal: Reader, session: SessionOf) -> FactoryRead:
    """Read one factory."""
    factory = FactoryService(session, principal).read(factory_id)
    set_etag(response, factory.version)
    return factory


@router.patch("/{factory_id}")
def update_factory(
    factory_id: str,
    body: FactoryUpdate,
    response: Response,
    principal: Annotated[Principal, Depends(requires(Permission.FACTORY_UPDATE))],
    session: SessionOf,
    if_match: IfMatch = None,
) -> FactoryRead:
    """Change a factory; with If-Match only if nobody else has changed it since."""
    factory = FactoryService(session, principal).update(factory_id, body, if_match=if_match)
    set_etag(response, factory.version)
    return factory

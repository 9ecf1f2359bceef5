"""The factory routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from clinic_api.factories.schemas import FactoryCreate, FactoryRead
from clinic_api.factories.service import FactoryService
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/factories", tags=["factories"])

Reader = Annotated[Principal, Depends(requires(Permission.FACTORY_READ))]


@router.get("")
def list_factories(page: Paging, principal: Reader, session: SessionOf) -> Page[FactoryRead]:
    """List the factories you may see, the newest first."""
    return FactoryService(session, principal).list_page(page)


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
def read_factory(factory_id: str, principal: Reader, session: SessionOf) -> FactoryRead:
    """Read one factory."""
    return FactoryService(session, principal).read(factory_id)

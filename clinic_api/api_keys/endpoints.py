"""Routes of api keys."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from clinic_api.api_keys.schemas import ApiKeyCreate, ApiKeyMade, ApiKeyRead, ApiKeyRotate
from clinic_api.api_keys.service import ApiKeyService
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/api-keys", tags=["api keys"])

Manager = Annotated[Principal, Depends(requires(Permission.API_KEY_MANAGE))]


@router.get("")
def list_api_keys(page: Paging, principal: Manager, session: SessionOf) -> Page[ApiKeyRead]:
    """List keys without their secrets, the newest first."""
    return ApiKeyService(session, principal).list_page(page)


@router.post("", status_code=201)
def create_api_key(
    body: ApiKeyCreate, principal: Manager, session: SessionOf, key: IdempotencyKey = None
) -> ApiKeyMade:
    """Make a key for a gateway; it is shown in this answer only."""
    return ApiKeyService(session, principal).create(body, key=key)


@router.get("/{api_key_id}")
def read_api_key(api_key_id: str, principal: Manager, session: SessionOf) -> ApiKeyRead:
    """Read one key without its secret."""
    return ApiKeyService(session, principal).read(api_key_id)


@router.post("/{api_key_id}/rotate", status_code=201)
def rotate_api_key(api_key_id: str, body: ApiKeyRotate, principal: Manager, session: SessionOf) -> ApiKeyMade:
    """Make the gateway's next key; the old one stays valid for the overlap."""
    return ApiKeyService(session, principal).rotate(api_key_id, body)


@router.delete("/{api_key_id}", status_code=204)
def revoke_api_key(api_key_id: str, principal: Manager, session: SessionOf) -> None:
    """Revoke a key; it is refused at once."""
    ApiKeyService(session, principal).revoke(api_key_id)

"""Routes of notifications: webhooks, what people want to be told, and the stream of events."""

from __future__ import annotations

from fastapi import APIRouter

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["notifications"])

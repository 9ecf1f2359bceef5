"""The department routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from experts.directory import DEPARTMENTS

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["departments"])


class DepartmentRead(BaseModel):
    """One department."""

    code: str
    name_en: str
    name_zh: str


class DepartmentList(BaseModel):
    """All departments, in the order in which they are shown."""

    items: list[DepartmentRead]


@router.get("/departments")
def list_departments(
    principal: Annotated[Principal, Depends(requires(Permission.DEPARTMENT_READ))],
) -> DepartmentList:
    """List the hospital's departments."""
    return DepartmentList(
        items=[DepartmentRead(code=code, name_en=name.en, name_zh=name.zh) for code, name in DEPARTMENTS.items()]
    )

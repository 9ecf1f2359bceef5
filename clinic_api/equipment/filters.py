"""What a list of machines can be narrowed down to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import ColumnElement

from clinic_api.equipment.models import Equipment
from clinic_api.kit.ids import is_id
from clinic_api.kit.repository import Repository
from clinic_api.search.matching import machines_with

__all__ = ["EquipmentFilter"]


class EquipmentFilter(BaseModel):
    """Every condition that is given must hold."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = Field(
        default=None,
        description="words, Chinese or English, all of which must be in the machine's names, number, place, kind, "
        "nameplate or bearings",
    )
    factory_id: Annotated[str, StringConstraints(max_length=64)] | None = None
    status: Literal["in_service", "out_of_service", "scrapped"] | None = None
    criticality: Literal["a", "b", "c"] | None = None

    def conditions(self, repository: Repository) -> Iterator[ColumnElement[bool]]:
        """Yield the conditions on `Equipment`; raises `Invalid` ``search_without_words``."""
        if self.factory_id is not None:
            yield Equipment.factory_id == (self.factory_id if is_id(self.factory_id) else None)
        if self.status is not None:
            yield Equipment.status == self.status
        if self.criticality is not None:
            yield Equipment.criticality == self.criticality
        if self.q is not None:
            yield machines_with(repository, self.q, Equipment.id)

"""Measuring points on behalf of one principal."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from clinic_api.database import utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import new_id
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated
from clinic_api.points.models import Point
from clinic_api.points.schemas import PointCreate, PointList, PointRead, PointUpdate
from diagnostics.errors import DiagnosticsError
from diagnostics.machine import Machine
from diagnostics.texts import Catalogue

__all__ = ["PointService", "sensor_of"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_NULLABLE: Final = frozenset({"direction", "unit", "channel"})
_MOST_POINTS: Final = 200


class PointService(Repository):
    """What can be done with the measuring points of machines."""

    def list_of(self, equipment_id: str) -> PointList:
        """Return the points in use of one machine; raises `NotFound`."""
        equipment = self.get_visible(Equipment, equipment_id)
        statement = (
            self.select_visible(Point)
            .where(Point.equipment_id == equipment.id, Point.retired_at.is_(None))
            .order_by(Point.id)
        )
        return PointList(items=[_read(point, equipment) for point in self.session.scalars(statement)])

    def read(self, point_id: str) -> PointRead:
        """Return one point, retired or not; raises `NotFound` ``point_not_found``."""
        point = self.get(point_id)
        return _read(point, self._equipment(point))

    def create(self, equipment_id: str, body: PointCreate, *, key: str | None = None) -> PointRead:
        """Write a point, once for an Idempotency-Key; raises `NotFound`, `Invalid` ``machine_invalid`` or `Conflict`
        ``too_many_points``.
        """
        equipment = self.get_visible(Equipment, equipment_id)

        def write() -> PointRead:
            point = Point(
                id=new_id("pnt"), factory_id=equipment.factory_id, equipment_id=equipment.id, **body.model_dump()
            )
            _refuse_wrong_sensor(point, equipment)
            self._refuse_too_many(equipment)
            self.session.add(point)
            self.session.flush()
            return _read(point, equipment)

        return create_once(
            self.session,
            self.principal,
            key=key,
            operation=f"create_point {equipment.id}",
            request=body,
            answer_type=PointRead,
            create=write,
        )

    def update(self, point_id: str, body: PointUpdate, *, if_match: str | None = None) -> PointRead:
        """Change a point; raises `NotFound`, `PreconditionFailed` or `Invalid` ``machine_invalid``."""
        point = self.get(point_id, for_update=True)
        refuse_outdated(if_match, point.version)
        for name, value in body.model_dump(exclude_unset=True).items():
            if value is not None or name in _NULLABLE:
                setattr(point, name, value)
        equipment = self._equipment(point)
        _refuse_wrong_sensor(point, equipment)
        self.session.flush()
        return _read(point, equipment)

    def retire(self, point_id: str) -> PointRead:
        """Take a point out of use; it stays for what was measured there."""
        point = self.get(point_id, for_update=True)
        point.retired_at = point.retired_at or utc_now()
        self.session.flush()
        return _read(point, self._equipment(point))

    def get(self, point_id: str, *, for_update: bool = False) -> Point:
        """Return one visible point; a foreign one does not exist (``point_not_found``)."""
        try:
            return self.get_visible(Point, point_id, for_update=for_update)
        except NotFound:
            raise NotFound("point_not_found", _TEXTS("point_not_found")) from None

    def _equipment(self, point: Point) -> Equipment:
        return self.get_visible(Equipment, point.equipment_id)

    def _refuse_too_many(self, equipment: Equipment) -> None:
        in_use = select(func.count()).where(Point.equipment_id == equipment.id, Point.retired_at.is_(None))
        if (self.session.scalar(in_use) or 0) >= _MOST_POINTS:
            raise Conflict("too_many_points", _TEXTS("too_many_points", limit=_MOST_POINTS), limit=_MOST_POINTS)


def sensor_of(point: Point, *, channel: str | None = None) -> dict[str, Any]:
    """Return the point as an entry of ``sensors`` in a machine description (its channel, else ``channel``)."""
    entry = {
        "channel": point.channel or channel,
        "quantity": point.quantity,
        "unit": point.unit,
        "position": point.position,
        "direction": point.direction,
    }
    return {name: value for name, value in entry.items() if value is not None}


def _refuse_wrong_sensor(point: Point, equipment: Equipment) -> None:
    """Raise `Invalid` ``machine_invalid`` with what the analysis itself says about such a sensor."""
    try:
        Machine.from_dict({"kind": equipment.kind, "sensors": [sensor_of(point, channel="1")]})
    except DiagnosticsError as error:
        raise Invalid("machine_invalid", error.text, reason=error.code) from None


def _read(point: Point, equipment: Equipment) -> PointRead:
    described = (equipment.machine or {}).get("sensors") or []
    same = [
        sensor
        for sensor in described
        if all(sensor.get(name) == getattr(point, name) for name in ("quantity", "position", "direction"))
    ]
    return PointRead.model_validate(
        {
            **{name: getattr(point, name) for name in PointRead.model_fields if hasattr(point, name)},
            "sensor": None if point.channel is None else sensor_of(point),
            "in_description": bool(same),
        }
    )

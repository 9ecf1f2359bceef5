"""A day's plan between `experts.rounds` and the rows that keep it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.rounds.gathering import Asked
from clinic_api.rounds.models import Round, RoundStop
from clinic_api.rounds.schemas import (
    RoundChangeRead,
    RoundDroppedRead,
    RoundPlannedRead,
    RoundRead,
    RoundRouteRead,
    RoundUnplannedRead,
)
from diagnostics.texts import Text
from experts.rounds import DayPlan, Dropped, PlannedStop, Route, moment_of

__all__ = ["asked_json", "keep_plan", "plan_of", "round_read"]

_TIMES = ("sets_out", "travel_minutes", "travel_km", "arrival", "start", "departure")


def asked_json(asked: Asked) -> dict[str, Any]:
    """Return what a stop asks for, the way `models.RoundStop` keeps it."""
    kept = asdict(asked.stop)
    return {name: kept[name] for name in kept if name not in {"id", "factory", "name", "place"}}


def keep_plan(plan: DayPlan, made: Round, rows: Iterable[RoundStop]) -> None:
    """Write ``plan`` into the rows of its stops."""
    made.revision, made.complete_search = plan.revision, plan.complete_search
    made.journeys_home = {
        route.doctor_id: {"minutes": route.back_minutes, "km": route.back_km, "returns": route.returns}
        for route in plan.routes
    }
    placed = {
        planned.stop_id: (route.doctor_id, position, planned)
        for route in plan.routes
        for position, planned in enumerate(route.stops)
    }
    unplanned = {entry.stop_id: entry for entry in plan.unplanned}
    changes = {change.stop_id: change for change in plan.changes}
    dropped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in plan.dropped:
        dropped[entry.planned.stop_id].append({"doctor_id": entry.doctor_id, **_times(entry.planned)})
    for row in rows:
        row.dropped = dropped[row.id]
        change = changes.get(row.id)
        row.change = None if change is None else {"kind": change.kind, "text": change.text.to_json()}
        row.planned, row.position, row.reasons, row.problem = None, None, [], None
        if row.id in placed:
            row.state = "planned"
            row.doctor_id, row.position, planned = placed[row.id]
            row.planned, row.reasons = _times(planned), [reason.to_json() for reason in planned.reasons]
        elif row.id in unplanned:
            problem = unplanned[row.id]
            row.state = "unplanned"  # who would have come before still sees it
            row.problem = {
                "code": problem.code,
                "reason": problem.reason.to_json(),
                "change": problem.change.to_json(),
            }
        else:
            row.state = "dropped"


def _times(planned: PlannedStop) -> dict[str, Any]:
    return {name: getattr(planned, name) for name in _TIMES}


def _planned_stop(row_id: str, kept: Mapping[str, Any], reasons: Iterable[Mapping[str, str]] = ()) -> PlannedStop:
    texts = tuple(Text(reason["en"], reason["zh"]) for reason in reasons)
    return PlannedStop(row_id, **{name: kept[name] for name in _TIMES}, reasons=texts)


def plan_of(made: Round, rows: Sequence[RoundStop]) -> DayPlan:
    """Return the plan that the rows keep, without the reasons why stops are left out."""
    return DayPlan(
        day=made.day,
        routes=tuple(_routes(made, rows)),
        unplanned=(),
        revision=made.revision,
        dropped=tuple(Dropped(kept["doctor_id"], _planned_stop(row.id, kept)) for row in rows for kept in row.dropped),
        complete_search=made.complete_search,
    )


def _routes(made: Round, rows: Sequence[RoundStop]) -> Iterable[Route]:
    of_doctor: dict[str, list[RoundStop]] = defaultdict(list)
    for row in rows:
        if row.state == "planned" and row.doctor_id is not None:
            of_doctor[row.doctor_id].append(row)
    for doctor_id in sorted(of_doctor):
        own = sorted(of_doctor[doctor_id], key=lambda row: row.position or 0)
        home = made.journeys_home[doctor_id]
        carry = tuple(dict.fromkeys(code for row in own for code in row.asked["instruments"]))
        stops = tuple(_planned_stop(row.id, row.planned or {}, row.reasons) for row in own)
        yield Route(doctor_id, stops, home["minutes"], home["km"], home["returns"], carry)


def round_read(made: Round, rows: Sequence[RoundStop], factories: Mapping[str, Factory]) -> RoundRead:
    """Return what the API says of rounds, as far as ``rows`` are the principal's to see."""
    plan = plan_of(made, rows)
    by_id = {row.id: row for row in rows}
    routes = [_route_read(plan.day, route, by_id, factories) for route in plan.routes]
    return RoundRead(
        id=made.id,
        day=made.day,
        state="accepted" if made.state == "accepted" else "proposed",
        revision=made.revision,
        doctor_ids=made.doctor_ids,
        shift=made.shift,
        routes=routes,
        unplanned=[
            RoundUnplannedRead(**_common(row, factories), **row.problem)
            for row in rows
            if row.state == "unplanned" and row.problem is not None
        ],
        dropped=[
            RoundDroppedRead(
                stop_id=row.id,
                visit_id=row.visit_id,
                factory_id=row.factory_id,
                factory_name=_name(factories[row.factory_id]),
                doctor_id=row.doctor_id,
                start_at=_at(made.day, row.dropped[-1]["start"]),
            )
            for row in rows
            if row.state == "dropped" and row.doctor_id is not None and row.dropped
        ],
        changes=[RoundChangeRead(stop_id=row.id, **row.change) for row in rows if row.change is not None],
        travel_minutes=plan.travel_minutes,
        travel_km=plan.travel_km,
        complete_search=made.complete_search,
        planned_at=made.planned_at,
        created_at=made.created_at,
        version=made.version,
    )


def _route_read(
    day: date, route: Route, by_id: Mapping[str, RoundStop], factories: Mapping[str, Factory]
) -> RoundRouteRead:
    return RoundRouteRead(
        doctor_id=route.doctor_id,
        leaves_at=_at(day, route.leaves),
        returns_at=_at(day, route.returns),
        stops=[
            RoundPlannedRead(
                **_common(by_id[planned.stop_id], factories),
                visit_id=by_id[planned.stop_id].visit_id,
                address=factories[by_id[planned.stop_id].factory_id].address,
                instruments=by_id[planned.stop_id].asked["instruments"],
                sets_out_at=_at(day, planned.sets_out),
                arrival_at=_at(day, planned.arrival),
                start_at=_at(day, planned.start),
                departure_at=_at(day, planned.departure),
                travel_minutes=planned.travel_minutes,
                travel_km=planned.travel_km,
                waiting_minutes=planned.waiting_minutes,
                reasons=[TextRead.of(reason) for reason in planned.reasons],
            )
            for planned in route.stops
        ],
        back_minutes=route.back_minutes,
        back_km=route.back_km,
        travel_minutes=route.travel_minutes,
        travel_km=route.travel_km,
        carry=list(route.carry),
    )


def _common(row: RoundStop, factories: Mapping[str, Factory]) -> dict[str, Any]:
    return {
        "stop_id": row.id,
        "factory_id": row.factory_id,
        "factory_name": _name(factories[row.factory_id]),
        "purpose": row.purpose,
        "equipment_ids": row.equipment_ids,
        "case_ids": row.case_ids,
        "urgency": row.asked["urgency"],
    }


def _name(factory: Factory) -> TextRead:
    return TextRead(en=factory.name_en, zh=factory.name_zh)


def _at(day: date, minute: int) -> datetime:
    return moment_of(day, minute).astimezone(UTC)

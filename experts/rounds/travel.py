"""How long the journey from one place to another takes: a road factor on the great-circle distance, or a table.

Minutes are whole and rounded up, km have one decimal, so that what stands on paper is what was planned with.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from experts.errors import InstanceError
from experts.geography import Place, great_circle_km
from experts.rounds.texts import rounds_text

__all__ = ["ROAD_FACTOR", "SPEED_KM_H", "Leg", "Travel", "TravelTable", "read_travel_table"]

ROAD_FACTOR = 1.33
"""Road km for each great-circle km in China: R. H. Ballou, H. Rahardja, N. Sakai, Selected country circuity factors for
road travel distance estimation, Transportation Research Part A 36 (2002) 843-848."""

SPEED_KM_H = 45.0
"""Mean speed from door to door between the towns of a region. Judgement, to be replaced by own records: a travel-time
table."""

_LONGEST_MINUTES = 24 * 60
_LONGEST_KM = 2000.0
"""A leg beyond a day or 2000 km is a mistake in a plan of one day."""
_HEADER = ("from", "to", "minutes", "km")


@dataclass(frozen=True, slots=True)
class Leg:
    """One journey: whole minutes and km."""

    minutes: int
    km: float


TravelTable = Mapping[tuple[str, str], Leg]
"""Journeys by (from, to): ids of factories and of doctors, for the places where these live."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Journeys by ``table`` where it has them (in that direction), else by ``road_factor`` and ``speed_km_h``."""

    table: TravelTable = field(default_factory=lambda: MappingProxyType({}))
    road_factor: float = ROAD_FACTOR
    speed_km_h: float = SPEED_KM_H

    def leg(self, start: str, start_place: Place | None, end: str, end_place: Place | None) -> Leg | None:
        """Return the journey between two named places; None where neither the table nor both places tell it."""
        if start == end:
            return Leg(0, 0.0)
        if (start, end) in self.table:
            return self.table[start, end]
        if start_place is None or end_place is None:
            return None
        km = great_circle_km(start_place, end_place) * self.road_factor
        return Leg(math.ceil(round(60.0 * km / self.speed_km_h, 6)), round(km, 1))


def read_travel_table(path: Path) -> TravelTable:
    """Return the journeys of a CSV file with the columns from, to, minutes, km (UTF-8, one direction a line).

    Raises InstanceError: ``travel_not_found``, ``travel_unreadable``, ``travel_header``, ``travel_row`` or
    ``travel_repeated``, with the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return MappingProxyType(dict(_rows(csv.reader(file, strict=True), path)))
    except FileNotFoundError:
        raise _error("travel_not_found", path=path) from None
    except OSError as problem:
        raise _error("travel_unreadable", path=path, why=problem.strerror or problem) from None
    except (UnicodeDecodeError, csv.Error) as problem:
        raise _error("travel_unreadable", path=path, why=problem) from None


def _rows(lines: Iterator[list[str]], path: Path) -> Iterator[tuple[tuple[str, str], Leg]]:
    header = tuple(name.strip().lower() for name in next(lines, []))
    if header != _HEADER:
        raise _error("travel_header", path=path, expected=",".join(_HEADER))
    seen: set[tuple[str, str]] = set()
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        pair, leg = _row(cells, path, number)
        if pair in seen:
            raise _error("travel_repeated", path=path, line=number, start=pair[0], end=pair[1])
        seen.add(pair)
        yield pair, leg


def _row(cells: list[str], path: Path, number: int) -> tuple[tuple[str, str], Leg]:
    cells = [cell.strip() for cell in cells]
    if len(cells) != len(_HEADER) or not cells[0] or not cells[1]:
        raise _error("travel_row", path=path, line=number)
    try:
        minutes, km = float(cells[2]), float(cells[3])
    except ValueError:
        raise _error("travel_row", path=path, line=number) from None
    if not (0.0 <= minutes <= _LONGEST_MINUTES and 0.0 <= km <= _LONGEST_KM):
        raise _error("travel_row", path=path, line=number)
    return (cells[0], cells[1]), Leg(math.ceil(minutes), round(km, 1))


def _error(code: str, **values: object) -> InstanceError:
    return InstanceError(code, rounds_text(code, **values))

"""A map without a map server: places by their coordinates, a scale bar, and one line a doctor through numbered stops.

A route is told apart by colour, dashes and letter together. The picture is SVG made here from numbers and names alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

__all__ = ["COLOURS", "Place", "RouteLine", "letter", "route_map"]

COLOURS: Final = ("#0b6b6b", "#b34700", "#4f46b5", "#9c2f6b", "#2f6f1f", "#7a5c00", "#1b5fa8", "#5c5c5c")
_DASHES: Final = ("", "9 5", "2 5", "12 4 2 4")
_WIDTH: Final = 960
_HEIGHT: Final = 540
_MARGIN: Final = 70
_KM_PER_DEGREE: Final = 111.195
"""Of latitude, on a sphere of 6 371 km."""
_LEAST_SPAN_KM: Final = 4.0
_SCALE_STEPS_KM: Final = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
_SCALE_BAR_PX: Final = 150
_CHARACTER_PX: Final = 8.0
_WIDE_CHARACTER_PX: Final = 13.0
_LINE_PX: Final = 18
_MARK_PX: Final = 12


@dataclass(frozen=True)
class Place:
    """A place with a name; ``number`` is the order of the stop, None for a home, ``left_out`` is on no route."""

    name: str
    latitude_deg: float
    longitude_deg: float
    number: int | None = None
    left_out: bool = False


@dataclass(frozen=True)
class RouteLine:
    """One doctor's way: from home (where it is known) through ``stops`` and back."""

    home: Place | None
    stops: tuple[Place, ...]


@dataclass
class _Label:
    x: float
    y: float
    width: float


def letter(index: int) -> str:
    """Return the letter of the route ``index``: A … Z, then A1, B1 …"""
    again, at = divmod(index, 26)
    return chr(ord("A") + at) + (str(again) if again else "")


def route_map(routes: Sequence[RouteLine], left_out: Sequence[Place], *, title: str) -> str:
    """Return the map as SVG; ``title`` is read out in place of the picture."""
    places = [place for route in routes for place in (*route.stops, *([route.home] if route.home else []))]
    places += left_out
    if not places:
        return ""
    projected = _Projection(places)
    lines = [_line(projected, route, index) for index, route in enumerate(routes)]
    marks = [mark for index, route in enumerate(routes) for mark in _marks(projected, route, index)]
    marks += [_left_out(projected, place) for place in left_out]
    names = _names(projected, [*(stop for route in routes for stop in route.stops), *left_out], places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'font-family="Noto Sans, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="10" fill="#f3f6f6"/>'
        + "".join([*lines, *marks, *names, projected.scale_bar()])
        + "</svg>"
    )


class _Projection:
    """Equirectangular about the middle of the places: true to a fraction of a percent over a province."""

    def __init__(self, places: Sequence[Place]) -> None:
        latitudes = [place.latitude_deg for place in places]
        longitudes = [place.longitude_deg for place in places]
        self._latitude = (min(latitudes) + max(latitudes)) / 2
        self._longitude = (min(longitudes) + max(longitudes)) / 2
        self._km_per_degree_east = _KM_PER_DEGREE * math.cos(math.radians(self._latitude))
        east = max((max(longitudes) - min(longitudes)) * self._km_per_degree_east, _LEAST_SPAN_KM)
        north = max((max(latitudes) - min(latitudes)) * _KM_PER_DEGREE, _LEAST_SPAN_KM)
        self.px_per_km = min((_WIDTH - 2 * _MARGIN) / east, (_HEIGHT - 2 * _MARGIN) / north)

    def point(self, place: Place) -> tuple[float, float]:
        """Return where ``place`` is drawn, in px from the upper left corner."""
        east = (place.longitude_deg - self._longitude) * self._km_per_degree_east
        north = (place.latitude_deg - self._latitude) * _KM_PER_DEGREE
        return round(_WIDTH / 2 + east * self.px_per_km, 1), round(_HEIGHT / 2 - north * self.px_per_km, 1)

    def scale_bar(self) -> str:
        """Return the longest round length that fits, and which way north is."""
        km = max(step for step in _SCALE_STEPS_KM if step * self.px_per_km <= _SCALE_BAR_PX or step == 0.5)
        length, x, y = km * self.px_per_km, 24, _HEIGHT - 22
        return (
            f'<path d="M{x} {y - 5}V{y}H{x + length:.1f}V{y - 5}" fill="none" stroke="#1d2b2f" stroke-width="1.5"/>'
            f'<text x="{x}" y="{y - 10}" font-size="12" fill="#1d2b2f">{km:g} km</text>'
            f'<path d="M{_WIDTH - 30} 46V20m-6 9 6-9 6 9" fill="none" stroke="#1d2b2f" stroke-width="1.5"/>'
            f'<text x="{_WIDTH - 30}" y="60" font-size="12" text-anchor="middle" fill="#1d2b2f">N</text>'
        )


def _line(projected: _Projection, route: RouteLine, index: int) -> str:
    places = [*([route.home] if route.home else []), *route.stops, *([route.home] if route.home else [])]
    path = "M" + "L".join("{} {}".format(*projected.point(place)) for place in places)
    dashes = _DASHES[(index + index // len(COLOURS)) % len(_DASHES)]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{path}" fill="none" stroke="{_colour(index)}" stroke-width="2.5" stroke-linejoin="round"{dashed}/>'
    )


def _marks(projected: _Projection, route: RouteLine, index: int) -> Iterable[str]:
    if route.home:
        x, y = projected.point(route.home)
        yield (
            f'<rect x="{x - 11}" y="{y - 11}" width="22" height="22" rx="4" fill="#ffffff" stroke="{_colour(index)}" '
            f'stroke-width="2.5"/>' + _inside(x, y, letter(index), _colour(index))
        )
    for stop in route.stops:
        x, y = projected.point(stop)
        yield f'<circle cx="{x}" cy="{y}" r="12" fill="{_colour(index)}"/>' + _inside(
            x, y, f"{letter(index)}{stop.number}", "#ffffff"
        )


def _left_out(projected: _Projection, place: Place) -> str:
    x, y = projected.point(place)
    return (
        f'<circle cx="{x}" cy="{y}" r="9" fill="#ffffff" stroke="#5c5c5c" stroke-width="2" stroke-dasharray="3 2"/>'
        f'<path d="M{x - 4} {y - 4}l8 8m0 -8l-8 8" stroke="#5c5c5c" stroke-width="2"/>'
    )


def _inside(x: float, y: float, text: str, colour: str) -> str:
    return (
        f'<text x="{x}" y="{y + 4}" font-size="11" font-weight="700" text-anchor="middle" fill="{colour}">{text}</text>'
    )


def _names(projected: _Projection, named: Sequence[Place], marked: Sequence[Place]) -> list[str]:
    """Write each factory once, where it covers neither a mark nor another name as far as there is such a place."""
    written = [_Label(x - _MARK_PX, y + 4, 2 * _MARK_PX) for x, y in (projected.point(place) for place in marked)]
    texts = []
    for name, (x, y) in {place.name: projected.point(place) for place in named}.items():
        width = sum(_CHARACTER_PX if character.isascii() else _WIDE_CHARACTER_PX for character in name)
        spot = _free_spot(x, y, width, written)
        written.append(spot)
        texts.append(
            f'<text x="{spot.x:.1f}" y="{spot.y:.1f}" font-size="13" fill="#1d2b2f" stroke="#f3f6f6" stroke-width="4" '
            f'paint-order="stroke">{escape(name)}</text>'
        )
    return texts


def _free_spot(x: float, y: float, width: float, written: Sequence[_Label]) -> _Label:
    spots = [
        _Label(x + 16, y + 4, width),
        _Label(x - 16 - width, y + 4, width),
        _Label(x - width / 2, y - 17, width),
        _Label(x - width / 2, y + 28, width),
        _Label(x + 14, y + 24, width),
        _Label(x + 14, y - 14, width),
        _Label(x - 14 - width, y + 24, width),
        _Label(x - 14 - width, y - 14, width),
        _Label(x + 16, y + 40, width),
        _Label(x + 16, y - 32, width),
    ]
    within = [spot for spot in spots if spot.x >= 4 and spot.x + width <= _WIDTH - 4] or spots
    return next((spot for spot in within if not any(_overlap(spot, other) for other in written)), within[0])


def _overlap(one: _Label, other: _Label) -> bool:
    apart = one.x + one.width < other.x or other.x + other.width < one.x
    return not apart and abs(one.y - other.y) < _LINE_PX


def _colour(index: int) -> str:
    return COLOURS[index % len(COLOURS)]

"""Distances on the Earth, shared by matching and rounds."""

from __future__ import annotations

import math

__all__ = ["Place", "great_circle_km"]

Place = tuple[float, float]
"""Latitude and longitude in degrees."""

_EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth, IUGG (Moritz, Geodetic Reference System 1980, J. Geodesy 74, 2000)."""


def great_circle_km(one: Place, other: Place) -> float:
    """Return the great-circle distance in km of two (latitude, longitude) in degrees, by the haversine
    formula (Sinnott 1984).
    """
    lat_one, lat_other = math.radians(one[0]), math.radians(other[0])
    half_lat = (lat_other - lat_one) / 2.0
    half_lon = math.radians(other[1] - one[1]) / 2.0
    chord = math.sin(half_lat) ** 2 + math.cos(lat_one) * math.cos(lat_other) * math.sin(half_lon) ** 2
    return 2.0 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))

"""Rolling bearings by designation: tolerant look-up, free search, nearest names for a misspelt one."""

from __future__ import annotations

import csv
import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diagnostics.errors import machine_error

__all__ = ["CatalogueBearing", "bearing_catalogue", "find_bearing", "nearest_designations", "search_bearings"]

ROW_TOLERANCE = 5e-3
"""Relative; a row that breaks the kinematic rules by more is wrong (rulebook §1.1)."""
_PARTLY_ASSUMED = "partly assumed"
"""Value of the column quality for rows whose pitch diameter was not published."""
_SEALS_AND_CLEARANCE = re.compile(
    r"(?:[-/ ]?(?:2?RS[HR1]?|2?RZ|LL[UB]|DDU|VV|ZZ|2?Z[RE]?|C[2-5]|CN|ETN9|TN9|TVP2?|TVH|XL|E|J|M))+$", re.IGNORECASE
)
"""Suffixes for seals, shields, clearance and cage design, which leave the geometry of a series as it is (DIN 623-1)."""


@dataclass(frozen=True)
class CatalogueBearing:
    """One row of the catalogue: multiples of the shaft speed with the inner ring turning, geometry in mm and
    degrees where known.
    """

    designation: str
    manufacturer: str | None
    balls: int
    ball_mm: float | None
    pitch_mm: float | None
    contact_deg: float
    bpfo: float
    bpfi: float
    bsf: float
    ftf: float
    quality: str
    source: str


@cache
def bearing_catalogue() -> tuple[CatalogueBearing, ...]:
    """Return all bearings of ``bearings.csv``, in its order; raises ValueError naming a row that contradicts itself."""
    path = Path(__file__).with_name("bearings.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = tuple(_read_row(row) for row in csv.DictReader(file))
    for row in rows:
        _check_row(row)
    return rows


def _check_row(row: CatalogueBearing) -> None:
    """Refuse a row that breaks BPFO + BPFI = n or BPFO = n·FTF by more than `ROW_TOLERANCE`."""
    for rule, ratio in (
        ("BPFO + BPFI = n", (row.bpfo + row.bpfi) / row.balls),
        ("BPFO = n·FTF", row.bpfo / (row.balls * row.ftf)),
    ):
        if abs(ratio - 1.0) > ROW_TOLERANCE:
            raise ValueError(f"bearings.csv, {row.designation}: {rule} is off by {100.0 * (ratio - 1.0):.2f} %")


def _read_row(row: dict[str, str]) -> CatalogueBearing:
    return CatalogueBearing(
        designation=row["designation"],
        manufacturer=row["manufacturer"] or None,
        balls=int(row["n_rollers"]),
        ball_mm=float(row["roller_d_mm"]) if row["roller_d_mm"] else None,
        pitch_mm=float(row["pitch_D_mm"]) if row["pitch_D_mm"] else None,
        contact_deg=float(row["contact_deg"]),
        bpfo=float(row["BPFO"]),
        bpfi=float(row["BPFI"]),
        bsf=float(row["BSF"]),
        ftf=float(row["FTF"]),
        quality=row["quality"],
        source=row["source"],
    )


def find_bearing(designation: str) -> CatalogueBearing:
    """Return the catalogue row that ``designation`` means, whatever its case, spaces, remark in brackets or seal
    suffix.

    The most literal agreement wins, a measured row before one that is partly assumed, then the order of the catalogue.
    Raises `MachineError` (bearing_unknown) that names the nearest designations.
    """
    rows = bearing_catalogue()
    measured = tuple(row for row in rows if row.quality != _PARTLY_ASSUMED)
    for candidates, reduce in (
        (rows, _squeezed),
        (measured, _without_remark),
        (measured, _basic),
        (rows, _without_remark),
        (rows, _basic),
    ):
        wanted = reduce(designation)
        for bearing in candidates:
            if wanted and reduce(bearing.designation) == wanted:
                return bearing
    raise machine_error(
        "bearing_unknown", designation=designation[:80], nearest=", ".join(nearest_designations(designation))
    )


def nearest_designations(designation: str, count: int = 3) -> tuple[str, ...]:
    """Return the ``count`` catalogue designations most similar to ``designation``, the most similar first."""
    wanted = _without_remark(designation[:80])

    def similarity(bearing: CatalogueBearing) -> float:
        return difflib.SequenceMatcher(None, wanted, _without_remark(bearing.designation)).ratio()

    ranked = sorted(bearing_catalogue(), key=similarity, reverse=True)
    return tuple(bearing.designation for bearing in ranked[:count])


def search_bearings(text: str) -> tuple[CatalogueBearing, ...]:
    """Return the bearings whose designation or manufacturer contains every word of ``text``, in catalogue order."""
    words = [_squeezed(word) for word in text.split()]
    return tuple(
        bearing
        for bearing in bearing_catalogue()
        if all(word in _squeezed(f"{bearing.designation}{bearing.manufacturer or ''}") for word in words)
    )


def _squeezed(designation: str) -> str:
    """Return ``designation`` in capitals without spaces, dashes, dots and slashes."""
    return re.sub(r"[\s./_-]+", "", designation).upper()


def _without_remark(designation: str) -> str:
    """Return the squeezed ``designation`` without what stands in brackets."""
    return _squeezed(re.sub(r"\([^)]*\)?", "", designation))


def _basic(designation: str) -> str:
    """Return the basic designation: no remark in brackets, no suffix for seals, clearance or cage design."""
    plain = re.sub(r"\([^)]*\)?", "", designation).strip()
    return _squeezed(_SEALS_AND_CLEARANCE.sub("", plain))

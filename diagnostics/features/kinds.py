"""What there is to be measured: each kind of feature with its unit, the quantities it applies to and its meaning."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast

from diagnostics.texts import Text

__all__ = ["KINDS", "FeatureKind", "Scale", "word"]

Scale = Literal["ratio", "difference", "decibel"]
"""How two values of a feature are compared: by their ratio, by their difference, or as the levels that they are."""

_UNIT_WORDS: Final = {"": "", "1": "", "%": "percent", "dB": "db", "m/s2": "m_s2", "mm/s": "mm_s", "degC": "degc"}


@dataclass(frozen=True)
class FeatureKind:
    """One kind of feature; `about` may hold places such as ``{component}`` that a single feature fills in."""

    key: str
    group: str
    """Features of one channel and group move together and are judged together."""
    unit: str
    """``si`` for that of the channel."""
    scale: Scale
    least_spread: float
    """Scatter below which a difference says nothing, whatever the history: relative for ratios, else in the unit."""
    quantities: tuple[str, ...]
    about: Text

    @property
    def judged(self) -> bool:
        """Whether a baseline judges it; what only tells how the machine was run is a condition."""
        return self.group != "condition"

    def filled(self, **values: object) -> Text:
        """Return the meaning with ``values`` filled in; a `Text` value gives each language its own version."""
        english = {key: value.en if isinstance(value, Text) else value for key, value in values.items()}
        chinese = {key: value.zh if isinstance(value, Text) else value for key, value in values.items()}
        return Text(self.about.en.format(**english), self.about.zh.format(**chinese))


def word(text: str) -> str:
    """Return a unit or a component's name as it stands in the name of a feature.

    >>> word("m/s2"), word("Pump end 1"), word("µg·s")
    ('m_s2', 'pump_end_1', 'µg_s')
    """
    if text in _UNIT_WORDS:
        return _UNIT_WORDS[text]
    return re.sub(r"[^\w]+", "_", text.lower()).strip("_")


def _load() -> dict[str, FeatureKind]:
    rows: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        Path(__file__).with_name("features.toml").read_text(encoding="utf-8")
    )
    return {key: _kind(key, row) for key, row in rows.items()}


def _kind(key: str, row: Mapping[str, Any]) -> FeatureKind:
    if row["scale"] not in ("ratio", "difference", "decibel"):
        raise ValueError(f"features.toml: [{key}] scale")
    return FeatureKind(
        key=key,
        group=row["group"],
        unit=row["unit"],
        scale=cast(Scale, row["scale"]),
        least_spread=float(row["least_spread"]),
        quantities=tuple(row["quantities"]),
        about=Text(row["en"], row["zh"]),
    )


KINDS: Final = _load()
"""By key, in the order of the table."""

"""Whether stated probabilities hold: of many things with nothing wrong, the share p should state p or less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from scipy import stats

from diagnostics.figures.style import COLOURS, dress, font, new_figure, plain_log_axis, save, title

__all__ = ["STATED", "Share", "draw_stated_and_observed", "observed_shares"]

STATED: Final = (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
"""Where stated and observed are compared."""
CONFIDENCE: Final = 0.95


@dataclass(frozen=True)
class Share:
    """How many of a number, with the exact binomial interval (Clopper & Pearson, Biometrika 26 (1934))."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share itself."""
        return self.hits / self.total

    @property
    def band(self) -> tuple[float, float]:
        """The interval with 95 % confidence."""
        interval = stats.binomtest(self.hits, self.total).proportion_ci(CONFIDENCE, method="exact")
        return float(interval.low), float(interval.high)

    def __str__(self) -> str:
        low, high = self.band
        return f"{self.hits:5d}/{self.total:<5d} {self.value:8.4f} [{low:.4f}, {high:.4f}]"


def observed_shares(smallest: Sequence[float], stated: Sequence[float] = STATED) -> list[Share]:
    """Return for each ``stated`` probability how many of ``smallest`` are as small or smaller."""
    values = np.asarray(smallest)
    return [Share(int(np.sum(values <= p)), values.size) for p in stated]


def draw_stated_and_observed(
    groups: Mapping[str, Sequence[float]],
    path: Path,
    *,
    heading: str,
    axes_named: tuple[str, str],
    independent: bool = True,
) -> None:
    """Write ``path`` as PNG and SVG: a line for the stated probabilities of each of ``groups``, with its 95 % band
    where they are ``independent`` of each other (rows that follow each other are not)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure = new_figure(6.4, 6.0)
    axes = figure.add_subplot()
    axes.plot(
        [1e-5, 1.0], [1e-5, 1.0], color=COLOURS["muted"], linewidth=1.0, linestyle="--", label="stated = observed"
    )
    colours = [COLOURS[name] for name in ("sideband", "found", "expected", "floor", "signal", "muted")]
    for (name, group), colour in zip(groups.items(), colours, strict=False):
        stated = np.geomspace(STATED[0], 1.0, 41)
        shares = observed_shares(group, stated.tolist())
        if independent:
            bands = np.array([share.band for share in shares])
            low, high = np.maximum(bands[:, 0], 1e-6), bands[:, 1]
            axes.fill_between(stated, low, high, color=colour, alpha=0.18, linewidth=0.0)
        values = np.array([share.value for share in shares])
        seen = values > 0.0
        axes.plot(stated[seen], values[seen], color=colour, linewidth=1.5, label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(STATED[0], 1.0)
    axes.set_ylim(STATED[0], 1.0)
    for axis in (axes.xaxis, axes.yaxis):
        plain_log_axis(axis)
    title(axes, heading)
    dress(axes, *axes_named)
    axes.legend(prop=font(9), frameon=False, loc="upper left")
    for picture_format in ("png", "svg"):
        save(figure, path.with_suffix(f".{picture_format}"), picture_format)

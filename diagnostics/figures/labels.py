"""The words of a plot: its title and the names of its axes, for pictures and for their data alike."""

from __future__ import annotations

import math
from typing import Final

from diagnostics.components import component_name
from diagnostics.figures.style import TEXTS
from diagnostics.plots import LinePlot, Plot
from diagnostics.texts import Text
from diagnostics.vocabulary import fault_kind

__all__ = ["peak_text", "plot_title", "shown_unit", "y_label"]

_SPELLING: Final = {"m/s2": "m/s²"}


def plot_title(plot: Plot) -> Text:
    """Return which fault of which part the plot shows, in what, and on which channel."""
    kind = plot.kind if isinstance(plot, LinePlot) else "mean_turn"
    band: Text | str = ""
    if isinstance(plot, LinePlot) and plot.band_hz is not None:
        band = TEXTS("in_band", low=plot.band_hz[0] / 1000.0, high=plot.band_hz[1] / 1000.0)
    return TEXTS("title", subject=_subject(plot), what=TEXTS(f"title_{kind}", channel=plot.channel), band=band)


def _subject(plot: Plot) -> Text:
    fault = fault_kind(plot.fault).name
    if plot.component is None:
        return fault
    part = component_name(plot.fault, plot.component)
    return TEXTS("subject", fault=fault, part=Text(part.en[:1].upper() + part.en[1:], part.zh))


def shown_unit(unit: str) -> str:
    """Return a unit as people write it."""
    return _SPELLING.get(unit, unit)


def y_label(plot: Plot) -> Text:
    """Return the name of the vertical axis with its unit."""
    kind = plot.kind if isinstance(plot, LinePlot) else "mean_turn"
    return TEXTS(f"y_{kind}", unit=shown_unit(plot.unit))


def peak_text(plot: LinePlot, frequency_hz: float, *, level: float, floor: float) -> Text:
    """Return frequency and size of a line of ``level`` over the noise ``floor``, in the units of ``plot``."""
    if plot.kind == "envelope_spectrum":
        depth = math.sqrt(max(0.0, level**2 - floor**2)) if math.isfinite(floor) else level
        return TEXTS("peak_depth", frequency=frequency_hz, depth=depth)
    return TEXTS("peak_level", frequency=frequency_hz, level=level, unit=shown_unit(plot.unit))

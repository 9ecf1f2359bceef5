"""The four panels of an overview: time course, spectrum, envelope spectrum, spectrogram."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import SubFigure
from numpy.typing import NDArray

from diagnostics.examination import Examination
from diagnostics.figures.labels import shown_unit
from diagnostics.figures.lines import draw_lines
from diagnostics.figures.reduction import peaks_kept
from diagnostics.figures.style import COLOURS, Say, dress, font, plain_log_axis, sayer, title
from diagnostics.figures.survey import Survey
from diagnostics.figures.widest_envelope import widest_envelope
from diagnostics.machine.sensors import Sensor
from diagnostics.machine.units import QUANTITY_NAMES
from diagnostics.plots import LinePlot
from diagnostics.severity.iso20816 import velocity_band_hz

__all__ = ["VELOCITY_POWER", "draw_envelope", "draw_spectrogram", "draw_spectrum", "draw_time"]

VELOCITY_POWER: Final = {"acceleration": 1, "velocity": 0}
"""How often each quantity is integrated to a velocity."""
MARKED_ORDERS, NAMED_ORDERS = (1, 2, 3, 4, 5), (1, 2, 4)
"""Multiples of the shaft speed that are marked in the spectrum, and those that have room for a name (a convention)."""
DECADES: Final = 4.5
"""Most decades of the spectrum's vertical axis (a convention)."""
LEAST_DECIBELS, DECIBELS = 20.0, 60.0
"""Least and most range of the spectrogram's colours below its highest cell (a convention)."""
LOWEST_ORDER: Final = 0.1
LOWEST_SHOWN_HZ: Final = (0.2, 5.0)
"""The spectrum's axis begins at a tenth of the shaft speed, within these limits, or at 2 Hz where it is not known:
below the cage and the belt, above the drift that integration makes of noise (a convention)."""
ENVELOPE_ORDERS: Final = 25.0
"""Reach of an envelope spectrum in which nothing was found, in turns of the shaft: four harmonics of an inner race
with ten balls (rulebook §2.3)."""
ENVELOPE_REACH_HZ: Final = 500.0
"""The same where the speed is not known (a convention)."""
LEAST_DEPTH_SHOWN: Final = 0.25
"""Least height of an envelope spectrum in which nothing was found, so that noise does not fill it: a little over the
depth that is worth watching (rulebook §4.2, 0.2)."""
SIZE, TITLE_SIZE = 9.5, 10.5


def _unit(sensor: Sensor) -> str:
    return shown_unit(sensor.si_unit if sensor.calibrated else sensor.unit or "–")


def draw_time(axes: Axes, seen: Survey, examination: Examination, sensor: Sensor, say: Say) -> None:
    """Draw the smallest and largest sample of each column, with the plain figures of the channel above."""
    axes.fill_between(seen.time_s, seen.low, seen.high, color=COLOURS["signal"], linewidth=0.4, step="mid")
    axes.set_xlim(0.0, float(2.0 * seen.time_s[-1] - seen.time_s[-2]) if seen.time_s.size > 1 else 1.0)
    measured = examination.measurements.get(sensor.channel)
    text = say("time_title")
    if measured is not None and measured.rms is not None and measured.crest_factor is not None:
        text = say(
            "time_title_measured",
            rms=measured.rms,
            unit=_unit(sensor),
            crest=measured.crest_factor,
            kurtosis=measured.kurtosis or 0.0,
        )
    title(axes, text, size=TITLE_SIZE)
    dress(
        axes, say("time_axis"), f"{say('quantity', name=QUANTITY_NAMES[sensor.quantity])} [{_unit(sensor)}]", size=SIZE
    )


def draw_spectrum(axes: Axes, seen: Survey, examination: Examination, sensor: Sensor, say: Say) -> None:
    """RMS of each line on logarithmic axes: velocity where the channel can be brought to it, else what it measures."""
    shaft_hz = None if examination.speed.rpm is None else examination.speed.rpm / 60.0
    integrations = VELOCITY_POWER.get(sensor.quantity) if sensor.calibrated else None
    low_hz = float(np.clip(LOWEST_ORDER * shaft_hz, *LOWEST_SHOWN_HZ)) if shaft_hz else 2.0
    inside = seen.frequency_hz >= max(low_hz, 2.0 * float(seen.frequency_hz[min(1, seen.frequency_hz.size - 1)]))
    frequency_hz, values = seen.frequency_hz[inside], seen.line_rms[inside]
    if frequency_hz.size < 2:
        title(axes, say("spectrum_title"), size=TITLE_SIZE)
        return
    text, label = say("spectrum_title"), say("y_other_spectrum", unit=_unit(sensor))
    if integrations is not None:
        values = 1000.0 * values / (2.0 * np.pi * frequency_hz) ** integrations
        band_hz = velocity_band_hz(examination.speed.rpm)
        axes.axvspan(band_hz[0], min(band_hz[1], float(frequency_hz[-1])), color=COLOURS["band"], zorder=0)
        text, label = _velocity_title(examination, sensor, band_hz, say), say("y_velocity_spectrum", unit="mm/s")
    axes.set_xscale("log")
    kept = _log_kept(frequency_hz, values)
    axes.plot(frequency_hz[kept], values[kept], color=COLOURS["signal"], linewidth=0.7)
    top = float(np.max(values))
    if top > 0.0:
        axes.set_yscale("log")
        axes.set_ylim(max(0.3 * float(np.percentile(values, 1.0)), top * 10.0**-DECADES), 4.0 * top)
        plain_log_axis(axes.yaxis)
    axes.set_xlim(float(frequency_hz[0]), float(frequency_hz[-1]))
    if shaft_hz:
        _mark_orders(axes, shaft_hz)
    plain_log_axis(axes.xaxis)
    title(axes, text, size=TITLE_SIZE)
    dress(axes, say("frequency_axis"), label, size=SIZE)


def _velocity_title(examination: Examination, sensor: Sensor, band_hz: tuple[float, float], say: Say) -> str:
    measured = examination.measurements.get(sensor.channel)
    if measured is None or measured.velocity_rms_mm_s is None:
        return say("velocity_title")
    figures = {"level": measured.velocity_rms_mm_s, "low": band_hz[0], "high": band_hz[1]}
    if measured.zone is None:
        return say("velocity_level", **figures)
    return say("velocity_level_zone", zone=measured.zone, **figures)


def _log_kept(frequency_hz: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the highest line of each of many steps that are even on a logarithmic axis."""
    step = np.floor(600.0 * np.log10(frequency_hz / frequency_hz[0])).astype(np.intp)
    starts = np.flatnonzero(np.diff(step, prepend=-1))
    ends = np.append(starts[1:], frequency_hz.size)
    return np.array([a + int(np.argmax(values[a:b])) for a, b in zip(starts, ends, strict=True)])


def _mark_orders(axes: Axes, shaft_hz: float) -> None:
    low_hz, high_hz = axes.get_xlim()
    for k in MARKED_ORDERS:
        if low_hz < k * shaft_hz < high_hz:
            axes.axvline(k * shaft_hz, color=COLOURS["expected"], linewidth=0.8, linestyle=":", zorder=1)
    for k in NAMED_ORDERS:
        if low_hz < k * shaft_hz < high_hz:
            axes.annotate(
                f"{k}×",
                (k * shaft_hz, 0.985),
                xycoords=("data", "axes fraction"),
                ha="center",
                va="top",
                fontproperties=font(8.5),
                color=COLOURS["expected"],
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.6},
            )


def draw_envelope(
    axes: Axes, seen: Survey, plot: LinePlot | None, sampling_rate_hz: float, shaft_hz: float | None, lang: str
) -> None:
    """Draw the envelope spectrum that decided (``plot``), or that of the widest band when none did."""
    say = sayer(lang)
    if plot is not None:
        draw_lines(axes, plot, lang, size=SIZE)
        band = "" if plot.band_hz is None else say("in_band", low=plot.band_hz[0] / 1e3, high=plot.band_hz[1] / 1e3)
        title(axes, say("envelope_title", band=band), size=TITLE_SIZE)
        return
    reach_hz = ENVELOPE_ORDERS * shaft_hz if shaft_hz else ENVELOPE_REACH_HZ
    wide = widest_envelope(seen.stretch, sampling_rate_hz=sampling_rate_hz, highest_hz=reach_hz)
    if wide is None:
        title(axes, say("no_envelope"), size=TITLE_SIZE)
        return
    kept = peaks_kept(wide.depth)
    axes.plot(wide.frequency_hz[kept], wide.depth[kept], color=COLOURS["signal"], linewidth=0.7)
    axes.plot(
        wide.frequency_hz[kept], wide.floor[kept], color=COLOURS["floor"], linewidth=1.3, linestyle="--", zorder=3
    )
    for k in range(1, int(wide.frequency_hz[-1] / shaft_hz) + 1 if shaft_hz else 1):
        axes.axvline(k * (shaft_hz or 0.0), color=COLOURS["shaft"], linewidth=0.6, zorder=0)
    highest = float(np.max(wide.depth[wide.frequency_hz > (0.3 * shaft_hz if shaft_hz else 1.0)], initial=0.0))
    axes.set_ylim(0.0, max(LEAST_DEPTH_SHOWN, 1.2 * highest))
    axes.set_xlim(0.0, float(wide.frequency_hz[-1]))
    band = say("in_band", low=wide.band_hz[0] / 1e3, high=wide.band_hz[1] / 1e3)
    title(axes, say("envelope_title", band=band), size=TITLE_SIZE)
    dress(axes, say("frequency_axis"), say("y_envelope_spectrum"), size=SIZE)


def draw_spectrogram(panel: SubFigure, axes: Axes, seen: Survey, say: Say) -> None:
    """Draw the power over time and frequency in dB below its highest cell."""
    title(axes, say("spectrogram_title"), size=TITLE_SIZE)
    top = float(np.max(seen.power, initial=0.0))
    if top > 0.0 and seen.row_hz.size > 1:
        level_db = 10.0 * np.log10(np.maximum(seen.power / top, 10.0 ** (-DECIBELS / 10.0)))
        half_s = 0.5 * (seen.column_s[1] - seen.column_s[0]) if seen.column_s.size > 1 else seen.column_s[0]
        image = axes.imshow(
            level_db,
            origin="lower",
            aspect="auto",
            extent=(
                float(seen.column_s[0] - half_s),
                float(seen.column_s[-1] + half_s),
                0.0,
                float(seen.row_hz[-1]) / 1000.0,
            ),
            cmap="viridis",
            vmin=min(-LEAST_DECIBELS, float(np.percentile(level_db, 5.0))),
            vmax=0.0,
            interpolation="nearest",
        )
        bar = panel.colorbar(image, ax=axes, pad=0.015, aspect=30)
        bar.set_label(say("decibel_axis"), fontproperties=font(SIZE))
        for label in bar.ax.get_yticklabels():
            label.set_fontproperties(font(SIZE - 1.0))
    dress(axes, say("time_axis"), say("frequency_khz_axis"), size=SIZE)

"""Spectra over orders of the main shaft: at equal angles by the tachometer, else at a constant speed."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid
from clinic_api.signals.lines import Lines
from clinic_api.signals.opening import Opened, Stretch
from clinic_api.signals.preparing import TEXTS
from clinic_api.signals.queries import OrderSpectrumQuery
from clinic_api.signals.schemas import OrderSpectrumView
from clinic_api.signals.spectra import spectrum_lines, spectrum_unit

__all__ = ["order_view"]

_LEAST_TURNS: Final = 4
"""Turns of the shaft below which orders cannot be told apart."""
_MOST_POINTS_PER_TURN: Final = 4096
_MOST_SAMPLES: Final = 1 << 20
"""Taken at equal angles in about a second."""

SpeedSource = Literal["tachometer", "given", "examined", "machine"]


def order_view(opened: Opened, asked: OrderSpectrumQuery) -> OrderSpectrumView:
    """Return the columns of a stretch's amplitude (peak) over orders, up to ``to_order``.

    Raises `Invalid`: ``stretch_empty``, ``stretch_too_long``, ``stretch_with_gaps``, ``speed_unknown``,
    ``band_empty``.
    """
    stretch = opened.stretch(asked.channel, asked.from_s, asked.to_s)
    turns = None if asked.rpm is not None else _turns(opened, stretch)
    source: SpeedSource
    if turns is not None:
        source, lines = "tachometer", _at_equal_angles(opened, stretch, turns, asked.to_order)
        speed_rpm = 60.0 * float(turns[-1] - turns[0]) / ((stretch.count - 1) / opened.rate_hz)
    else:
        speed_rpm, source = _constant_speed(opened, asked.rpm)
        of_time = spectrum_lines(opened, stretch, "recorded")
        shaft_hz = speed_rpm / 60.0
        lines = Lines(of_time.values, of_time.step / shaft_hz, of_time.resolution / shaft_hz, of_time.averages)
    shown = lines.between(0.0, asked.to_order)
    return OrderSpectrumView.model_validate(
        opened.common(stretch)
        | shown.columns(asked.pixels)
        | {"from_order": shown.first, "to_order": shown.last, "speed_rpm": speed_rpm, "speed_source": source}
        | {"value_unit": spectrum_unit(opened, stretch, "recorded")}
    )


def _constant_speed(opened: Opened, rpm: float | None) -> tuple[float, SpeedSource]:
    if rpm is not None:
        return rpm, "given"
    if opened.examined is not None and opened.examined.speed_rpm is not None:
        return opened.examined.speed_rpm, "examined"
    if opened.machine is not None and opened.machine.speed_rpm is not None:
        return opened.machine.speed_rpm, "machine"
    raise Invalid("speed_unknown", TEXTS("speed_unknown"))


def _turns(opened: Opened, stretch: Stretch) -> NDArray[np.float64] | None:
    """Return the shaft's angle in turns at each sample of a stretch by the tachometer [shape=(n,)], None where there is
    none, or one without enough edges.
    """
    from diagnostics.speed.estimation import tachometer_edges

    for channel in range(len(opened.copy.about.channels)):
        sensor = opened.sensor(channel)
        if sensor is None or sensor.quantity != "tachometer":
            continue
        pulses = sensor.pulses_per_rev or 1.0
        samples = opened.samples(stretch.of_channel(channel), at_most=_MOST_SAMPLES)
        below, above, middle = tachometer_edges(samples)
        edges = below + (above - below) * (middle - samples[below]) / (samples[above] - samples[below])
        if edges.size >= 2 and (edges.size - 1) / pulses >= _LEAST_TURNS:
            return _angle(edges, pulses, stretch.count)
    return None


def _angle(edges: NDArray[np.float64], pulses_per_rev: float, count: int) -> NDArray[np.float64]:
    """Return the angle in turns at each of ``count`` samples [shape=(count,)]: straight between the ``edges`` (sample
    numbers), at the speed of the first and the last pulses before and after them.
    """
    before = edges[0] - (edges[1] - edges[0]) * np.arange(np.ceil(edges[0] / (edges[1] - edges[0])), 0, -1)
    last = edges[-1] - edges[-2]
    after = edges[-1] + last * np.arange(1, np.ceil((count - 1 - edges[-1]) / last) + 1)
    all_edges = np.concatenate([before, edges, after])
    return np.asarray(np.interp(np.arange(count), all_edges, np.arange(all_edges.size) / pulses_per_rev))


def _at_equal_angles(opened: Opened, stretch: Stretch, turns: NDArray[np.float64], to_order: float) -> Lines:
    """Return the amplitude (peak) of each order of samples taken at equal angles of the shaft."""
    from diagnostics.spectra.orders import angular_resampled
    from diagnostics.spectra.spectrum import amplitude_spectrum

    samples_per_turn = (stretch.count - 1) / float(turns[-1] - turns[0])
    wanted = min(2.56 * to_order, samples_per_turn, _MOST_POINTS_PER_TURN)
    points = max(8, int(np.ceil(wanted)))
    samples = opened.samples(stretch, at_most=_MOST_SAMPLES)
    angular = angular_resampled(samples, shaft_angle_turns=turns, points_per_turn=points)
    order, amplitude = amplitude_spectrum(angular, sampling_rate_hz=float(points))
    return Lines(amplitude.astype(np.float32), float(order[1]), points / angular.size, 1)

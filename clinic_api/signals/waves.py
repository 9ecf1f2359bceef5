"""The signal itself: its extremes at the width of a screen, and single samples."""

from __future__ import annotations

import math

from clinic_api.signals.columns import columns_of_copy
from clinic_api.signals.opening import Opened, Stretch, told
from clinic_api.signals.queries import ReadoutQuery, ViewQuery
from clinic_api.signals.schemas import Readout, SignalView

__all__ = ["readout", "signal_view"]


def signal_view(opened: Opened, asked: ViewQuery) -> SignalView:
    """Return the columns of a stretch of one channel; raises `Invalid` as `Opened.stretch`."""
    stretch = opened.stretch(asked.channel, asked.from_s, asked.to_s)
    columns = columns_of_copy(opened.copy, stretch.channel, stretch.start, stretch.stop, asked.pixels)
    return SignalView.model_validate(
        opened.common(stretch)
        | {"minimum": told(columns.minimum), "maximum": told(columns.maximum), "reduced_by": columns.reduced_by}
        | {"value_unit": opened.unit(stretch)}
    )


def readout(opened: Opened, asked: ReadoutQuery) -> Readout:
    """Return the sample nearest to a time: the last one for a time after the end."""
    channel = opened.channel_index(asked.channel)
    index = min(round(asked.at_s * opened.rate_hz), opened.copy.about.sample_count - 1)
    stretch = Stretch(channel, index, index + 1)
    value = float(opened.copy.channel(channel, index, index + 1)[0])
    return Readout.model_validate(
        opened.common(stretch)
        | {"index": index, "at_s": index / opened.rate_hz, "value": None if math.isnan(value) else value}
        | {"value_unit": opened.unit(stretch)}
    )

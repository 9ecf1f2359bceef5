"""Envelope spectra as the examination makes and draws them: the squared envelope of a band, as modulation depth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from clinic_api.errors import Invalid
from clinic_api.signals.lines import Lines, parts_of, root_mean_power
from clinic_api.signals.opening import Opened, Stretch
from clinic_api.signals.preparing import TEXTS
from clinic_api.signals.queries import EnvelopeSpectrumQuery
from clinic_api.signals.schemas import EnvelopeSpectrumView
from diagnostics.texts import Text

__all__ = ["Band", "chosen_band", "envelope_lines", "envelope_view"]

_LEAST_SAMPLES: Final = 512
"""Below it there are too few lines (`diagnostics.figures.widest_envelope`)."""
_LEAST_LINES: Final = 16
"""Lines of the spectrum in a band, below which its envelope has no course."""


@dataclass(frozen=True)
class Band:
    """A band, and why it is this one."""

    low_hz: float
    high_hz: float
    source: Literal["given", "chosen"]
    text: Text


def envelope_view(opened: Opened, asked: EnvelopeSpectrumQuery) -> EnvelopeSpectrumView:
    """Return the columns of the envelope spectrum of a stretch between two frequencies.

    Raises `Invalid`: ``stretch_empty``, ``stretch_with_gaps``, ``stretch_too_short``, ``band_incomplete``,
    ``band_empty``.
    """
    stretch = opened.stretch(asked.channel, asked.from_s, asked.to_s)
    band = chosen_band(opened, stretch, asked.band_low_hz, asked.band_high_hz)
    lines = envelope_lines(opened, stretch, band).between(asked.from_hz, asked.to_hz)
    return EnvelopeSpectrumView.model_validate(
        opened.common(stretch)
        | lines.scale()
        | lines.columns(asked.pixels)
        | {"band_hz": (band.low_hz, band.high_hz), "band_source": band.source, "band_text": band.text.to_json()}
        | {"value_unit": "1"}
    )


def chosen_band(opened: Opened, stretch: Stretch, low_hz: float | None, high_hz: float | None) -> Band:
    """Return the band that is given; else the one that decided a finding of the newest examination on this channel, the
    likeliest finding first; else the widest, which the examination draws when no band decided.
    """
    from diagnostics.faults.envelope_lines import HIGHEST_BAND_HZ, LOWEST_BAND_HZ

    nyquist_hz = 0.5 * opened.rate_hz
    if (low_hz is None) != (high_hz is None):
        raise Invalid("band_incomplete", TEXTS("band_incomplete"))
    if low_hz is not None and high_hz is not None:
        if low_hz >= min(high_hz, nyquist_hz):
            raise Invalid("band_empty", TEXTS("band_empty", low=low_hz, high=high_hz, limit=nyquist_hz))
        return Band(low_hz, min(high_hz, nyquist_hz), "given", TEXTS("band_given"))
    for finding, evidence in _deciding(opened):
        if opened.recording.channel_index(evidence["channel"]) == stretch.channel:
            low_hz, high_hz = evidence["band_hz"]
            component = finding["component"] or "–"
            text = TEXTS("band_of_finding", component=component, low=low_hz, high=high_hz)
            return Band(low_hz, min(high_hz, nyquist_hz), "chosen", text)
    top_hz = min(0.98 * nyquist_hz, HIGHEST_BAND_HZ)
    return Band(min(LOWEST_BAND_HZ, 0.1 * top_hz), top_hz, "chosen", TEXTS("band_widest"))


def _deciding(opened: Opened) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield findings of the newest examination with the evidence of an envelope's band."""
    document = {} if opened.examined is None else opened.examined.document
    known = {channel.name for channel in opened.recording.channels}
    known |= {str(channel.index) for channel in opened.recording.channels}
    for finding in (*document.get("findings", ()), *document.get("watch", ())):
        for evidence in finding["evidence"]:
            if evidence["kind"] == "envelope_line" and evidence.get("band_hz") and evidence.get("channel") in known:
                yield finding, evidence


def envelope_lines(opened: Opened, stretch: Stretch, band: Band) -> Lines:
    """Return the modulation depth at each line of the squared envelope, up to the width of the band and a quarter of
    the rate; the spectrum is flattened by its running median first, as the examination does (`envelope_lines`).
    """
    from diagnostics.faults.envelope_lines import WHITENING_HZ
    from diagnostics.spectra.envelope import band_envelope, envelope_spectrum
    from diagnostics.spectra.spectrum import padded_length, transform, whitened

    rate_hz = opened.rate_hz
    averages, samples = parts_of(stretch.count)
    step_hz = rate_hz / padded_length(samples)
    if samples < _LEAST_SAMPLES or band.high_hz - band.low_hz < _LEAST_LINES * step_hz:
        raise Invalid("stretch_too_short", TEXTS("stretch_too_short", low=band.low_hz, high=band.high_hz))
    reach_hz = min(band.high_hz - band.low_hz, 0.25 * rate_hz)

    def power_of(part: NDArray[np.float64]) -> NDArray[np.floating]:
        lines, padded = transform(part)
        squared, length = band_envelope(
            whitened(lines, width=max(101, round(WHITENING_HZ / step_hz))).astype(np.complex64),
            padded_length=padded,
            sample_count=part.size,
            sampling_rate_hz=rate_hz,
            band_hz=(band.low_hz, band.high_hz),
            highest_hz=reach_hz,
        )
        count = int(2.0 * reach_hz / step_hz) + 1
        return 4.0 * envelope_spectrum(squared, length=length, line_count=count)

    name = f"envelope-{stretch.channel}-{stretch.start}-{stretch.stop}-{band.low_hz:.6g}-{band.high_hz:.6g}"
    values = opened.copy.kept(name, lambda: root_mean_power(opened, stretch, power_of))
    return Lines(values, 0.5 * step_hz, rate_hz / samples, averages)

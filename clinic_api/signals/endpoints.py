"""Routes for viewers of recordings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.signals.audio import AUDIO_CONTENT, audio_of
from clinic_api.signals.desk import ViewingDeskOf
from clinic_api.signals.envelopes import envelope_view
from clinic_api.signals.markers import Markers, markers
from clinic_api.signals.orbits import orbit_view
from clinic_api.signals.orders import order_view
from clinic_api.signals.peaks import spectrum_peaks
from clinic_api.signals.queries import (
    AudioQuery,
    EnvelopeSpectrumQuery,
    MarkersQuery,
    OrbitQuery,
    OrderSpectrumQuery,
    PeaksQuery,
    ReadoutQuery,
    SpectrogramQuery,
    SpectrumQuery,
    ViewQuery,
)
from clinic_api.signals.schemas import (
    EnvelopeSpectrumView,
    OrbitView,
    OrderSpectrumView,
    Readout,
    SignalView,
    SpectrogramView,
    SpectrumPeaks,
    SpectrumView,
)
from clinic_api.signals.spectra import spectrum_view
from clinic_api.signals.spectrograms import spectrogram_view
from clinic_api.signals.waves import readout, signal_view

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/recordings", tags=["recordings"])

MayRead = Annotated[Principal, Depends(requires(Permission.RECORDING_READ))]


@router.get("/{recording_id}/view")
def view_signal(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[ViewQuery, Query()]
) -> SignalView:
    """Give the least and the greatest sample of each column of pixels between two times, in the file's own unit."""
    return signal_view(desk.open(recording_id, principal), asked)


@router.get("/{recording_id}/readout")
def read_sample(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[ReadoutQuery, Query()]
) -> Readout:
    """Give the exact sample nearest to a time."""
    return readout(desk.open(recording_id, principal), asked)


@router.get("/{recording_id}/spectrum")
def view_spectrum(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[SpectrumQuery, Query()]
) -> SpectrumView:
    """Give the columns of the amplitude spectrum (peak, Hann window) of a stretch, between two frequencies."""
    return spectrum_view(desk.open(recording_id, principal), asked)


@router.get("/{recording_id}/envelope-spectrum")
def view_envelope_spectrum(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[EnvelopeSpectrumQuery, Query()]
) -> EnvelopeSpectrumView:
    """Give the columns of the envelope spectrum of a band, as modulation depth."""
    return envelope_view(desk.open(recording_id, principal, examined=True), asked)


@router.get("/{recording_id}/spectrum-peaks")
def list_spectrum_peaks(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[PeaksQuery, Query()]
) -> SpectrumPeaks:
    """List the largest peaks of a spectrum, interpolated between its lines."""
    return spectrum_peaks(desk.open(recording_id, principal, examined=asked.kind == "envelope"), asked)


@router.get("/{recording_id}/spectrogram")
def view_spectrogram(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[SpectrogramQuery, Query()]
) -> SpectrogramView:
    """Give the levels over time and frequency, the largest of each cell."""
    return spectrogram_view(desk.open(recording_id, principal), asked)


@router.get("/{recording_id}/order-spectrum")
def view_order_spectrum(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[OrderSpectrumQuery, Query()]
) -> OrderSpectrumView:
    """Give the columns of the amplitude over orders of the main shaft."""
    return order_view(desk.open(recording_id, principal, examined=asked.rpm is None), asked)


@router.get("/{recording_id}/orbit")
def view_orbit(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[OrbitQuery, Query()]
) -> OrbitView:
    """Give two channels against each other."""
    return orbit_view(desk.open(recording_id, principal), asked)


@router.get("/{recording_id}/audio", response_class=Response, responses={200: {"content": AUDIO_CONTENT}})
def listen_to_recording(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[AudioQuery, Query()]
) -> Response:
    """Give a stretch to listen to, as WAV of 16 bits, at most 30 s."""
    content = audio_of(desk.open(recording_id, principal), asked)
    return Response(content, media_type="audio/wav", headers=dict(desk.response.headers))


@router.get("/{recording_id}/markers")
def list_markers(
    recording_id: str, principal: MayRead, desk: ViewingDeskOf, asked: Annotated[MarkersQuery, Query()]
) -> Markers:
    """List the lines that the machine's parts make, and bearings that would fit where one is not known."""
    return markers(desk.open(recording_id, principal, examined=True), asked)

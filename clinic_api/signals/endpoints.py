"""Routes for viewers of recordings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.repository import Repository
from clinic_api.kit.unit_of_work import DatabaseOf, SettingsOf, factory_scope
from clinic_api.recordings.service import RecordingService
from clinic_api.signals.schemas import SignalView, SpectrumView
from clinic_api.signals.service import RecordingToView, signal_view, spectrum_view
from clinic_api.storage import Storage
from clinic_api.storage.access import StorageOf, file_to_send

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/recordings", tags=["recordings"])

MayRead = Annotated[Principal, Depends(requires(Permission.RECORDING_READ))]
Channel = Annotated[str, Query(max_length=120, description="its number from 1, or its name in the file")]
FromSeconds = Annotated[float, Query(ge=0)]
ToSeconds = Annotated[float | None, Query(gt=0, description="the end of the recording without it")]
Pixels = Annotated[int, Query(ge=3, le=4000, description="columns at most; fewer where there are fewer values")]


@router.get("/{recording_id}/view")
def view_signal(
    recording_id: str,
    principal: MayRead,
    database: DatabaseOf,
    storage: StorageOf,
    settings: SettingsOf,
    channel: Channel = "1",
    from_s: FromSeconds = 0.0,
    to_s: ToSeconds = None,
    pixels: Pixels = 1000,
) -> SignalView:
    """Give the least and the greatest sample of each column of pixels between two times, in the file's own unit."""
    wanted = _wanted(database, storage, principal, recording_id)
    return signal_view(wanted, channel, from_s, to_s, pixels, settings.parser_sandbox)


@router.get("/{recording_id}/spectrum")
def view_spectrum(
    recording_id: str,
    principal: MayRead,
    database: DatabaseOf,
    storage: StorageOf,
    settings: SettingsOf,
    channel: Channel = "1",
    from_s: FromSeconds = 0.0,
    to_s: ToSeconds = None,
    from_hz: Annotated[float, Query(ge=0)] = 0.0,
    to_hz: Annotated[float | None, Query(gt=0, description="half the sampling rate without it")] = None,
    pixels: Pixels = 1000,
) -> SpectrumView:
    """Give the same of the amplitude spectrum (peak, Hann window) of a stretch, between two frequencies."""
    wanted = _wanted(database, storage, principal, recording_id)
    return spectrum_view(wanted, channel, from_s, to_s, from_hz, to_hz, pixels, settings.parser_sandbox)


def _wanted(database: Database, storage: Storage, principal: Principal, recording_id: str) -> RecordingToView:
    """Find a visible recording; no transaction is open while it is read."""
    with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
        recording = RecordingService(Repository(session, principal)).get(recording_id)
        machine = None if recording.equipment_id is None else session.get(Equipment, recording.equipment_id)
        return RecordingToView(
            recording_id=recording.id,
            path=file_to_send(storage, recording.sha256),
            filename=recording.filename,
            machine=None if machine is None else machine.machine,
        )

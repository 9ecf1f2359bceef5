"""Keeping, finding and giving back recordings."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from clinic_api.database import utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.equipment.service import refuse_wrong_machine
from clinic_api.errors import ClinicError, Conflict, Invalid, NotFound, PayloadTooLarge, UnsupportedMedia
from clinic_api.kit.ids import new_id
from clinic_api.kit.repository import Repository
from clinic_api.quotas.service import Quota
from clinic_api.recordings.facts import RecordingFacts, described_machine
from clinic_api.recordings.models import Recording
from clinic_api.recordings.usage import is_used
from clinic_api.storage import StoredContent, UploadWriter
from diagnostics.errors import RecordingError
from diagnostics.readers import identify
from diagnostics.texts import Catalogue

__all__ = ["RecordingService", "StorageExhausted", "refuse_unknown_format", "refuse_unknown_head", "too_large"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_MIB: Final = 1024 * 1024


class StorageExhausted(ClinicError):
    """507: there is no room for the recording; nothing was kept."""

    status = 507
    default_code = "storage_full"

    def __init__(self) -> None:
        super().__init__(text=_TEXTS("storage_full"))


class RecordingService:
    """Recordings on behalf of one principal."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def equipment(self, equipment_id: str) -> Equipment:
        """Return the machine a recording is made on; a foreign machine does not exist."""
        try:
            return self._repository.get_visible(Equipment, equipment_id)
        except NotFound:
            raise NotFound("equipment_not_found", _TEXTS("equipment_not_found")) from None

    def add(
        self, content: StoredContent, *, equipment_id: str, filename: str, format_name: str, quota: Quota
    ) -> Recording:
        """Add the row of a content that is already durable in the storage, and count it; raises as `Quota.count`."""
        equipment = self.equipment(equipment_id)
        quota.count(self._repository.session, equipment.factory_id, content.size_bytes)
        recording = Recording(
            id=new_id("rec"),
            factory_id=equipment.factory_id,
            equipment_id=equipment.id,
            uploaded_by=self._repository.principal.account_id,
            filename=filename,
            format=format_name,
            size_bytes=content.size_bytes,
            sha256=content.sha256,
            created_at=utc_now(),
        )
        self._repository.session.add(recording)
        return recording

    def get(self, recording_id: str) -> Recording:
        """Return one recording the principal may hear."""
        return get_recording(self._repository, recording_id)

    def tell_facts(self, recording_id: str, facts: RecordingFacts) -> Recording:
        """Keep what is said about a recording that nobody has used yet.

        Raises `Conflict` ``recording_in_use`` and `Invalid` ``machine_invalid`` where the facts make no description.
        """
        session = self._repository.session
        recording = self.get(recording_id)
        if is_used(session, recording.id):
            raise Conflict("recording_in_use", _TEXTS("recording_in_use"))
        told = facts.model_dump(exclude_none=True)
        equipment = None if recording.equipment_id is None else session.get(Equipment, recording.equipment_id)
        refuse_wrong_machine(described_machine(equipment, told))
        recording.facts = told
        session.flush()
        return recording


def get_recording(repository: Repository, recording_id: str) -> Recording:
    """Return a visible recording; a foreign one does not exist (``recording_not_found``)."""
    try:
        return repository.get_visible(Recording, recording_id)
    except NotFound:
        raise recording_not_found() from None


def recording_not_found() -> NotFound:
    """Return the refusal of a recording that the principal does not see."""
    return NotFound("recording_not_found", _TEXTS("recording_not_found"))


def refuse_unknown_format(upload: UploadWriter, filename: str) -> str:
    """Return the format that the first bytes of ``upload`` show; refuses what is empty, unknown or named wrongly."""
    return refuse_unknown_head(upload.head, filename)


def refuse_unknown_head(head: bytes, filename: str) -> str:
    """Return the format that ``head``, the first bytes of a file, shows; refuses as `refuse_unknown_format`."""
    try:
        return identify(head, filename)
    except RecordingError as error:
        refusal = Invalid if error.code == "recording_empty" else UnsupportedMedia
        raise refusal(error.code, error.text) from None


def too_large(limit_bytes: int) -> PayloadTooLarge:
    """Return the refusal of an upload of more than ``limit_bytes``."""
    limit_mib = f"{limit_bytes / _MIB:.3g}"
    return PayloadTooLarge("recording_too_large", _TEXTS("recording_too_large", limit_mib=limit_mib))

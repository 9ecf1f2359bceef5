"""The storage as a parameter of routes, and the files routes send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from fastapi import Depends

from clinic_api.errors import ServiceUnavailable
from clinic_api.kit.unit_of_work import SettingsOf
from clinic_api.settings import Settings
from clinic_api.storage.local import LocalStorage
from diagnostics.texts import Catalogue

__all__ = ["StorageOf", "file_to_send", "storage_folder", "storage_of"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))


def storage_folder(data_dir: Path) -> Path:
    """Return where below ``data_dir`` the contents lie."""
    return data_dir / "storage"


def storage_of(settings: Settings) -> LocalStorage:
    """Return the storage of these settings."""
    return LocalStorage(storage_folder(settings.data_dir))


def file_to_send(storage: LocalStorage, sha256: str) -> Path:
    """Return where the content named by a row lies; a content lost from the disk is said, not hidden."""
    path = storage.path_of(sha256)
    if not path.is_file():
        raise ServiceUnavailable("content_missing", _TEXTS("content_missing"))
    return path


async def _storage(settings: SettingsOf) -> LocalStorage:
    return storage_of(settings)


StorageOf = Annotated[LocalStorage, Depends(_storage)]
"""Parameter type: the storage of the settings the app was made with."""
